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
