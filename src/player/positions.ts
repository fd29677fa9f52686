import type { Pass, Step } from '../trace/step.ts';
import type { Cursor, Trace } from '../trace/trace.ts';
import { positionsOf, sameSteps, stopsBefore, type Position } from '../trace/positions.ts';
import { TIMING } from './timing.ts';

/** One stop of the cursor, with what the player must know about it. */
export interface Stop extends Position {
  /** From here to the next stop, at speed 1. 0 only for the last. */
  durationMs: number;
  /** Playing halts when it arrives here. */
  isHalt: boolean;
  /** Part of the automatic replay after a restart. */
  isSwept: boolean;
  /** Set when this stop is passed over together with others in one beat: the index of the last of them. */
  glideTo: number | undefined;
  /** Worth a stop of its own for somebody who skips through the run. */
  isInteresting: boolean;
  /** The first stop of a wake-up. */
  isWakeUp: boolean;
}

/** All stops of a trace, in order. `isComplete` is false while more of the trace is still to come. */
export interface Timeline {
  stops: readonly Stop[];
  isComplete: boolean;
}

export const EMPTY_TIMELINE: Timeline = { stops: [], isComplete: false };

/** The last answer. */
let last: { steps: readonly Step[]; count: number; stops: readonly Stop[] } | undefined;

/**
 * The index over a trace that the player moves along. Lines that come late change it from their step on: what is before stays,
 * for a long run has tens of thousands of stops, most of them in its first wake-ups.
 */
export function timelineOf(trace: Trace, isComplete = true): Timeline {
  const { steps } = trace;
  const same = last ? Math.min(last.count, sameSteps(last.steps, steps)) : 0;
  // A stop looks at the one after it, and that one at the step after it.
  const first = stopsBefore(last?.stops ?? [], same - 2);
  const stops = last ? last.stops.slice(0, first) : [];
  addStops(stops, steps, positionsOf(trace));
  last = { steps, count: steps.length, stops };
  return { stops, isComplete };
}

/** From the stop that is missing first; it is the first one of its step. */
function addStops(stops: Stop[], steps: readonly Step[], positions: readonly Position[]): void {
  const first = stops.length;
  const catchUps = catchUpPasses(steps);
  for (let at = first; at < positions.length; at += 1) {
    const position = positions[at] as Position;
    const { index, step, beat, kind, isAgain } = position;
    // All in the same order of the same fields, so that the engine makes them at once: there are tens of thousands.
    stops.push({
      index,
      step,
      beat,
      kind,
      isAgain,
      durationMs: durationOf(steps, position, positions[at + 1]),
      // A disagreement ends the run of the code: the picture of it is held until the person goes on.
      isHalt: kind === 'diverge' || isPersonAsked(steps, step),
      isSwept: isSwept(steps, position, catchUps),
      glideTo: undefined,
      isInteresting: isInteresting(steps[step], position, positions[at - 1]),
      isWakeUp: kind === 'turn-sent',
    });
  }
  shareOneBeat(stops, first, steps, catchUps);
  for (let at = first; at < stops.length; at += 1)
    if (isSweepEnd(stops, at)) (stops[at] as Stop).isInteresting = true;
}

/** The last stop of an automatic replay: all that was known has been read again, and nothing new was done yet. */
export function isSweepEnd(stops: readonly Stop[], index: number): boolean {
  const stop = stops[index];
  const next = stops[index + 1];
  return stop?.isSwept === true && stop.isAgain && next?.isSwept === false;
}

/** For each app run after the first: the indexes of the steps that are passes of its first wake-up. */
function catchUpPasses(steps: readonly Step[]): Set<number> {
  const found = new Set<number>();
  const first = new Map<number, string>();
  steps.forEach((step, index) => {
    if (step.kind !== 'pass' || step.pass.of !== 'turn' || step.pass.process < 2) return;
    const { process, instance, number, attempt } = step.pass;
    const turn = `${instance} ${number}.${attempt}`;
    if (!first.has(process)) first.set(process, turn);
    if (first.get(process) === turn) found.add(index);
  });
  return found;
}

function isSwept(steps: readonly Step[], position: Position, catchUps: Set<number>): boolean {
  const step = steps[position.step];
  if (step?.kind === 'pass') return catchUps.has(position.step) && position.isAgain;
  if (step?.kind === 'app-started') return step.process > 1;
  // The letter that brings the first wake-up to a new app run.
  return step?.kind === 'turn-sent' && catchUps.has(position.step + 1);
}

function durationOf(steps: readonly Step[], at: Position, next: Position | undefined): number {
  if (!next) return 0;
  if (isCrash(next.kind)) return TIMING.crashMs;
  if (isCrash(at.kind)) return TIMING.crashHoldMs;
  if (at.kind === 'diverge') return TIMING.disagreeMs;
  const step = steps[at.step];
  if (step?.kind === 'app-started' && step.process > 1) return TIMING.restartMs;
  if (step?.kind === 'sidecar-started') return TIMING.restartMs;
  if (at.isAgain) return next.isAgain ? TIMING.replayMs : TIMING.handOverMs;
  if (next.isAgain) return TIMING.replayMs;
  return isMessage(at.kind) ? TIMING.messageMs : TIMING.liveMs;
}

const isCrash = (kind: Position['kind']): boolean =>
  kind === 'app-crashed' || kind === 'sidecar-crashed';

function isMessage(kind: Position['kind']): boolean {
  return (
    kind === 'scheduled' ||
    kind === 'app-started' ||
    kind === 'turn-sent' ||
    kind === 'turn-returned' ||
    kind === 'dispatched' ||
    kind === 'task-sent' ||
    kind === 'call-started' ||
    kind === 'client' ||
    kind === 'clock-moved'
  );
}

/** The person decides what wakes the workflow: after a restart, and where it waits for somebody's answer. */
function isPersonAsked(steps: readonly Step[], index: number): boolean {
  const step = steps[index];
  if (step?.kind !== 'idle') return false;
  const before = steps[index - 1];
  const isUnwoken = before?.kind === 'app-started' && before.process > 1;
  const isClientComing = step.waitingFor.some((each) => each.kind === 'client');
  return isUnwoken || (!isClientComing && step.waitingFor.some((each) => each.kind === 'event'));
}

function isInteresting(
  step: Step | undefined,
  at: Position,
  previous: Position | undefined,
): boolean {
  if (!step) return false;
  const isHandOver = previous?.step === at.step && previous.isAgain && !at.isAgain;
  switch (step.kind) {
    case 'pass':
      // That an activity comes to its end says nothing new: what counts is whether its answer is kept.
      return (
        isHandOver || at.kind === 'diverge' || (at.kind === 'finish' && step.pass.of !== 'task')
      );
    case 'app-started':
      return step.process > 1;
    case 'effect':
      return step.entry !== undefined;
    case 'client':
      return step.did.what === 'got' || step.did.what === 'ended';
    case 'app-crashed':
    case 'sidecar-crashed':
    case 'sidecar-started':
    case 'task-slow':
    case 'lost':
    case 'dropped':
    case 'save-refused':
    case 'rewound':
    case 'recorded':
    case 'stalled':
    case 'event-refused':
    case 'idle':
    case 'over':
      return true;
    case 'scheduled':
    case 'turn-sent':
    case 'turn-returned':
    case 'dispatched':
    case 'turn-saved':
    case 'task-sent':
    case 'task-returned':
    case 'call-started':
    case 'call-returned':
    case 'clock-moved':
      return false;
  }
}

/** A replay in a process that never died is passed over in one live beat, however long it is. */
function shareOneBeat(
  stops: Stop[],
  first: number,
  steps: readonly Step[],
  catchUps: Set<number>,
): void {
  let from = first;
  while (from < stops.length) {
    const begun = stops[from] as Stop;
    const pass = passOf(steps[begun.step]);
    let to = from;
    while (stops[to + 1]?.step === begun.step && isPassedOver(stops[to + 1])) to += 1;
    if (pass && isPassedOver(begun) && !catchUps.has(begun.step) && to > from) {
      for (let index = from; index <= to; index += 1) {
        const stop = stops[index] as Stop;
        stop.glideTo = to;
        if (stop.durationMs > 0) stop.durationMs = TIMING.liveMs / (to - from + 1);
      }
    }
    from = to + 1;
  }
}

/** Where code and history disagree the replay is not passed over: it ends there. */
const isPassedOver = (stop: Stop | undefined): boolean =>
  stop !== undefined && stop.isAgain && stop.kind !== 'diverge';

function passOf(step: Step | undefined): Pass | undefined {
  return step?.kind === 'pass' ? step.pass : undefined;
}

/** The cursor at a stop, or between it and the next. */
export function cursorAt(timeline: Timeline, index: number, fraction = 0): Cursor {
  const stop = timeline.stops[index];
  if (!stop) return { step: 0, beat: 0, fraction: 0 };
  const isLast = index === timeline.stops.length - 1;
  return { step: stop.step, beat: stop.beat, fraction: isLast ? 0 : fraction };
}

/**
 * The stop that shows a step and beat. A beat that is no stop of its own is told by the next one of its pass;
 * a step or beat beyond the end is answered by the last stop before it.
 */
export function indexOf(timeline: Timeline, step: number, beat: number): number {
  const { stops } = timeline;
  let low = 0;
  let high = stops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const stop = stops[middle] as Stop;
    if (stop.step < step || (stop.step === step && stop.beat < beat)) low = middle + 1;
    else high = middle;
  }
  if (stops[low]?.step === step) return low;
  return Math.max(0, low - 1);
}

/** The nearest stop after (or before) `index` that `isWanted` accepts; without one, the end (or the start). */
export function seekWhere(
  timeline: Timeline,
  index: number,
  direction: 1 | -1,
  isWanted: (stop: Stop) => boolean,
): number {
  const { stops } = timeline;
  for (let at = index + direction; at >= 0 && at < stops.length; at += direction) {
    if (isWanted(stops[at] as Stop)) return at;
  }
  return direction === 1 ? Math.max(0, stops.length - 1) : 0;
}
