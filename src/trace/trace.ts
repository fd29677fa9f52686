import type { Step } from './step.ts';

/** One whole run. The screen is a pure function of a trace and a cursor. */
export interface Trace {
  /** The instance that a place without one speaks of, where it is not the scenario's own: the first that host code scheduled. */
  mainInstance?: string;
  steps: Step[];
  /** Interventions of the scenario that found no place, by index, with the reason. */
  unused: { index: number; reason: string }[];
  /** For each intervention by index: the step at which it was performed. */
  performedAt: (number | undefined)[];
}

/** Where the screen is: a step, a beat within it (0 unless the step is a pass), and how far towards the next position. */
export interface Cursor {
  step: number;
  beat: number;
  /** 0 up to, not including, 1. */
  fraction: number;
}
