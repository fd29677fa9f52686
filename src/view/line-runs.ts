import type { Pass } from '../trace/step.ts';
import type { LineRuns } from './frame.ts';
import type { PassAt } from './run-state.ts';

const counted = new WeakMap<Pass, ReadonlyMap<number, number>>();

function count(pass: Pass, upTo: number, into: Map<number, number>): void {
  pass.beats?.forEach((beat, index) => {
    if (beat.kind === 'line' && index <= upTo) into.set(beat.line, (into.get(beat.line) ?? 0) + 1);
  });
}

/** How often each line ran in a whole pass. A pass never changes, so it is counted once. */
export function linesOf(pass: Pass): ReadonlyMap<number, number> {
  const known = counted.get(pass);
  if (known) return known;
  const made = new Map<number, number>();
  count(pass, Infinity, made);
  counted.set(pass, made);
  return made;
}

/**
 * How often each line has run in this app run, as far as a beat of its last pass. Where an earlier wake-up of a long run has no
 * beats yet, only this wake-up is counted: a count with holes would be a wrong one.
 */
export function lineRuns(passes: readonly PassAt[], at: PassAt, upTo: number): LineRuns {
  const lines = new Map<number, number>();
  count(at.pass, upTo, lines);
  const earlier = passes.filter(
    (each) => each.pass.process === at.pass.process && each.step < at.step,
  );
  if (earlier.some((each) => !each.pass.beats)) return { within: 'wake-up', lines };
  for (const each of earlier)
    for (const [line, times] of linesOf(each.pass)) lines.set(line, (lines.get(line) ?? 0) + times);
  return { within: 'app run', lines };
}
