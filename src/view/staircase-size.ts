import type { Staircase } from './frame.ts';

/** So many columns and rows are drawn one by one; of a longer run what is repeated is folded. */
export const isLong = ({ columns, rows, held }: Staircase): boolean =>
  Math.max(columns.length, held?.columns.length ?? 0) > 40 ||
  Math.max(rows.length, held?.rows ?? 0) > 16;
