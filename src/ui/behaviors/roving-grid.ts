import type { KeyboardEvent } from 'react';

/** One cell of a grid: row and column from 0. */
export interface Cell {
  row: number;
  column: number;
}

/** Columns of each row that have a cell: [from, to). */
export type CellRows = readonly (readonly [number, number])[];

function within(rows: CellRows, cell: Cell): Cell {
  const row = Math.min(rows.length - 1, Math.max(0, cell.row));
  const [from, to] = rows[row] ?? [0, 1];
  return { row, column: Math.min(Math.max(from, to - 1), Math.max(from, cell.column)) };
}

/** The cell that a key leads to from `cell`, as in every grid; undefined for keys that a grid does not use. */
export function cellAfterKey(rows: CellRows, cell: Cell, key: string): Cell | undefined {
  switch (key) {
    case 'ArrowLeft':
      return within(rows, { ...cell, column: cell.column - 1 });
    case 'ArrowRight':
      return within(rows, { ...cell, column: cell.column + 1 });
    case 'ArrowUp':
      return within(rows, { ...cell, row: cell.row - 1 });
    case 'ArrowDown':
      return within(rows, { ...cell, row: cell.row + 1 });
    case 'Home':
      return within(rows, { ...cell, column: 0 });
    case 'End':
      return within(rows, { ...cell, column: Number.MAX_SAFE_INTEGER });
    default:
      return undefined;
  }
}

/** The cell that holds the tab stop: the wished one, or the nearest that exists. */
export function nearestCell(rows: CellRows, wished: Cell): Cell {
  return within(rows, wished);
}

/** Moves the focus to a cell drawn with `data-cell="row-column"`, and keeps the key from the page's own shortcuts. */
export function focusCell(event: KeyboardEvent<Element>, cell: Cell): void {
  event.preventDefault();
  event.stopPropagation();
  const target = event.currentTarget.querySelector(`[data-cell="${cell.row}-${cell.column}"]`);
  if (target instanceof SVGElement) target.focus();
}
