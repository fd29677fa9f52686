import type { Staircase } from './frame.ts';

/** So many columns and rows are drawn one by one; of a longer run what is repeated is folded. */
export const isLong = ({ columns, rows }: Staircase): boolean =>
  columns.length > 40 || rows.length > 16;
