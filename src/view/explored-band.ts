import { worstFirst, type ExploredCell, type ExploredPicture } from './explored.ts';
import type { Staircase } from './frame.ts';

/** Places of the run that stand so close together that they are one mark: the worst of them stands for all. */
export interface BandPiece {
  /** Its middle, in CSS pixels of the drawing. */
  x: number;
  worst: ExploredCell;
  /** How many more places there are. */
  others: number;
}

/** Steps before a place that say where it is, when nothing is drawn at it: a message of another instance, the end of the run. */
const NEAREST = 6;

/** How far the run has come by each step that is drawn, in columns. A replay starts again at the left, but the run does not. */
function progressOf({ rows }: Pick<Staircase, 'rows'>): Map<number, number> {
  const reached = new Map<number, number>();
  for (const { stops } of rows)
    for (const { step, column } of stops)
      reached.set(step, Math.max(reached.get(step) ?? -Infinity, column));
  let most = -Infinity;
  const inOrder = [...reached].sort(([a], [b]) => a - b);
  return new Map(inOrder.map(([step, column]) => [step, (most = Math.max(most, column))]));
}

function columnOf(reached: ReadonlyMap<number, number>, step: number): number | undefined {
  for (let back = 0; back < NEAREST; back += 1) {
    const column = reached.get(step - back);
    if (column !== undefined) return column;
  }
  return undefined;
}

/**
 * What was found at the places of a run, over the columns of its staircase. Each mark has `room` pixels of its own. Places that are
 * not drawn (a part of a long run) have none, and so have those that are not tried yet.
 */
export function bandPieces(
  picture: ExploredPicture,
  stairs: Pick<Staircase, 'rows'>,
  columns: readonly { x: number; width: number }[],
  room: number,
): BandPiece[] {
  const reached = progressOf(stairs);
  const [first] = columns;
  const last = columns[columns.length - 1];
  if (!first || !last) return [];
  const right = last.x + last.width;
  const slots = Math.max(1, Math.floor((right - first.x) / room));
  const width = (right - first.x) / slots;
  const held = new Map<number, ExploredCell[]>();
  for (const cell of picture.cells) {
    const column = columnOf(reached, cell.step);
    if (!cell.found || column === undefined || column < 0 || column > columns.length) continue;
    const at = columns[Math.min(Math.floor(column), columns.length - 1)] ?? last;
    const x = at.x + (column - Math.min(Math.floor(column), columns.length - 1)) * at.width;
    const slot = Math.min(slots - 1, Math.floor((x - first.x) / width));
    held.set(slot, [...(held.get(slot) ?? []), cell]);
  }
  return [...held]
    .sort(([a], [b]) => a - b)
    .flatMap(([slot, cells]) => {
      const [worst] = worstFirst(cells);
      return worst ? [{ x: first.x + (slot + 0.5) * width, worst, others: cells.length - 1 }] : [];
    });
}
