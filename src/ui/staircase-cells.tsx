import type { ReactNode } from 'react';
import type { StairColumn, Staircase, StairRow } from '../view/frame.ts';
import type { RowMarks } from '../view/marks.ts';
import { beginWords, gapBefore } from '../view/staircase-axis.ts';
import { columnNow } from '../view/staircase-column-marks.ts';
import { nearestCell, type Cell } from './behaviors/roving-grid.ts';
import { rowTitle } from './row-title.ts';
import { textWidth } from './text-width.ts';

/** Where the drawn part of a long run stands in the whole of it. Rows and columns counted from 0. */
export interface WholeGrid {
  rowCount: number;
  columnCount: number;
  /** First row and first column of the whole that each drawn one stands for. */
  rowStarts: readonly number[];
  columnStarts: readonly number[];
}

/** Of so many cells, each is there. Of more, those of the row that the tab stop is in, and one of each other row. */
const MOST_CELLS = 400;

export function spanOf(row: StairRow): [number, number] {
  const from = Math.min(row.again[0], row.live[0]);
  const cells = (row.resent ?? []).map(({ column }) => column + 1);
  return [from, Math.max(from + 1, row.again[1], row.live[1], ...cells)];
}

/** As it is drawn: whole rows below the playhead, and what is right of it in its own row. */
function isLater(staircase: Staircase, row: StairRow, cell: Cell): boolean {
  const isHere = cell.row === staircase.playhead.row;
  const { reached } = staircase.playhead;
  const isBeyond =
    reached === undefined ? cell.column > columnNow(staircase) : cell.column >= reached;
  return row.isAhead || (isHere && isBeyond);
}

function nameOfColumn({ number, label, begins, fold }: StairColumn): string {
  if (!fold) return `event ${number}, ${label}${begins ? `, ${beginWords(begins)}` : ''}`;
  const where = fold.to === undefined ? `${fold.events} events` : `events ${number} to ${fold.to}`;
  return fold.times > 1
    ? `${where} in one column, ${fold.words}: ${fold.times} times`
    : `${where} in one column`;
}

const howAgain = (row: StairRow, column: number): string =>
  row.again[1] < column + 1 ? 'read again in part' : 'read again';

/** Why the numbers have gaps: a wake-up is an event of its own, and has no column. */
function wakeUpBefore({ columns, first }: Staircase, column: number): string[] {
  const gap = gapBefore(columns, column, first);
  return gap ? [`after the wake-up, which is event ${[...new Set(gap)].join(' to ')}`] : [];
}

/** What a cell says of itself. What is still to come is called `later`, and its marks are left out. */
export function cellText(staircase: Staircase, cell: Cell): string {
  const row = staircase.rows[cell.row];
  const column = staircase.columns[cell.column];
  if (!row || !column) return 'no event';
  const name = nameOfColumn(column);
  const own = (row.resent ?? []).filter(({ column: at }) => Math.floor(at) === cell.column);
  const apart = own.map(({ label }) => label);
  if (isLater(staircase, row, cell)) {
    if (apart.length > 0) return [name, ...apart, ...marksIn(row, cell), 'not read yet'].join(', ');
    return `${name}, later`;
  }
  if (staircase.first !== undefined && cell.column >= Math.max(row.again[1], row.live[1], 0.001))
    return `${name}, not reached`;
  const isAgain = cell.column >= row.again[0] && cell.column < row.again[1];
  const how = isAgain ? howAgain(row, cell.column) : 'new';
  const all = [name, ...apart, how, ...marksIn(row, cell), ...wakeUpBefore(staircase, cell.column)];
  return all.join(', ');
}

const marksIn = (row: StairRow, { column }: Cell): string[] =>
  row.marks
    .filter((mark) => !mark.isAhead && Math.floor(mark.column) === column)
    .map((mark) => (mark.isDuplicate ? `${mark.label}, again` : mark.label));

function cellsOf(staircase: Staircase, row: StairRow, at: number, tabStop: Cell): number[] {
  const [from, to] = spanOf(row);
  const isAll =
    tabStop.row === at || staircase.rows.length * staircase.columns.length <= MOST_CELLS;
  // The cell that an arrow key leads to from the row above or below.
  if (!isAll)
    return [nearestCell([[from, Math.floor(to)]], { row: 0, column: tabStop.column }).column];
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** A bold name, as in the row of the playhead, is so much wider than it is measured. */
const BOLD = 1.1;

/** Only what really has no room is cut. */
export function cutName(name: string, room: number): string {
  const width = textWidth(name) * BOLD;
  const letters = Math.floor((name.length * room) / width) - 1;
  return width <= room ? name : `${name.slice(0, Math.max(1, letters))}…`;
}

export function GridRow(props: {
  staircase: Staircase;
  row: StairRow;
  marks: RowMarks;
  centres: readonly { x: number; width: number }[];
  tabStop: Cell;
  isCurrent: boolean;
  rowHeight: number;
  /** Room for its name, in CSS pixels. */
  room: number;
  name: string;
  /** Of a long run, what a screen reader is told of the parts that are not drawn. */
  whole?: WholeGrid | undefined;
}): ReactNode {
  const { staircase, row, marks, centres, tabStop, isCurrent, rowHeight, room, name, whole } =
    props;
  const cells = cellsOf(staircase, row, marks.row, tabStop);
  const top = marks.row * rowHeight;
  const label = cutName(name, room);
  return (
    <g
      role="row"
      aria-rowindex={whole && (whole.rowStarts[marks.row] ?? 0) + 1}
      data-current={isCurrent}
      data-keep={isCurrent}
      className="stair-grid-row"
    >
      <text
        role="rowheader"
        aria-colindex={whole && 1}
        className="stair-name"
        x="0"
        y={top + rowHeight / 2}
        dy="0.35em"
      >
        {label}
        {(label !== row.label || row.wakeUps) && <title>{rowTitle(row)}</title>}
      </text>
      {cells.map((column) => {
        const cell = { row: marks.row, column };
        const box = centres[column];
        const isTabStop = tabStop.row === cell.row && tabStop.column === column;
        return (
          <rect
            key={column}
            role="gridcell"
            className="stair-cell"
            aria-label={cellText(staircase, cell)}
            aria-colindex={whole && (whole.columnStarts[column] ?? 0) + 2}
            aria-colspan={staircase.columns[column]?.fold?.columns}
            data-cell={`${cell.row}-${column}`}
            tabIndex={isTabStop ? 0 : -1}
            x={(box?.x ?? 0) + 1}
            y={top + 1}
            width={Math.max(1, (box?.width ?? 2) - 2)}
            height={rowHeight - 2}
          />
        );
      })}
    </g>
  );
}
