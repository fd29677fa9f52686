import type { Dialect } from '../../src/engine/turn.ts';

/** A recorded case in which this engine differs on purpose, and why. */
export interface Difference {
  dialect: Dialect;
  name: string;
  reason: string;
}

/**
 * Only what the conformance README allows: executors that never return, and work that is scheduled again at every wake-up of a
 * suspended workflow. What is answered instead is tested in src/engine/suspend.test.ts.
 */
export const differences: readonly Difference[] = [
  {
    dialect: 'dapr',
    name: 'direct-suspend-twice-event-resume',
    reason:
      'The executor fills the list of held-back events while it walks it, and never returns. Here the list is exchanged first, and the workflow stays suspended.',
  },
  {
    dialect: 'dapr',
    name: 'direct-suspend-resume-suspend-in-buffer',
    reason:
      'The same endless walk over the held-back events. Here the turn returns, and the workflow stays suspended.',
  },
];

const LOST =
  'The in-memory backend has no lease: an activity whose worker died is never sent again, and the instance hangs. Here its reminder fires again, as with a real sidecar (SEMANTICS section 14).';
const ROLLBACK =
  'The in-memory backend sends turns of an instance that has failed, so that activity B runs after the end (SEMANTICS section 15). Here a failed instance gets no more turns.';

/** Recorded lives that the command's `run` ends differently on purpose. */
export const runDifferences: readonly Difference[] = [
  { dialect: 'durabletask', name: 'crash-kill-mid-activity-lost', reason: LOST },
  { dialect: 'dapr', name: 'crash-kill-mid-activity-lost', reason: LOST },
  { dialect: 'durabletask', name: 'nd-fix-by-rollback', reason: ROLLBACK },
  { dialect: 'dapr', name: 'nd-fix-by-rollback', reason: ROLLBACK },
];
