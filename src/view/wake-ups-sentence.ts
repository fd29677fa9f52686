import type { Staircase, StairRow } from './frame.ts';
import { listing } from './short-text.ts';

/** So many rows are named one by one; of more, the first and the last. */
const MOST_NAMED = 5;

/** `2, 3 and 4`, or `2 to 9`. */
function rowsText(numbers: readonly number[]): string {
  const isRun = numbers.every((each, at) => each === (numbers[0] ?? 0) + at);
  return isRun && numbers.length > MOST_NAMED
    ? `${numbers[0]} to ${numbers[numbers.length - 1]}`
    : listing(numbers.map(String));
}

const hasRead = ({ again, isAhead }: StairRow): boolean => !isAhead && again[1] > again[0];

/**
 * What is to be seen where every wake-up is drawn: each of them has read what was known, also before the first crash.
 *
 * @param line at which the workflow begins
 */
export function wakeUpsSentence(
  { rows }: Pick<Staircase, 'rows'>,
  line: number,
): { lead: string; text: string } {
  const crash = rows.findIndex(({ marks }) => marks.some(({ kind }) => kind === 'crash'));
  const before = rows.flatMap((row, at) => (at <= crash && hasRead(row) ? [at + 1] : []));
  const where =
    before.length === 0
      ? ''
      : before.length === 1
        ? ` Row ${rowsText(before)} is before the crash.`
        : ` Rows ${rowsText(before)} are before the crash.`;
  return {
    lead: 'Every wake-up',
    text: `ran from line ${line} and read what was known.${where}`,
  };
}
