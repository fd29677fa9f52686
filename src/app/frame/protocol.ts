import type { DeployFinding } from '../../explore/deploy-report.ts';
import type { ExploreFinding, ExploreOptions } from '../../explore/report.ts';
import type { LineWindow } from '../../sim/machine.ts';
import type { Entry } from '../../sim/simulate.ts';
import type { PossibleEffect } from '../../sim/possible-effects.ts';
import type { Scenario } from '../../sim/scenario.ts';
import type { FunctionPlace } from '../../source/loose-functions.ts';
import type { ProgramFunction } from '../../source/module-shape.ts';
import type { Prepared } from '../../source/prepare.ts';
import type { Problem } from '../../source/problem.ts';
import type { Place } from '../../trace/place.ts';
import type { Trace } from '../../trace/trace.ts';

/** One run to be simulated. `id` rises; an answer to an older id is of no use any more. */
export interface Job {
  id: number;
  source: string;
  /** Version 2 of the source. */
  next?: string;
  /** The texts were read before: those of the samples when the app was built. Absent: the worker's reader does it. */
  prepared?: { v1: Prepared; v2?: Prepared };
  entry: Entry;
  scenario: Scenario;
  /** Absent: one run, step by step. Else many runs of it: a crash everywhere, or version 2 everywhere. */
  look?: { for: 'crashes'; options: ExploreOptions } | { for: 'deployments' };
  /** A moment that is looked at: its pass keeps its beats, however long the run is. */
  watched?: Place;
  /** Only the step of this index is wanted, with its beats. */
  only?: number;
  /** The lines of that step's pass whose variables are wanted, beside those of new work. Absent: its first ones. */
  window?: LineWindow;
}

/** What is said of such a program when many runs are asked for. The page offers one of its workflows instead (explored-instead.ts). */
export const STARTS_ITSELF =
  'This program starts its workflows itself. Only one whose workflow the page starts can be looked at in many runs.';

/** What many runs have shown, as it comes. */
export type Found = ExploreFinding | DeployFinding;

/** From the page to the worker in the sandboxed frame. */
export type ToWorker =
  | { kind: 'machine'; wasm: ArrayBuffer }
  | { kind: 'run'; job: Job }
  /** What runs is not wanted any more. */
  | { kind: 'stop' }
  /** What runs is wanted as far as it has come: it ends there, and is done. */
  | { kind: 'end' };

/** What the page must know of a program that was read. */
export interface CompiledProgram {
  functions: ProgramFunction[];
  /** Those of version 2, where there is one. */
  nextFunctions?: ProgramFunction[];
  /** Functions without a name of their own: methods, say. */
  loose?: FunctionPlace[];
  nextLoose?: FunctionPlace[];
  /** The workflow that the page starts. Absent: the program's own host code starts what it wants. */
  workflow?: string;
  /** What a person should know although it runs. */
  remarks: Problem[];
  /** What its texts can do to the example services, in their order. */
  effects: PossibleEffect[];
}

/**
 * From the worker to the page. A job answers with one `compiled`, any number of `steps`, and one of the others; one that looks at many
 * runs with any number of `found` in place of `steps`, and `looked` in place of `done`.
 */
export type FromWorker = { id: number } & (
  | ({ kind: 'compiled' } & CompiledProgram)
  /**
   * As JSON: it crosses two borders, and to copy many small objects takes several times as long as to write and read their text.
   * `performedAt`: the acts that have been performed so far, as in the trace.
   */
  | { kind: 'steps'; steps: string; performedAt?: Trace['performedAt'] }
  | { kind: 'found'; found: Found[] }
  | { kind: 'looked' }
  | ({ kind: 'done' } & Omit<Trace, 'steps'>)
  | { kind: 'problems'; problems: Problem[] }
  | { kind: 'failed'; message: string }
);

/** Data that crossed the frame's border is taken for an answer only when it has the outline of one. */
export function isFromWorker(data: unknown): data is FromWorker {
  if (typeof data !== 'object' || data === null) return false;
  const { id, kind } = data as { id?: unknown; kind?: unknown };
  if (typeof id !== 'number') return false;
  return (
    kind === 'compiled' ||
    kind === 'steps' ||
    kind === 'found' ||
    kind === 'looked' ||
    kind === 'done' ||
    kind === 'problems' ||
    kind === 'failed'
  );
}
