import type { StairColumn, Staircase } from './frame.ts';
import type { Linear } from './linear.ts';
import { numberText } from './staircase-scale.ts';

/** Events that have a number and no column: a wake-up, between what came before it and what woke it. */
export interface GapMark {
  x: number;
  /** `4`, or `4–5`. */
  text: string;
  /** There is room for it. */
  isNumbered: boolean;
}

/** Between two numbers, and around one in its frame. In CSS pixels. */
const BESIDE = 6;
const FRAME = 8;
/** Where columns are narrower there are no ticks between them. */
const LEAST_TICKED = 6;
const LEAST_LETTERS = 3;

/** A name as far as it has room, and whether it asks: `reserv…?`. With fewer than three of its letters it says nothing. */
export function fittedName(label: string, letters: number): string {
  if (label.length <= letters) return label;
  const end = label.endsWith('?') ? '…?' : '…';
  const kept = Math.floor(letters) - 1 - end.length;
  // Cut names stand side by side: one letter of room between them. And never half of a sign.
  return kept < LEAST_LETTERS ? '' : label.slice(0, kept).replace(/[\uD800-\uDBFF]$/, '') + end;
}

export const beginWords = (begins: NonNullable<StairColumn['begins']>): string =>
  begins === 'continued'
    ? 'continued as new: the history starts again'
    : 'a new workflow with the same ID: the history starts again';

/** Numbers of the events between a column and the one before it, as [first, last]. */
export function gapBefore(
  columns: readonly StairColumn[],
  index: number,
  first = 0,
): readonly [number, number] | undefined {
  const column = columns[index];
  const before = columns[index - 1];
  // What is left of a window is not known, nor what a fold ends with in which the history begins anew.
  if (!column || (index === 0 && first > 0) || (before?.fold && before.fold.to === undefined))
    return undefined;
  const last = before ? (before.fold?.to ?? before.number) : 0;
  const from = column.number > last ? last + 1 : 1;
  return from < column.number ? [from, column.number - 1] : undefined;
}

interface Written {
  at: number;
  text: string;
  frame: number;
}

interface Place extends Written {
  numbers: readonly [number, number];
  isFold: boolean;
}

/** 1, 2, 5, 10, 20, 50 and so on. */
function* niceSteps(): Generator<number> {
  for (let unit = 1; ; unit *= 10) yield* [unit, 2 * unit, 5 * unit];
}

const isRoomy = (written: readonly Written[], letter: number): boolean =>
  written.every((each, index) => {
    const before = written[index - 1];
    if (!before) return true;
    const widths = (each.text.length + before.text.length) * letter + each.frame + before.frame;
    return each.at - before.at >= widths / 2 + BESIDE;
  });

/** The first step at which the numbers do not touch; what folds hold is always written. */
function stepFor(columns: readonly Place[], all: readonly Place[], letter: number): number {
  const most = Math.max(1, ...all.map(({ numbers }) => numbers[1]));
  for (const step of niceSteps()) {
    const places = step === 1 ? columns : all.filter((place) => isWritten(place, step));
    if (step > most || isRoomy(places, letter)) return step;
  }
  return most;
}

const isWritten = ({ numbers: [from, to], isFold }: Place, step: number): boolean =>
  isFold || Math.floor(to / step) > Math.floor((from - 1) / step);

/** Which numbers stand under the columns and between them: all, or where they would touch every 2nd, 5th, 10th and so on. */
export function axisNumbers(
  { columns, first }: Pick<Staircase, 'columns' | 'first'>,
  letter: number,
  x: Linear,
): { isNumbered: boolean[]; gaps: GapMark[] } {
  const own = columns.map((column, index): Place => {
    const text = numberText(column, (x(index + 1) - x(index)) / letter);
    const isFold = column.fold !== undefined;
    return { at: x(index + 0.5), text, frame: 0, numbers: [column.number, column.number], isFold };
  });
  const between = columns.map((_, index): Place | undefined => {
    const numbers = gapBefore(columns, index, first);
    if (!numbers) return undefined;
    const text = [...new Set(numbers)].join('–');
    return { at: x(index), text, frame: FRAME, numbers, isFold: false };
  });
  const all = own.flatMap((place, index) =>
    [between[index], place].filter((each) => each !== undefined),
  );
  const step = stepFor(own, all, letter);
  const isWhole = step === 1 && isRoomy(all, letter);
  const narrowest =
    columns.length > 1 ? Math.min(...own.map(({ at }, index) => at - x(index))) * 2 : Infinity;
  return {
    isNumbered: own.map((place) => isWritten(place, step)),
    gaps: between.flatMap((place) => {
      if (!place) return [];
      const isNumbered = step === 1 ? isWhole : isWritten(place, step);
      return isNumbered || narrowest >= LEAST_TICKED
        ? [{ x: place.at, text: place.text, isNumbered }]
        : [];
    }),
  };
}
