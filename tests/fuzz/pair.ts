import { isDeepStrictEqual } from 'node:util';
import { runInThisContext } from 'node:vm';
import type { Action } from '../../src/engine/action.ts';
import { execute } from '../../src/engine/execute.ts';
import type { HistoryEvent } from '../../src/engine/history.ts';
import type { OrchestratorFunction } from '../../src/engine/program.ts';
import { sdkFor } from '../../src/engine/sdk.ts';
import type { Dialect, Facade } from '../../src/engine/turn.ts';
import { actionToWire } from '../../src/engine/wire.ts';
import { comparable, comparableStatus } from '../conformance/compare.ts';
import type { Spelling } from './program.ts';
import { realSdk, type Exports, type RealAnswer, type RealSdk, type Workflow } from './real.ts';

export interface Turn {
  oldEvents: readonly HistoryEvent[];
  newEvents: readonly HistoryEvent[];
}

/** One source, made into a function for each engine: each has its own classes. */
export interface Compiled {
  source: string;
  ours: OrchestratorFunction;
  real: Workflow;
}

/** Both SDKs put their protobuf classes into one global namespace, so a process can hold only one of them. */
let loaded: { dialect: Dialect; sdk: RealSdk } | undefined;

function realOf(dialect: Dialect): RealSdk {
  loaded ??= { dialect, sdk: realSdk(dialect) };
  if (loaded.dialect !== dialect) throw new Error('one SDK in each process: use two test files');
  return loaded.sdk;
}

const OURS = { durabletask: sdkFor('durabletask'), dapr: sdkFor('dapr') };
const NAME = 'Workflow';

export function compile(source: string, { dialect }: { dialect: Dialect }): Compiled {
  const make = runInThisContext(
    `(function (whenAll, whenAny, RetryPolicy, Task) { return (${source}); })`,
  ) as (...free: unknown[]) => unknown;
  const of = ({ whenAll, whenAny, RetryPolicy, Task }: Exports): unknown =>
    make(whenAll, whenAny, RetryPolicy, Task);
  return {
    source,
    ours: of(OURS[dialect]) as OrchestratorFunction,
    real: of(realOf(dialect).exports) as Workflow,
  };
}

/**
 * One turn in both engines.
 *
 * @throws Error with everything that is needed to see it again, when they differ.
 */
export async function compareTurn(
  code: Compiled,
  turn: Turn,
  { dialect, spelling }: { dialect: Dialect; spelling: Spelling },
): Promise<{ actions: Action[] }> {
  const isWrapped = spelling === 'dapr';
  const real = await realOf(dialect).execute(
    NAME,
    code.real,
    isWrapped,
    'wf-1',
    turn.oldEvents,
    turn.newEvents,
  );
  const ours = await answerOf(code, turn, dialect, isWrapped ? 'dapr' : 'durabletask');
  const left = shown(ours, turn);
  const told = asWorker(real);
  const right = shown(told, turn);
  if (!isDeepStrictEqual(left, right)) throw new Error(report(code, turn, left, right));
  return { actions: 'actions' in told ? told.actions : [] };
}

async function answerOf(
  code: Compiled,
  { oldEvents, newEvents }: Turn,
  dialect: Dialect,
  facade: Facade,
): Promise<RealAnswer> {
  try {
    const item = { dialect, facade, instanceId: 'wf-1', oldEvents, newEvents };
    const result = await execute(item, new Map([[NAME, code.ours]]));
    const { actions, customStatus, isCustomStatusJson } = result;
    checkVerdict(actions, result.divergence !== undefined);
    return {
      actions,
      customStatus:
        isCustomStatusJson && customStatus ? (JSON.parse(customStatus) as unknown) : customStatus,
    };
  } catch (thrown) {
    const { name: type, message } = thrown as Error;
    return { threw: { type, message } };
  }
}

/** A divergence is told when the workflow fails of one, and only then. */
function checkVerdict(actions: readonly Action[], isDiverged: boolean): void {
  const isFailed = actions.some(
    (action) =>
      action.type === 'CompleteOrchestration' && action.failure?.type === 'NonDeterminismError',
  );
  if (isFailed !== isDiverged) throw new Error('divergence and failure do not agree');
}

/** What the SDKs' workers answer for an executor that broke. The missing new events are told as they are. */
function asWorker(answer: RealAnswer): RealAnswer {
  if (!('threw' in answer)) return answer;
  if (answer.threw.message.startsWith('The new history event list')) return answer;
  const failure = answer.threw;
  return {
    actions: [{ type: 'CompleteOrchestration', id: -1, status: 'FAILED', failure }],
    customStatus: undefined,
  };
}

function shown(answer: RealAnswer, { oldEvents, newEvents }: Turn): unknown {
  if ('threw' in answer) return comparable(answer);
  const events = [...oldEvents, ...newEvents];
  const clockMs =
    events.findLast((event) => event.type === 'OrchestratorStarted')?.timestampMs ?? 0;
  const status = comparableStatus(JSON.stringify(comparableStatus(answer.customStatus) ?? ''));
  return {
    actions: comparable(answer.actions.map((action) => shownAction(action, clockMs))),
    // Dapr hands on any value; what JSON makes of it is compared.
    customStatus: status === 'null' ? '""' : status,
  };
}

function shownAction(action: Action, clockMs: number): unknown {
  if (action.type !== 'RewindOrchestration') return actionToWire(action, clockMs);
  return { ...action, newHistory: action.newHistory.map(({ type, id }) => `${type}#${id}`) };
}

function report(code: Compiled, turn: Turn, ours: unknown, real: unknown): string {
  const text = (value: unknown): string => JSON.stringify(value, undefined, 1);
  return [
    'The engines differ.',
    code.source,
    `old events: ${JSON.stringify(turn.oldEvents)}`,
    `new events: ${JSON.stringify(turn.newEvents)}`,
    `ours: ${text(ours)}`,
    `real: ${text(real)}`,
  ].join('\n');
}
