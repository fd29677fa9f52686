import type { Stop, Timeline } from './positions.ts';

/** Where the player is: a stop, and for how long (at speed 1) it has been on the way to the next. */
export interface Spot {
  index: number;
  spentMs: number;
}

/** Where playing came to, and whether it must rest there. */
export interface Advanced extends Spot {
  isAtRest: boolean;
}

/** How playing goes: in leaps from stop to stop, and no further than to `gateAt` (an index; Infinity: nothing holds it). */
export interface Way {
  isWhole: boolean;
  gateAt: number;
}

/**
 * Moves on by `elapsedMs` of playing time at speed 1. Never passes over a halt or the end. With `isWhole` the spot
 * goes from stop to stop in leaps, and a replay that is passed over in one beat is one leap.
 */
export function advance(
  timeline: Timeline,
  from: Spot,
  elapsedMs: number,
  { isWhole, gateAt }: Way,
): Advanced {
  const { stops, isComplete } = timeline;
  const last = stops.length - 1;
  let { index } = from;
  let spentMs = from.spentMs + Math.max(0, elapsedMs);
  while (index < last) {
    const neededMs = stayMs(stops, index, isWhole);
    if (spentMs < neededMs) return { index, spentMs, isAtRest: false };
    spentMs -= neededMs;
    const next = following(stops, index, isWhole);
    index = index < gateAt ? Math.min(next, gateAt) : next;
    if (index === gateAt || stops[index]?.isHalt) return { index, spentMs: 0, isAtRest: true };
  }
  // More of the trace may come: wait at its last known stop without running up time that would be made good in a jump.
  return { index: Math.max(0, Math.min(index, last)), spentMs: 0, isAtRest: isComplete };
}

/** The stop that playing goes to from `index`. */
function following(stops: readonly Stop[], index: number, isWhole: boolean): number {
  const next = index + 1;
  return isWhole ? (stops[next]?.glideTo ?? next) : next;
}

/** How long playing stays at a stop. In leaps the last stop of a glide stands for all of it. */
function stayMs(stops: readonly Stop[], index: number, isWhole: boolean): number {
  const stop = stops[index];
  if (!stop) return 0;
  if (!isWhole || stop.glideTo !== index) return stop.durationMs;
  let first = index;
  while (stops[first - 1]?.glideTo === index) first -= 1;
  return stop.durationMs * (index - first + 1);
}

/** How far the spot is towards the next stop: 0 up to, not including, 1. */
export function fractionOf(timeline: Timeline, spot: Spot): number {
  const durationMs = timeline.stops[spot.index]?.durationMs ?? 0;
  if (durationMs <= 0) return 0;
  return Math.min(spot.spentMs / durationMs, 1 - Number.EPSILON);
}
