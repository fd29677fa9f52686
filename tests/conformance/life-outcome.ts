import type { WireEvent } from '../../src/engine/wire.ts';
import { comparable, comparableStatus } from './compare.ts';

/** The backend of the recordings writes these differently from a real sidecar. */
const NOT_COMPARED = new Set(['OrchestratorStarted', 'OrchestratorCompleted', 'EventSent']);

function comparableHistory(history: readonly WireEvent[] | undefined): unknown {
  return (history ?? [])
    .filter((event) => !NOT_COMPARED.has(event.type))
    .map((event) => {
      const { id, ...rest } = comparable(event) as WireEvent;
      return event.type === 'ExecutionCompleted' ? rest : { id, ...rest };
    });
}

function invocationsOf(list: readonly Record<string, unknown>[] | undefined): unknown {
  return (list ?? []).map(({ name, input, run, process }) => ({
    name,
    process: process ?? run,
    input:
      (process === undefined ? input : JSON.parse((input as string | undefined) ?? 'null')) ?? null,
  }));
}

/** A whole life, as the command or a recording tells it. */
export interface ToldLife {
  finalStatus?: unknown;
  output?: unknown;
  failureDetails?: unknown;
  customStatus?: unknown;
  history?: WireEvent[];
  activityInvocations?: Record<string, unknown>[];
  error?: unknown;
}

/** What is compared of a whole life (conformance README, "Comparing"). */
export function told(life: ToldLife, isOutcomeOnly: boolean): unknown {
  const outcome = {
    error: life.error,
    finalStatus: life.finalStatus,
    output: comparable(life.output) ?? null,
    failureDetails: comparable(life.failureDetails ?? undefined),
    customStatus: comparableStatus(life.customStatus),
  };
  if (isOutcomeOnly) return outcome;
  return {
    ...outcome,
    history: comparableHistory(life.history),
    activityInvocations: invocationsOf(life.activityInvocations),
  };
}
