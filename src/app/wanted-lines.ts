import type { LineWindow } from '../sim/machine.ts';
import type { Beat } from '../trace/beat.ts';
import type { Pass } from '../trace/step.ts';

/** A pass with fewer lines has the variables of all of them at once. */
const FIRST_LINES = 600;
/** Lines around the one that is looked at: most people step forwards. */
const LINES_BEFORE = 150;
const LINES_AFTER = 450;
/** Why it broke follows values backwards from where code and history disagree. */
const LINES_OF_CAUSE = 1_500;

/**
 * What is wanted of a pass next, with the cursor at this one of its beats: the beats, with the variables of a window of its lines, or
 * of its first lines where there is none. Undefined: nothing, it is all there.
 */
export function wantedLines(
  { of, beats }: Pass,
  beat: number,
): { window?: LineWindow } | undefined {
  // A stretch of an activity does not tell how many lines ran before it.
  if (of !== 'turn') return beats ? undefined : {};
  if (!beats) return { window: { from: 0, to: FIRST_LINES } };
  const broken = beats.findIndex(({ kind }) => kind === 'diverge');
  if (broken >= 0) {
    const line = lastLine(beats, broken);
    const from = Math.max(0, line.number - LINES_OF_CAUSE);
    if (isMissing(beats, line.index)) return { window: { from, to: line.number + 1 } };
  }
  const { index, number } = lastLine(beats, beat);
  if (!isMissing(beats, index)) return undefined;
  const from = Math.max(0, number - LINES_BEFORE);
  return { window: { from, to: number + LINES_AFTER } };
}

/** The last line at or before a beat: where it stands among the beats, and among the lines that ran. */
function lastLine(beats: readonly Beat[], beat: number): { index: number; number: number } {
  let index = -1;
  let number = -1;
  for (let at = 0; at <= beat && at < beats.length; at += 1) {
    if (beats[at]?.kind !== 'line') continue;
    index = at;
    number += 1;
  }
  return { index, number };
}

function isMissing(beats: readonly Beat[], index: number): boolean {
  const beat = beats[index];
  return beat?.kind === 'line' && beat.stack === undefined;
}

/** The same beats with the variables of both. */
export function withVariablesOf(beats: Beat[], others: readonly Beat[] | undefined): Beat[] {
  if (others?.length !== beats.length) return beats;
  return beats.map((beat, index) => {
    const other = others[index];
    if (beat.kind !== 'line' || beat.stack || other?.kind !== 'line' || !other.stack) return beat;
    return { ...beat, stack: other.stack };
  });
}
