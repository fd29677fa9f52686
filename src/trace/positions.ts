import type { Beat } from './beat.ts';
import type { Place } from './place.ts';
import type { Pass, Step } from './step.ts';
import type { Trace } from './trace.ts';

/** One stop of the cursor. `beat` is 0 for steps without beats. */
export interface Position {
  index: number;
  step: number;
  beat: number;
  kind: Step['kind'] | Beat['kind'];
  /** The code is reading again what an earlier wake-up had already been given. */
  isAgain: boolean;
}

/**
 * For each beat of a pass: is it a reading of what was known before this pass (`true`), or new work (`false`)?
 * Events up to `knownCount` had been sent in an earlier turn or attempt. When the last of them has been dealt with and
 * its answer given, what the code does next is new. A pass that a crash tore before that only read again; so did one
 * whose code and history disagreed.
 */
export function againFlags(pass: Pass): boolean[] {
  const beats = pass.beats ?? [];
  if (pass.of !== 'turn' || pass.knownCount === 0) return beats.map(() => false);
  let lastKnown = -1;
  let isKnownRead = false;
  beats.forEach((beat, index) => {
    if (beat.event >= pass.knownCount) isKnownRead = true;
    if (beat.event > pass.knownCount || beat.event === 0) return;
    if (beat.kind === 'event' || beat.kind === 'answer') lastKnown = index;
    if (beat.kind === 'diverge') lastKnown = beats.length;
  });
  return beats.map((_, index) => index <= lastKnown || !isKnownRead);
}

/** True when the beat shows nothing of its own: the next beat happens on the same line and says more. */
function isFoldedAway(beats: readonly Beat[], index: number): boolean {
  const beat = beats[index];
  const next = beats[index + 1];
  if (!beat || !next) return false;
  // OrchestratorStarted only sets the context's clock: not worth a stop of its own.
  if (beat.kind === 'event') return beat.outcome === 'clock' || isToldBy(beat, next);
  // A replay does not stop at a yield whose answer it already holds.
  if (beat.kind === 'wait') return true;
  if (beat.kind !== 'line' || next.line !== beat.line) return false;
  return (
    next.kind === 'ask' ||
    next.kind === 'listen' ||
    next.kind === 'read' ||
    next.kind === 'log' ||
    next.kind === 'patch'
  );
}

/** An event that completes a task is told by the answer that follows from it. */
function isToldBy(beat: Beat, next: Beat): boolean {
  return beat.kind === 'event' && beat.outcome === 'completed' && next.kind === 'answer';
}

/** Beats of a pass at which the cursor stops, by their index in `pass.beats`: only those that no pass before it has told. */
export function stopsOf(pass: Pass): number[] {
  const beats = pass.beats ?? [];
  const from = pass.from ?? 0;
  const stops = beats
    .map((_, index) => index)
    .filter((index) => index >= from && !isFoldedAway(beats, index));
  return stops.length > 0 ? stops : [Math.max(0, beats.length - 1)];
}

type Stop = Pick<Position, 'beat' | 'kind' | 'isAgain'>;

/** Stops of passes, which never change: with each portion of a long run, and with lines that come late, all are wanted again. */
const known = new WeakMap<Pass, readonly Stop[]>();

function stopsIn(pass: Pass): readonly Stop[] {
  const found = known.get(pass);
  if (found) return found;
  const again = againFlags(pass);
  const stops = stopsOf(pass).map((beat): Stop => ({
    beat,
    kind: pass.beats?.[beat]?.kind ?? 'pass',
    isAgain: again[beat] ?? false,
  }));
  known.set(pass, stops);
  return stops;
}

/** The last answer: the player and the view ask one after the other. */
let last: { steps: readonly Step[]; count: number; positions: readonly Position[] } | undefined;

/**
 * How many steps at the beginning of two traces are the same objects. A trace that was extended, or in which a pass got its lines,
 * has those of the trace before it, and what was made of them is still true.
 */
export function sameSteps(one: readonly Step[], other: readonly Step[]): number {
  const most = Math.min(one.length, other.length);
  let same = 0;
  while (same < most && one[same] === other[same]) same += 1;
  return same;
}

/** How many of the stops, which are in the order of the steps, belong to the first `steps` steps. */
export function stopsBefore(stops: readonly { step: number }[], steps: number): number {
  let low = 0;
  let high = stops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stops[middle]?.step ?? 0) < steps) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Every stop of the cursor, in order. Those of the steps before the first new one are the same objects as the last time. */
export function positionsOf({ steps }: Trace): readonly Position[] {
  if (last?.steps === steps && last.count === steps.length) return last.positions;
  // Steps may have been added to the same list since.
  const same = last ? Math.min(last.count, sameSteps(last.steps, steps)) : 0;
  const positions = last ? last.positions.slice(0, stopsBefore(last.positions, same)) : [];
  for (let index = same; index < steps.length; index += 1) {
    const step = steps[index] as Step;
    if (step.kind === 'pass')
      for (const { beat, kind, isAgain } of stopsIn(step.pass))
        positions.push({ index: positions.length, step: index, beat, kind, isAgain });
    else {
      const { kind } = step;
      positions.push({ index: positions.length, step: index, beat: 0, kind, isAgain: false });
    }
  }
  last = { steps, count: steps.length, positions };
  return positions;
}

/** The place of a step, or of one beat of a pass. */
export function placeOf(step: Step, beat: number): Place {
  if (step.kind !== 'pass') return step.place;
  const key = step.pass.beats?.[beat]?.key;
  return key === undefined ? step.place : { ...step.place, moment: key };
}

/** True when two places name the same moment. A place without an instance speaks of `mainInstance`. */
export function isSamePlace(a: Place, b: Place, mainInstance: string | undefined): boolean {
  return (
    a.subject === b.subject &&
    a.number === b.number &&
    a.attempt === b.attempt &&
    a.moment === b.moment &&
    (a.instance ?? mainInstance) === (b.instance ?? mainInstance)
  );
}

/**
 * Where a place is in a trace. `t4:end` is the last beat of that pass. A place that this trace does not have
 * (the code changed) is answered by the nearest one that it has: same turn or task, else undefined.
 */
export function findPlace(
  trace: Trace,
  place: Place,
  mainInstance: string | undefined,
): { step: number; beat: number; isExact: boolean } | undefined {
  let near: { step: number; beat: number; isExact: boolean } | undefined;
  for (const [index, step] of trace.steps.entries()) {
    if (step.kind === 'pass') {
      const beats = step.pass.beats ?? [];
      for (const [beat] of beats.entries()) {
        if (isSamePlace(placeOf(step, beat), place, mainInstance))
          return { step: index, beat, isExact: true };
      }
      if (isSamePlace(step.place, place, mainInstance) && step.pass.isLast) {
        return { step: index, beat: Math.max(0, beats.length - 1), isExact: true };
      }
    } else if (isSamePlace(step.place, place, mainInstance)) {
      return { step: index, beat: 0, isExact: true };
    }
    if (isSamePlace({ ...step.place, moment: place.moment }, place, mainInstance)) {
      near ??= { step: index, beat: 0, isExact: false };
    }
  }
  return near;
}
