import type { Staircase } from './frame.ts';

/**
 * The staircase as small as a stamp. `rows`: where the part that was read again and the new work begin and end, in columns, and
 * 1 for a row that ends in a crash.
 */
export interface SmallStairs {
  columns: number;
  rows: [again: number, live: number, end: number, torn: 0 | 1][];
}

/** A stamp has room for so many rows. Of a longer run the last ones are drawn: there it is now. */
const MOST_ROWS = 8;

export function smallStairs({ columns, rows }: Staircase): SmallStairs {
  const drawn = rows.filter((row) => !row.isAhead).slice(-MOST_ROWS);
  return {
    columns: Math.max(1, columns.length),
    rows: drawn.map(({ again, live, end }) => [
      again[0],
      live[0],
      Math.max(again[1], live[1]),
      end === 'torn' || end === 'lost' ? 1 : 0,
    ]),
  };
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100_000;

/** Reads a stamp that was kept; undefined for anything else. */
export function readSmallStairs(kept: unknown): SmallStairs | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { columns, rows } = kept as Record<string, unknown>;
  if (!isCount(columns) || !Array.isArray(rows) || rows.length > MOST_ROWS) return undefined;
  const read = rows.flatMap((row: unknown): SmallStairs['rows'] => {
    if (!Array.isArray(row) || row.length !== 4 || !row.every(isCount)) return [];
    const [again, live, end, torn] = row as [number, number, number, number];
    return [[again, live, end, torn === 1 ? 1 : 0]];
  });
  return { columns: Math.max(1, columns), rows: read };
}
