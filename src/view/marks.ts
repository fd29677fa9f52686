import type { Staircase, StairRow } from './frame.ts';
import type { Linear } from './linear.ts';
import { axisNumbers, type GapMark } from './staircase-axis.ts';
import { columnMarks, type ColumnMark, type StairBox } from './staircase-column-marks.ts';
import { CELL, cellStops, ownStops } from './staircase-resent.ts';
import { emptyColumns, scaleOf } from './staircase-scale.ts';

export interface Bar {
  kind: 'again' | 'live';
  x: number;
  width: number;
  isAhead: boolean;
}

export interface RowMarks {
  /** Index in `Staircase.rows`. */
  row: number;
  label: string;
  y: number;
  height: number;
  bars: Bar[];
  /** Work that the engine sent without the workflow: over the bars and higher than they are. */
  cells?: { x: number; width: number; label: string }[];
  /** Where the row ends, and how. */
  end: { kind: StairRow['end']; x: number; path: string; isAhead: boolean };
  marks: {
    kind: 'crash' | 'diverge' | 'silent' | 'wait';
    x: number;
    label: string;
    isAhead: boolean;
  }[];
  /** How a wait is drawn: so far behind its place, so large. Inside of its own row and column, over no number and no name. */
  ring: { behind: number; radius: number };
  /** The two tracks after a divergence: what the history recorded, what the code asked for. */
  tracks?: {
    x: number;
    recorded: string;
    asked: string;
    endX: number;
    askedY: number;
  };
  isAhead: boolean;
}

export interface EffectMark {
  x: number;
  y: number;
  label: string;
  isDuplicate: boolean;
  isRefused: boolean;
  isAhead: boolean;
  /** From where in the rows its thin line comes down. */
  fromY: number;
}

export interface StairMarks {
  width: number;
  height: number;
  left: number;
  right: number;
  rowsBottom: number;
  stripY: number;
  axisY: number;
  columns: ColumnMark[];
  /** Events that have no column: wake-ups. */
  gaps: GapMark[];
  /** Left edges of columns that have room and hold nothing: what a crash has cut away. */
  empty: number[];
  rows: RowMarks[];
  effects: EffectMark[];
  playhead?: { row: number; x: number; top: number; bottom: number };
}

/** Room between the rows and what stands under them, for effects. */
export const STRIP_HEIGHT = 22;

export type Point = readonly [number, number];

/** Thousandths of a pixel are enough. */
export const written = ([x, y]: Point): string =>
  [x, y].map((n) => String(Math.round(n * 1000) / 1000)).join(',');

export const pathOf = (points: readonly Point[]): string =>
  points.map((point, index) => `${index === 0 ? 'M' : 'L'}${written(point)}`).join('');

function tornPath(x: number, y: number, height: number): string {
  const teeth = [0, 4, -1, 3, 0].map((dx, index): [number, number] => [
    x + dx,
    y + (index * height) / 4,
  ]);
  return pathOf(teeth);
}

/** A span of columns as bars; what lies after the playhead is a bar of its own, drawn faint. */
function barsOf(
  kind: Bar['kind'],
  [from, to]: readonly [number, number],
  reached: number,
  x: (column: number) => number,
): Bar[] {
  const split = Math.min(Math.max(reached, from), to);
  const gap = 1;
  const bars: Bar[] = [];
  if (split > from)
    bars.push({ kind, x: x(from) + gap, width: x(split) - x(from) - gap, isAhead: false });
  if (to > split)
    bars.push({ kind, x: x(split) + gap, width: x(to) - x(split) - gap, isAhead: true });
  return bars.filter((bar) => bar.width > 0);
}

function rowMarks(
  stairs: Staircase,
  index: number,
  row: StairRow,
  box: StairBox,
  x: Linear,
): RowMarks {
  const inset = Math.max(1, Math.round(box.rowHeight * 0.18));
  const y = index * box.rowHeight + inset;
  const height = box.rowHeight - 2 * inset;
  const isCurrent = index === stairs.playhead.row;
  const { playhead } = stairs;
  const come = playhead.reached ?? playhead.column;
  const reached = row.isAhead ? -Infinity : isCurrent ? come : Infinity;
  const asked = row.asked;
  // An app run that disagrees ends where it does, however far it had come at an earlier wake-up.
  const endColumn = asked ? asked.column : Math.max(row.again[1], row.live[1]);
  const cells = cellsOf(row, x);
  const endX = endOf(row, endColumn, x);
  const middle = y + height / 2;
  const askedX = asked ? x(asked.column) : 0;
  const tail = askedX + Math.max(72, x(1) - x(0));
  const askedY = middle + box.rowHeight * 0.9;
  return {
    row: index,
    label: row.label,
    y,
    height,
    bars: [...barsOf('again', row.again, reached, x), ...barsOf('live', row.live, reached, x)],
    ...(cells.length > 0 && { cells }),
    end: {
      kind: row.end,
      x: endX,
      path: tornPath(endX, y - 2, height + 4),
      isAhead:
        reached < endColumn || (row.end === 'disagrees' && !asked) || row.marks.some(isCrashAhead),
    },
    marks: pointsOf(row, x),
    ...(asked && {
      tracks: {
        x: askedX,
        recorded: asked.recorded,
        asked: asked.asked,
        endX: tail,
        askedY,
      },
    }),
    ring: {
      behind: Math.max(7, Math.min(15, (x(1) - x(0)) / 2)),
      radius: Math.max(2.5, Math.min(5, height / 2)),
    },
    isAhead: row.isAhead,
  };
}

/** Crashes that stand so near to each other, in CSS pixels, are one mark: their words would lie on each other. */
const ONE_MARK = 8;

/** What stands in a row besides its effects. */
function pointsOf(row: StairRow, x: Linear): RowMarks['marks'] {
  const points: RowMarks['marks'] = [];
  for (const { kind, label, isAhead, column } of row.marks) {
    if (kind === 'effect') continue;
    const at = x(column);
    const same = points.find(
      (each) => kind === 'crash' && each.kind === kind && Math.abs(each.x - at) < ONE_MARK,
    );
    // What is still to come has no words beside those of what has happened: they would lie on each other.
    if (same && same.isAhead === isAhead) same.label = crashesText(same.label, label);
    else if (!same) points.push({ kind, x: at, label, isAhead });
  }
  return points;
}

/** `app run 1 and the engine crashed`; of more than two, how many. */
function crashesText(label: string, more: string): string {
  const many = / ×(\d+)$/.exec(label);
  if (many ?? label.includes(' and ')) return `crashed ×${Number(many?.[1] ?? 2) + 1}`;
  return label === more ? 'crashed ×2' : `${label.replace(/ crashed$/, '')} and ${more}`;
}

const isCrashAhead = ({ kind, isAhead }: StairRow['marks'][number]): boolean =>
  kind === 'crash' && isAhead;

const cellsOf = ({ resent = [] }: StairRow, x: Linear): NonNullable<RowMarks['cells']> =>
  resent.map(({ column, label }) => {
    const from = x(column + CELL[0]);
    return { x: from, width: x(column + CELL[1]) - from, label };
  });

/** An app run that died before it was woken, while it did again what nobody had kept, ends behind that. */
function endOf({ again, live, resent }: StairRow, column: number, x: Linear): number {
  const cell = resent?.[resent.length - 1];
  const isUnread = Math.max(again[1], live[1]) <= again[0];
  return cell && isUnread ? x(cell.column + 1) : x(column);
}

/** An effect is so wide and so high, and stands on the line over the numbers. */
const EFFECT = 10;
const EFFECT_Y = STRIP_HEIGHT - 6.5;

/** Effects stand in the strip under the rows: two in one column are a duplicate, side by side, or in a narrow column one on the other. */
function effectMarks(stairs: Staircase, box: StairBox, stripY: number, x: Linear): EffectMark[] {
  const placed = new Map<number, number>();
  return stairs.rows.flatMap((row, index) =>
    row.marks
      .filter((mark) => mark.kind === 'effect')
      .map((mark) => {
        const before = placed.get(mark.column) ?? 0;
        placed.set(mark.column, before + 1);
        const centre = x(mark.column + 0.5);
        const beside = before * 15;
        const isBeside = centre + beside + EFFECT <= x(mark.column + 1);
        return {
          x: isBeside ? centre + beside : centre,
          y: stripY + EFFECT_Y - (isBeside ? 0 : (before % 2) * EFFECT),
          label: mark.label,
          isDuplicate: mark.isDuplicate === true,
          isRefused: mark.isRefused === true,
          isAhead: mark.isAhead,
          fromY: (index + 0.5) * box.rowHeight,
        };
      }),
  );
}

/** The drawing of a staircase: numbers and path strings, ready for `<rect>` and `<path>`. */
export function staircaseMarks(stairs: Staircase, box: StairBox): StairMarks {
  const x = scaleOf(stairs, box);
  const last = stairs.rows[stairs.rows.length - 1];
  const extra = last?.asked ? 1 : 0;
  const rowCount = Math.max(box.leastRows, stairs.rows.length + extra, stairs.held?.rows ?? 0);
  const rowsBottom = rowCount * box.rowHeight;
  const stripY = rowsBottom;
  const { row, column } = stairs.playhead;
  const { isNumbered, gaps } = axisNumbers(stairs, box.letterWidth, x);
  const rows = stairs.rows.map((each, index) => rowMarks(stairs, index, each, box, x));
  return {
    width: box.width,
    height: stripY + STRIP_HEIGHT + box.axisHeight,
    left: box.labelWidth,
    right: x(Math.max(1, stairs.columns.length)),
    empty: emptyColumns(stairs).map(x),
    rowsBottom,
    stripY,
    axisY: stripY + STRIP_HEIGHT,
    columns: columnMarks(stairs, box, x, isNumbered),
    gaps,
    rows,
    effects: effectMarks(stairs, box, stripY, x),
    ...(stairs.rows[row] &&
      column >= 0 &&
      column <= Math.max(1, stairs.columns.length) && {
        playhead: {
          row,
          x: x(column),
          top: row * box.rowHeight,
          bottom: (row + 1) * box.rowHeight,
        },
      }),
  };
}

/** The place in time under a point of the drawing: for a press and for a drag. */
export function placeUnder(
  stairs: Staircase,
  box: StairBox,
  point: { x: number; y: number },
): { step: number; beat: number; fraction: number } | undefined {
  const index = Math.min(stairs.rows.length - 1, Math.max(0, Math.floor(point.y / box.rowHeight)));
  const row = stairs.rows[index];
  const first = row?.stops[0];
  if (!row || !first) return undefined;
  const column = scaleOf(stairs, box).invert(point.x);
  const inCell = cellStops(row, column);
  const stops = inCell.length > 0 ? inCell : ownStops(row);
  let before = stops[0] ?? first;
  for (const stop of stops) {
    if (stop.column > column) {
      const width = stop.column - before.column;
      const fraction = width > 0 ? (column - before.column) / width : 0;
      return {
        step: before.step,
        beat: before.beat,
        fraction: Math.min(0.999, Math.max(0, fraction)),
      };
    }
    before = stop;
  }
  return { step: before.step, beat: before.beat, fraction: 0 };
}
