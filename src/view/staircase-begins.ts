import type { Staircase } from './frame.ts';
import type { RowMarks, StairMarks } from './marks.ts';
import { beginWords } from './staircase-axis.ts';
import type { StairBox } from './staircase-column-marks.ts';
import { scaleOf } from './staircase-scale.ts';

/** Where the history starts again at event 1. */
export interface BeginMark {
  x: number;
  /** What stands beside the line, as far as a row has room for it; empty when none has. */
  words: string;
  /** All that could be said. */
  title: string;
  /** Middle of the row in which the words stand. */
  y: number;
}

/** In a row of its own a text needs so much height. In CSS pixels. */
const LEAST_ROW = 14;
const BESIDE = 6;
/** Beside the end of a row: a ring, or a cross and its words. */
const RING = 24;
const CROSS = 170;

const shorter = ['the history starts again', 'starts again'];

type Span = readonly [number, number];

/** What of a row is drawn on, with room for what stands behind its end. */
function takenBy(row: RowMarks): Span {
  const ends = row.bars.map(({ x, width }) => x + width);
  const marks = row.marks.map(({ kind, x }) => x + (kind === 'wait' ? RING : CROSS));
  if (row.tracks || ends.length + marks.length === 0) return row.tracks ? [0, Infinity] : [0, 0];
  const end = row.end.kind === 'waiting' ? [row.end.x + RING] : [];
  const from = [...row.bars, ...row.marks].map(({ x }) => x);
  return [Math.min(...from), Math.max(...ends, ...marks, ...end)];
}

/** A line for each new history, and words beside it where a row is free. */
export function beginMarks(
  stairs: Staircase,
  { rows, rowsBottom }: Pick<StairMarks, 'rows' | 'rowsBottom'>,
  box: StairBox,
): BeginMark[] {
  const x = scaleOf(stairs, box);
  const rowCount = Math.round(rowsBottom / box.rowHeight);
  const found = stairs.columns.flatMap(({ begins }, index) =>
    begins === undefined ? [] : [{ x: x(index), title: beginWords(begins) }],
  );
  if (found.length === 0) return [];
  const taken = Array.from({ length: rowCount }, (_, index): Span => {
    const row = rows[index];
    // What the code asked for is drawn a row lower.
    if (row) return takenBy(row);
    return rows[index - 1]?.tracks ? [0, Infinity] : [0, 0];
  });
  const isTall = box.rowHeight >= LEAST_ROW;
  return found.map((mark, index) => {
    const from = mark.x + BESIDE;
    const room = (found[index + 1]?.x ?? box.width) - BESIDE - from;
    const isFree = (text: string) => {
      const to = from + text.length * box.letterWidth;
      return taken.findIndex(([begin, end]) => to < begin || from > end);
    };
    const texts = [mark.title, ...shorter].filter((text) => text.length * box.letterWidth <= room);
    const words = isTall ? (texts.find((text) => isFree(text) >= 0) ?? '') : '';
    return { ...mark, words, y: (Math.max(0, isFree(words)) + 0.5) * box.rowHeight };
  });
}
