import { STEP_UNITS, unitOf, type StepUnit } from '../trace/step-units.ts';
import type { Timeline } from './positions.ts';

/** Whether stepping by `unit` stops at `index`. The first and the last stop of a run belong to every unit. */
export function isStopOf({ stops }: Timeline, index: number, unit: StepUnit): boolean {
  const stop = stops[index];
  if (!stop) return false;
  const isEnd = index === 0 || index === stops.length - 1;
  return isEnd || STEP_UNITS.indexOf(unitOf(stop)) >= STEP_UNITS.indexOf(unit);
}

/** The next stop of a unit after `index`, or the last one before it; at the end of the run its end. */
export function stopAfter(
  timeline: Timeline,
  index: number,
  direction: 1 | -1,
  unit: StepUnit,
): number {
  const last = Math.max(0, timeline.stops.length - 1);
  let at = index + direction;
  while (at > 0 && at < last && !isStopOf(timeline, at, unit)) at += direction;
  return Math.min(last, Math.max(0, at));
}
