/** Rows of a long list that are in the page: from one index up to, not including, another. */
export type RowRange = readonly [from: number, end: number];

/** What stands in the list, in order: a row, or the room of rows that are left out. */
export type Piece = { row: number } | { from: number; end: number };

/** A list is cut only when it has more rows than this: below it, whatever scrolls is drawn whole. */
export const MOST_WHOLE = 80;

/** More rows than can be seen, so that a short way can be scrolled before the next ones are needed. */
export const SPARE = 8;
/** The lowest row, in pixels. */
const LOW_ROW = 20;

/** Rows on each side of the middle one that fill a box so high, and a little more. */
export const reachOf = (boxHeight: number): number => Math.ceil(boxHeight / LOW_ROW / 2) + SPARE;

/** The rows around one. At an end of the list there are as many. */
export function around(count: number, middle: number, reach: number): RowRange {
  const size = Math.min(count, 2 * reach);
  const from = Math.min(count - size, Math.max(0, middle - reach));
  return [from, from + size];
}

/** Rows and gaps. `pinned`: rows that stay in the page wherever the range is: open ones, and the one that has the focus. */
export function piecesOf(
  count: number,
  [from, end]: RowRange,
  pinned: ReadonlySet<number>,
): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const gapTo = (to: number): void => {
    if (to > at) pieces.push({ from: at, end: to });
    at = Math.max(at, to);
  };
  const rowTo = (to: number): void => {
    for (; at < to; at += 1) pieces.push({ row: at });
  };
  const outside = [...pinned].filter(
    (row) => row >= 0 && row < count && (row < from || row >= end),
  );
  const sorted = outside.sort((a, b) => a - b);
  for (const row of sorted.filter((each) => each < from)) {
    gapTo(row);
    rowTo(row + 1);
  }
  gapTo(from);
  rowTo(Math.min(end, count));
  for (const row of sorted.filter((each) => each >= end)) {
    gapTo(row);
    rowTo(row + 1);
  }
  gapTo(count);
  return pieces;
}

/** The row at a height below the top of a list whose rows have these heights. */
export function rowAt(heights: (row: number) => number, count: number, y: number): number {
  let row = 0;
  for (let top = heights(0); row < count - 1 && top <= y; top += heights(row)) row += 1;
  return row;
}

/**
 * Which element of the page shows which row, by the rows' numbers, in order. A row that stays keeps its element; one that comes
 * takes that of one that goes from the same place between those that stay: nothing is made anew, and nothing changes its place,
 * which would take the focus from it. `pinned`: rows whose element is for nobody else, because it is open.
 */
export function elementsFor(
  before: ReadonlyMap<number, number>,
  rows: readonly number[],
  pinned: ReadonlySet<number>,
): Map<number, number> {
  const stays = new Set(rows.filter((row) => before.has(row)));
  const left: number[][] = [[]];
  let next = 0;
  for (const [row, element] of before) {
    next = Math.max(next, element + 1);
    if (stays.has(row)) left.push([]);
    else if (!pinned.has(row)) left.at(-1)?.push(element);
  }
  let place = 0;
  return new Map(
    rows.map((row) => {
      const own = before.get(row);
      if (own !== undefined) {
        place += 1;
        return [row, own];
      }
      const element = left[place]?.shift() ?? next;
      if (element === next) next += 1;
      return [row, element];
    }),
  );
}

/** Remembers them from one drawing of a list to the next: the same rows again get the same elements. */
export class RowElements {
  private known: ReadonlyMap<number, number> = new Map();

  forRows(rows: readonly number[], pinned: ReadonlySet<number>): ReadonlyMap<number, number> {
    this.known = elementsFor(this.known, rows, pinned);
    return this.known;
  }
}
