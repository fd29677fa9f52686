import type { Read } from '../trace/beat.ts';
import type { Pass } from '../trace/step.ts';
import { readsUpTo } from './pass-digest.ts';
import type { PassAt } from './run-state.ts';

/** A wake-up as the screen names it: `wake-up 4`, `wake-up 4, sent again`. */
export function wakeUpName(pass: Pick<Pass, 'number' | 'attempt'>): string {
  if (pass.attempt <= 1) return `wake-up ${pass.number}`;
  const again = pass.attempt === 2 ? 'sent again' : `sent ${pass.attempt} times`;
  return `wake-up ${pass.number}, ${again}`;
}

const isSameRead = (a: Read, b: Read): boolean => a.api === b.api && a.occurrence === b.occurrence;

/** What an earlier wake-up read at the same place of the code, if it was another value. The earliest such one. */
export function otherDraw(
  passes: readonly PassAt[],
  now: PassAt,
  read: Read,
): { wakeUp: string; value: string } | undefined {
  for (const at of passes) {
    if (at.step >= now.step) return undefined;
    const before = readsUpTo(at.pass, Infinity).find((each) => isSameRead(each, read));
    if (before && before.value !== read.value)
      return { wakeUp: wakeUpName(at.pass), value: before.value };
  }
  return undefined;
}

/** Reads that two passes have in common and that gave different values, in the order of the code. */
export function differingReads(
  before: readonly Read[],
  now: readonly Read[],
): { before: Read; now: Read }[] {
  return now.flatMap((read) => {
    const other = before.find((each) => isSameRead(each, read));
    return other && other.value !== read.value ? [{ before: other, now: read }] : [];
  });
}

/** A draw of chance that came out differently at another wake-up. In a run that did not break, that was luck. */
export function luckyDraw(passes: readonly PassAt[]): { line: number } | undefined {
  for (const at of passes) {
    for (const read of readsUpTo(at.pass, Infinity)) {
      if (read.api === 'Math.random' && otherDraw(passes, at, read)) return { line: read.line };
    }
  }
  return undefined;
}
