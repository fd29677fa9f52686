import type { ExploredCell, ExploredPicture } from './explored.ts';
import type { Staircase } from './frame.ts';
import { linear } from './linear.ts';
import { WIDEST_COLUMN } from './staircase-scale.ts';
import { axisNumbers, fittedName } from './staircase-axis.ts';

export interface ExploredBox {
  width: number;
  labelWidth: number;
  laneHeight: number;
}

export interface CellMark {
  cell: ExploredCell;
  x: number;
  y: number;
}

export interface ExploredMarks {
  width: number;
  height: number;
  lanes: { name: string; y: number }[];
  cells: CellMark[];
  columns: {
    x: number;
    width: number;
    number: number;
    isNumbered: boolean;
    name: string;
    label: string;
  }[];
}

const LEAST_STEP = 14;
const AXIS = 34;
const LETTER = 6.9;

/** How far the run has come at each step, in columns of its staircase. */
function columnsOfSteps(stairs: Staircase): Map<number, number> {
  const columns = new Map<number, number>();
  for (const row of stairs.rows)
    for (const stop of row.stops) if (!columns.has(stop.step)) columns.set(stop.step, stop.column);
  return columns;
}

/**
 * Places over the columns of the run that they are places of. Cells of one lane keep their order and never lie on each other;
 * where there is no room left, the picture grows wider than its box and is scrolled.
 */
export function exploredMarks(
  picture: ExploredPicture,
  stairs: Staircase,
  box: ExploredBox,
): ExploredMarks {
  const reached = columnsOfSteps(stairs);
  const count = Math.max(1, stairs.columns.length);
  const most = Math.max(...picture.lanes.map((_, lane) => cellsIn(picture, lane).length), 1);
  const end = Math.min(box.width - 16, box.labelWidth + count * WIDEST_COLUMN);
  const right = Math.max(end, box.labelWidth + (most + 1) * LEAST_STEP);
  const x = linear([0, count], [box.labelWidth, right]);
  const cells = picture.lanes.flatMap((_, lane) => {
    let last = box.labelWidth - LEAST_STEP / 2;
    return cellsIn(picture, lane).map((cell): CellMark => {
      const wanted = x(reached.get(cell.step) ?? 0);
      last = Math.max(last + LEAST_STEP, Math.min(wanted, right));
      return { cell, x: last, y: (lane + 0.5) * box.laneHeight };
    });
  });
  const { isNumbered } = axisNumbers(stairs, LETTER, x);
  const columns = stairs.columns.map(({ number, label }, index) => {
    const width = x(index + 1) - x(index);
    const name = fittedName(label, (width - 4) / LETTER);
    return { x: x(index), width, number, isNumbered: isNumbered[index] === true, name, label };
  });
  return {
    width: Math.max(right, ...cells.map((each) => each.x)) + 16,
    height: picture.lanes.length * box.laneHeight + AXIS,
    lanes: picture.lanes.map((name, lane) => ({ name, y: (lane + 0.5) * box.laneHeight })),
    cells,
    columns,
  };
}

const cellsIn = ({ cells }: ExploredPicture, lane: number): ExploredCell[] =>
  cells.filter((cell) => cell.lane === lane);
