import type { RememberedMachine } from './remembered-machine.ts';
import type { AddedCrash } from './report.ts';
import type { RunRecord } from './run-record.ts';

/** A crash, and how many of the run's own acts were performed before it (crashes that were added earlier not counted). */
export interface PlacedCrash {
  crash: AddedCrash;
  before: number;
}

/** What is explored: something that can be run again and again, with crashes in it. */
export interface Subject {
  /** The instance that it is about. */
  readonly main: string;
  /** Activities change something in the course of their code and not only by requests. */
  readonly hasSilentEffects: boolean;
  readonly machine: Pick<RememberedMachine, 'alone'>;
  run(crashes: readonly PlacedCrash[]): RunRecord;
  /** How many moments each step of the run without added crashes holds. */
  momentsIn(): number[];
}
