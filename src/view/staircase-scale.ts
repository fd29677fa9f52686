import type { StairColumn, Staircase } from './frame.ts';
import { linear, type Linear } from './linear.ts';

/** Three events fill a usual screen; fewer, or a very wide one, are not stretched further. In CSS pixels. */
export const WIDEST_COLUMN = 400;

/** A fold of many columns is twice as wide as one event. */
const weightOf = ({ fold }: StairColumn): number => (fold ? 2 : 1);

/** Where a column is drawn. Lengths in CSS pixels. */
export function scaleOf(
  { columns, held }: Pick<Staircase, 'columns' | 'held'>,
  box: { width: number; labelWidth: number },
): Linear {
  const all = held && held.columns.length >= columns.length ? held.columns : columns;
  const weights = all.map(weightOf);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const count = Math.max(1, total);
  // A crash mark stands behind the last column.
  const right = Math.max(box.labelWidth + 1, box.width - 26);
  const end = Math.min(right, box.labelWidth + count * WIDEST_COLUMN);
  const even = linear([0, count], [box.labelWidth, end]);
  return total === all.length ? even : weighted(weights, even);
}

/** What a crash has cut away: columns that have room and hold nothing. */
export function emptyColumns({ columns, held }: Pick<Staircase, 'columns' | 'held'>): number[] {
  const count = Math.max(0, (held?.columns.length ?? 0) - columns.length);
  return Array.from({ length: count }, (_, index) => columns.length + index);
}

function weighted(weights: readonly number[], even: Linear): Linear {
  const begins = [0];
  for (const weight of weights) begins.push((begins[begins.length - 1] ?? 0) + weight);
  const last = weights.length - 1;
  const at = (column: number): number => {
    const index = Math.max(0, Math.min(last, Math.floor(column)));
    return (begins[index] ?? 0) + (column - index) * (weights[index] ?? 1);
  };
  const back = (place: number): number => {
    const found = begins.findLastIndex((begin) => begin <= place);
    const index = Math.max(0, Math.min(last, found));
    return index + (place - (begins[index] ?? 0)) / (weights[index] ?? 1);
  };
  return Object.assign((column: number) => even(at(column)), {
    invert: (x: number) => back(even.invert(x)),
  });
}

/** What stands under a column: the event's number, or what a fold holds, as far as there is room. */
export function numberText({ number, fold }: StairColumn, letters: number): string {
  if (!fold) return String(number);
  const range = `${number}–${fold.to}`;
  if (fold.to !== undefined && range.length + 1 <= letters) return range;
  const count = fold.times > 1 ? `×${fold.times}` : `${fold.events}`;
  return count.length <= letters ? count : '…';
}
