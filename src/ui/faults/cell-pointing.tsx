import { use, type MouseEvent, type ReactNode } from 'react';
import type { Staircase } from '../../view/frame.ts';
import { placeUnder, type StairMarks } from '../../view/marks.ts';
import { stopIn } from '../../view/staircase-resent.ts';
import type { StairBox } from '../../view/staircase-column-marks.ts';
import type { Cell } from '../behaviors/roving-grid.ts';
import { rem } from '../behaviors/root-scale.ts';
import type { StairSize } from '../stair-words.ts';
import { PointButton } from './point-button.tsx';
import { anchorOf, PointingContext, type Pointed } from './pointing.ts';

/** A fold of several events has no number that could be pointed at. */
function numberAt({ columns }: Staircase, column: number): { number?: number } {
  const found = columns[Math.max(0, Math.min(Math.floor(column), columns.length - 1))];
  return found && !found.fold ? { number: found.number } : {};
}

function cellAt(staircase: Staircase, { row, column }: Cell): Pointed | undefined {
  const at = staircase.rows[row];
  const stop = at && stopIn(at, column);
  if (!stop) return undefined;
  return { is: 'cell', step: stop.step, beat: stop.beat, ...numberAt(staircase, column) };
}

const cellOf = (target: EventTarget): Cell | undefined => {
  const text = target instanceof Element ? target.getAttribute('data-cell') : null;
  const [row, column] = (text ?? '').split('-').map(Number);
  return text === null || row === undefined || column === undefined ? undefined : { row, column };
};

/** Where the pointer is in a drawing, which may be shown larger than it was drawn. */
export function pointIn(event: MouseEvent, { width }: StairBox): { x: number; y: number } {
  const outer = event.currentTarget.getBoundingClientRect();
  const scale = width / outer.width;
  return { x: (event.clientX - outer.left) * scale, y: (event.clientY - outer.top) * scale };
}

/** What a menu is asked for at: a key asks at a cell, a pointer at the very moment under it. */
function pointedBy(event: MouseEvent, staircase: Staircase, box: StairBox): Pointed | undefined {
  const cell = cellOf(event.target);
  // A key has no place on the screen.
  if (event.clientX === 0 && event.clientY === 0) return cell && cellAt(staircase, cell);
  const place = placeUnder(staircase, box, pointIn(event, box));
  if (!place) return undefined;
  const { step, beat } = place;
  return { is: 'cell', step, beat, ...(cell && numberAt(staircase, cell.column)) };
}

/** Right click, press-and-hold, the menu key and F on a cell. `onOpen`: whatever was being dragged is let go. */
export function useCellMenu(
  staircase: Staircase,
  box: StairBox,
  onOpen: () => void,
): { onContextMenu?: (event: MouseEvent<SVGSVGElement>) => void } {
  const point = use(PointingContext);
  if (!point) return {};
  return {
    onContextMenu: (event) => {
      const pointed = pointedBy(event, staircase, box);
      if (!pointed) return;
      event.preventDefault();
      event.stopPropagation();
      onOpen();
      const isKey = event.clientX === 0 && event.clientY === 0;
      const cell = event.target instanceof Element && isKey && event.target.getBoundingClientRect();
      point(pointed, cell || anchorOf(event));
    },
  };
}

const SIDE = 24;

/** The button on the selected cell. */
export function CellPoint(props: {
  staircase: Staircase;
  marks: StairMarks;
  box: StairBox;
  cell: Cell;
  /** On the phone's scrubber there is no room for it. */
  size: StairSize;
}): ReactNode {
  const { staircase, marks, box, cell, size } = props;
  const at = cellAt(staircase, cell);
  const column = marks.columns[cell.column];
  if (!at || !column || size === 'mini') return null;
  // Where it would hide the playhead it stands beside its cell.
  const isNarrow = column.width < 2 * SIDE;
  const right = column.x + column.width;
  const left = isNarrow ? Math.min(right + 4, box.width - SIDE) : right - SIDE - 2;
  const style = {
    left: rem(Math.max(box.labelWidth, left)),
    top: rem(cell.row * box.rowHeight + (box.rowHeight - SIDE) / 2),
  };
  return <PointButton at={at} name="this cell" style={style} />;
}
