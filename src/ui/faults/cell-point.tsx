import type { ReactNode } from 'react';
import type { Staircase } from '../../view/frame.ts';
import type { StairMarks } from '../../view/marks.ts';
import type { StairBox } from '../../view/staircase-column-marks.ts';
import { rem } from '../behaviors/root-scale.ts';
import type { Cell } from '../behaviors/roving-grid.ts';
import type { StairSize } from '../stair-words.ts';
import { cellAt } from './cell-at.ts';
import { PointButton } from './point-button-later.tsx';

const SIDE = 24;

export interface CellPointProps {
  staircase: Staircase;
  marks: StairMarks;
  box: StairBox;
  cell: Cell;
  /** On the phone's scrubber there is no room for it. */
  size: StairSize;
}

/** The button on the selected cell. */
export function CellPoint(props: CellPointProps): ReactNode {
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
