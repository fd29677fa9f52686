import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import type { HistoryEvent } from '../../src/engine/history.ts';
import type { OrchestratorFunction, OrchestratorRegistry } from '../../src/engine/program.ts';
import { sdkFor } from '../../src/engine/sdk.ts';
import type { Dialect } from '../../src/engine/turn.ts';
import {
  actionFromWire,
  clockOf,
  eventsFromWire,
  type WireAction,
  type WireEvent,
} from '../../src/engine/wire.ts';

/** One turn as the real engine took it. */
export interface RecordedTurn {
  oldEventCount: number;
  newEvents: WireEvent[];
  actions: WireAction[];
  customStatus?: unknown;
  /** Which worker took it: rises with each redeploy. */
  run: number;
  /** The backend dispatched a finished instance again; it then writes its ending once more, in any case. */
  afterTerminal?: boolean;
}

interface Stimulus {
  do: string;
  with?: { workflow?: string | null };
}

/** A recorded case; see the shared conformance README for the format. */
export interface RecordedCase {
  name: string;
  workflowSource?: string;
  otherOrchestrators?: Record<string, string>;
  instanceId?: string;
  stimuli?: Stimulus[];
  turns?: RecordedTurn[];
  otherInstances?: { instanceId: string; turns?: RecordedTurn[] }[];
  oldEvents?: WireEvent[];
  newEvents?: WireEvent[];
  actions?: WireAction[];
  history?: WireEvent[];
  /** Where a worker was killed. */
  kill?: string;
  executorThrew?: { type: string; message: string };
}

const CORPUS = join(import.meta.dirname, '..', 'corpus');

export function readCases(dialect: Dialect): RecordedCase[] {
  const folder = join(CORPUS, dialect);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as RecordedCase);
}

/** Makes a workflow of a case's source, with the free variables that the sources may use. */
export function compileSource(
  source: string,
  dialect: Dialect,
  state: Record<string, unknown>,
): OrchestratorFunction {
  const { whenAll, whenAny, RetryPolicy, Task } = sdkFor(dialect);
  const sleep = (): Promise<void> => Promise.resolve();
  const trace = (): void => undefined;
  const free = { whenAll, whenAny, RetryPolicy, Task, sleep, state, trace };
  const make = runInThisContext(
    `(function (${Object.keys(free).join(', ')}) { return (${source}); })`,
  );
  return (make as (...values: unknown[]) => OrchestratorFunction)(...Object.values(free));
}

/** The programs of a case, one for each run of the worker, from run 1. */
export function programsOf(recorded: RecordedCase, dialect: Dialect): OrchestratorRegistry[] {
  const state: Record<string, unknown> = {};
  const others = Object.entries(recorded.otherOrchestrators ?? {});
  const main = recorded.turns ? 'Workflow' : startedName(recorded);
  const deployed: (string | null | undefined)[] = [recorded.workflowSource];
  for (const stimulus of recorded.stimuli ?? []) {
    if (stimulus.do !== 'redeploy') continue;
    const next = stimulus.with?.workflow;
    deployed.push(next === undefined ? deployed.at(-1) : next);
  }
  return deployed.map((source) => {
    const program = new Map<string, OrchestratorFunction>();
    for (const [name, text] of others) program.set(name, compileSource(text, dialect, state));
    if (source) program.set(main, compileSource(source, dialect, state));
    return program;
  });
}

function startedName(recorded: RecordedCase): string {
  const events = [...(recorded.oldEvents ?? []), ...(recorded.newEvents ?? [])];
  return events.find((event) => event.type === 'ExecutionStarted')?.name ?? 'Workflow';
}

/** Each recorded turn with the history that stood before it, rebuilt from the turns. */
export function withHistory(
  turns: readonly RecordedTurn[],
): { turn: RecordedTurn; oldEvents: HistoryEvent[]; newEvents: HistoryEvent[] }[] {
  let history: HistoryEvent[] = [];
  return turns.map((turn) => {
    if (turn.oldEventCount === 0) history = [];
    const oldEvents = history;
    const newEvents = eventsFromWire(turn.newEvents, clockOf(history));
    const clock = clockOf([...history, ...newEvents]);
    const ending = history.findLast((event) => event.type === 'ExecutionCompleted');
    const isEnding = turn.actions.some((action) => action.type === 'CompleteOrchestration');
    history = [...history, ...newEvents, ...turn.actions.flatMap((a) => recordedAs(a, clock))];
    if (turn.afterTerminal && ending && !isEnding) history.push(ending);
    return { turn, oldEvents, newEvents };
  });
}

/** The event that the recording backend writes for an action. It writes none for a sent event. */
function recordedAs(action: WireAction, clockMs: number): HistoryEvent[] {
  const read = actionFromWire(action, clockMs);
  const base = { id: read.id, timestampMs: clockMs };
  switch (read.type) {
    case 'ScheduleTask':
      return [{ ...base, type: 'TaskScheduled', name: read.name, input: read.input }];
    case 'CreateTimer':
      return [{ ...base, type: 'TimerCreated', fireAtMs: read.fireAtMs }];
    case 'CreateSubOrchestration':
      return [
        {
          ...base,
          type: 'SubOrchestrationInstanceCreated',
          name: read.name,
          instanceId: read.instanceId,
          input: read.input,
        },
      ];
    case 'SendEvent':
    case 'RewindOrchestration':
    case 'WorkflowVersionNotAvailable':
      return [];
    case 'CompleteOrchestration':
      return [{ ...base, type: 'ExecutionCompleted', status: read.status, result: read.result }];
  }
}
