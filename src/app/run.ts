import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Scenario } from '../sim/scenario.ts';
import type { Trace } from '../trace/trace.ts';
import type { Standing } from '../ui/screen-state.ts';
import type { ProgramView } from '../view/program-view.ts';

/** The trace on the screen and what belongs to it. Computed from the scenario, replaced as a whole, never edited. */
export interface Run {
  standing: Standing;
  /** The run that is shown: absent until the first trace is there. */
  shown?: {
    scenario: Scenario;
    program: ProgramView;
    trace: Trace;
    isComplete: boolean;
  };
  /** A newer run is being computed. */
  isComputing: boolean;
}

export type RunStore = StoreApi<Run>;

export const createRunStore = (): RunStore =>
  createStore<Run>(() => ({ standing: { kind: 'loading' }, isComputing: false }));
