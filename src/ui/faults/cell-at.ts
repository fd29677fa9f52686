import type { Staircase } from '../../view/frame.ts';
import { stopIn } from '../../view/staircase-resent.ts';
import type { Cell } from '../behaviors/roving-grid.ts';
import type { Pointed } from './pointing.ts';

/** A fold of several events has no number that could be pointed at. */
export function numberAt({ columns }: Staircase, column: number): { number?: number } {
  const found = columns[Math.max(0, Math.min(Math.floor(column), columns.length - 1))];
  return found && !found.fold ? { number: found.number } : {};
}

export function cellAt(staircase: Staircase, { row, column }: Cell): Pointed | undefined {
  const at = staircase.rows[row];
  const stop = at && stopIn(at, column);
  if (!stop) return undefined;
  return { is: 'cell', step: stop.step, beat: stop.beat, ...numberAt(staircase, column) };
}
