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
  /** Of what is computed: it takes so long that somebody may want to stop it. */
  isLong?: boolean;
}

export type RunStore = StoreApi<Run>;

/** Somebody stopped the computing of this run: its last step is not its end. */
export function isStopped(shown: Run['shown']): boolean {
  const last = shown?.isComplete ? shown.trace.steps.at(-1) : undefined;
  return last?.kind === 'over' && last.reason === 'stopped';
}

export const createRunStore = (): RunStore =>
  createStore<Run>(() => ({ standing: { kind: 'loading' }, isComputing: false }));
