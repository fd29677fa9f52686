import type { HistoryEvent } from '../../src/engine/history.ts';
import type { Dialect } from '../../src/engine/turn.ts';

/** A turn on which the engines once differed. */
export interface Found {
  name: string;
  dialect: Dialect;
  source: string;
  oldEvents: HistoryEvent[];
  newEvents: HistoryEvent[];
}

const base = { id: -1, timestampMs: Date.UTC(2026, 0, 1) };
const clock: HistoryEvent = { type: 'OrchestratorStarted', ...base };
const started: HistoryEvent = {
  type: 'ExecutionStarted',
  ...base,
  name: 'Workflow',
  instanceId: 'wf-1',
  executionId: 'run-1',
};
const rewound: HistoryEvent = { type: 'ExecutionRewound', ...base };
const failure = { type: 'Error', message: 'boom' };
const failedRun: HistoryEvent[] = [
  clock,
  started,
  { type: 'TaskScheduled', ...base, id: 1, name: 'a' },
  { type: 'SubOrchestrationInstanceCreated', ...base, id: 2, name: 'Child', instanceId: 'kid' },
  clock,
  { type: 'TaskFailed', ...base, taskScheduledId: 1, failure },
  { type: 'SubOrchestrationInstanceFailed', ...base, taskScheduledId: 2, failure },
  { type: 'ExecutionCompleted', ...base, id: 3, status: 'FAILED', failure },
];
const bothAtOnce = `async function* (ctx) {
  return yield whenAll([ctx.callActivity('a'), ctx.callSubOrchestrator('Child')]);
}`;

/** Counterexamples that `npm run fuzz` found, shrunk. */
export const found: readonly Found[] = [
  {
    name: 'a rewind of an ended instance gives the history without its failures',
    dialect: 'durabletask',
    source: bothAtOnce,
    oldEvents: failedRun,
    newEvents: [clock, rewound],
  },
  {
    name: 'a rewind with something else in its batch breaks the executor',
    dialect: 'durabletask',
    source: bothAtOnce,
    oldEvents: failedRun,
    newEvents: [clock, rewound, clock],
  },
  {
    name: 'the turn after a rewind asks for the failed activity again',
    dialect: 'durabletask',
    source: bothAtOnce,
    oldEvents: [clock, started, ...failedRun.slice(3, 5), rewound],
    newEvents: [clock],
  },
  {
    name: "a child's result that nobody waits for is read all the same",
    dialect: 'dapr',
    source: 'async function* () { return 1; }',
    oldEvents: [clock, started],
    newEvents: [
      {
        type: 'SubOrchestrationInstanceCompleted',
        ...base,
        taskScheduledId: 1,
        result: 'not JSON',
      },
    ],
  },
];
