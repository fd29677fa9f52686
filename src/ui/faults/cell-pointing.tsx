import { use, type MouseEvent, type ReactNode } from 'react';
import type { Staircase } from '../../view/frame.ts';
import { placeUnder } from '../../view/marks.ts';
import type { StairBox } from '../../view/staircase-column-marks.ts';
import type { Cell } from '../behaviors/roving-grid.ts';
import { lazyMarks } from '../lazy-part.tsx';
import { cellAt, numberAt } from './cell-at.ts';
import type { CellPointProps } from './cell-point.tsx';
import { anchorOf, PointingContext, type Pointed } from './pointing.ts';

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

const Later = lazyMarks<CellPointProps>(async () => ({
  default: (await import('./cell-point.tsx')).CellPoint,
}));

/** The button on the selected cell, where something may be placed. */
export function CellPoint(props: CellPointProps): ReactNode {
  return use(PointingContext) ? <Later {...props} /> : null;
}
