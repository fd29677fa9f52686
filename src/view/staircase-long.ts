import type { StairColumn, Staircase, StairRow } from './frame.ts';
import { isLong } from './staircase-size.ts';
import { keyOf } from './staircase-patterns.ts';
import {
  columnOf,
  foldedSlots,
  singleSlots,
  slotsWith,
  windowAround,
  windowFrom,
  type Slot,
  type Slots,
} from './staircase-slots.ts';

/** How much of a long run is drawn: all of it with what is repeated folded, or so many events one by one. */
export type ZoomLevel = { kind: 'folded' } | { kind: 'window'; size: number };

/** Widths of one column at the levels below the folded one, in CSS pixels. */
const WIDTHS = [6, 16, 96];
/** A column with its number needs so much. */
const NUMBERED = 15;
const LEAST_WAKE_UPS = 4;

/** What a person has chosen. */
export interface LongChoice {
  /** Place in `levels`; undefined: what the room suggests. */
  level?: number | undefined;
  /** Open folds of columns and of rows, by their keys. */
  open: readonly string[];
  openRows: readonly string[];
  /** First drawn column, where the window does not follow the cursor. */
  from?: number | undefined;
}

/** Room for the drawing: width of its columns together in CSS pixels, and into how many parts an opened fold is divided. */
export interface LongRoom {
  width: number;
  branch: number;
}

export interface LongStairs {
  /** What is drawn, with positions counted from the first drawn column and row. */
  stairs: Staircase;
  slots: Slots;
  levels: readonly ZoomLevel[];
  level: number;
  /** [from, to) in the rows of the whole run, for each drawn row. */
  rows: readonly (readonly [number, number])[];
  hasFolds: boolean;
}

/** The levels that a run has, from the widest look to the closest; and the one that suits the room. */
export function levelsOf(
  count: number,
  width: number,
  canFold: boolean,
): { levels: ZoomLevel[]; suggested: number } {
  const sizes = WIDTHS.map((each) => Math.max(4, Math.min(count, Math.floor(width / each))));
  const windows = [...new Set(sizes)].map((size): ZoomLevel => ({ kind: 'window', size }));
  const levels: ZoomLevel[] = canFold ? [{ kind: 'folded' }, ...windows] : windows;
  const isRoomy = sizes[0] === count && count * NUMBERED <= width;
  return { levels, suggested: isRoomy && canFold ? 1 : 0 };
}

/** A long run, drawn with as many columns and rows as there is room for. */
export function longStairs(whole: Staircase, choice: LongChoice, room: LongRoom): LongStairs {
  const most = Math.max(8, Math.floor(room.width / 12));
  const laid = laidOut(whole);
  const { columns } = laid;
  const folded = foldedSlots(laid, choice.open, most, room.branch);
  const canFold = choice.open.length > 0 || folded.length < columns.length;
  const { levels, suggested } = levelsOf(columns.length, room.width, canFold);
  const level = Math.min(levels.length - 1, choice.level ?? suggested);
  const wanted = levels[level] ?? { kind: 'folded' };
  const list = wanted.kind === 'folded' ? folded : singleSlots(columns);
  const size = wanted.kind === 'folded' ? Math.max(8, Math.floor(room.width / 6)) : wanted.size;
  const plain = slotsWith(list, [0, list.length]);
  const rows = rowSpans(whole.rows, choice.openRows, room.branch);
  const head = headIn(whole, rows);
  const window =
    choice.from === undefined
      ? windowAround(plain.place(head.column), size, list.length)
      : windowFrom(choice.from, size, list.length);
  const slots = slotsWith(list, window);
  return {
    slots,
    levels,
    level,
    rows,
    stairs: drawn(whole, slots, rows, head),
    hasFolds: list.slice(...window).some(({ column }) => column.fold !== undefined),
  };
}

/**
 * How many events the first `count` columns stand for: also the wake-ups' own events between them, which have a number and no
 * column. Every history of the run counts from 1. Added up once: the columns are the same at every moment.
 */
export function eventsUpTo(columns: readonly StairColumn[], count: number): number {
  const known = sums.get(columns) ?? sumsOf(columns);
  sums.set(columns, known);
  return known[Math.min(count, columns.length)] ?? 0;
}

const sums = new WeakMap<readonly StairColumn[], readonly number[]>();

function sumsOf(columns: readonly StairColumn[]): number[] {
  let earlier = 0;
  let before = 0;
  const found = columns.map(({ begins, number }) => {
    if (begins) earlier += before;
    before = number;
    return earlier + number;
  });
  return [0, ...found];
}

/** The columns that have room: where a crash has just cut the run, those that it had, so that none moves. */
export const laidOut = (whole: Staircase): Pick<Staircase, 'columns' | 'apart'> =>
  whole.held && whole.held.columns.length >= whole.columns.length ? whole.held : whole;

/** For a picture that nobody can open: everything folded. A short run stays as it is. */
export function foldedStairs(whole: Staircase, width: number): Staircase {
  if (!isLong(whole)) return whole;
  return longStairs(whole, { open: [], openRows: [] }, { width, branch: 20 }).stairs;
}

const isQuiet = (row: StairRow, before: StairRow | undefined): boolean =>
  before?.process === row.process &&
  (row.end === 'saved' || row.end === 'waiting' || row.end === 'running') &&
  !row.resent &&
  row.marks.every(({ kind }) => kind === 'effect' || kind === 'wait');

/** Wake-ups of one app run in which nothing but the usual happens, as one row; what is open in smaller ones. */
function rowSpans(
  rows: readonly StairRow[],
  open: readonly string[],
  branch: number,
): (readonly [number, number])[] {
  const spans: (readonly [number, number])[] = [];
  let at = 0;
  while (at < rows.length) {
    let to = at;
    while (rows[to] && isQuiet(rows[to] as StairRow, rows[to - 1])) to += 1;
    if (to - at >= LEAST_WAKE_UPS) spans.push(...openSpans([at, to], open, branch));
    else for (let row = at; row < Math.max(to, at + 1); row += 1) spans.push([row, row + 1]);
    at = Math.max(to, at + 1);
  }
  return spans;
}

function openSpans(
  [from, to]: readonly [number, number],
  open: readonly string[],
  branch: number,
): (readonly [number, number])[] {
  if (to - from === 1 || !open.includes(keyOf({ from, to }))) return [[from, to]];
  const each = to - from <= branch ? 1 : Math.ceil((to - from) / branch);
  const parts: (readonly [number, number])[] = [];
  for (let at = from; at < to; at += each)
    parts.push(...openSpans([at, Math.min(to, at + each)], open, branch));
  return parts;
}

/** The playhead in the drawn rows: in one of several wake-ups it is where the furthest of them had come. */
function headIn(
  whole: Staircase,
  spans: readonly (readonly [number, number])[],
): Staircase['playhead'] {
  const { row, column, reached: own } = whole.playhead;
  const head = spans.findIndex(([from, to]) => row >= from && row < to);
  const began = spans[head]?.[0] ?? row;
  const reached = whole.rows
    .slice(began, row)
    .reduce((most, { stops }) => Math.max(most, stops[stops.length - 1]?.column ?? 0), column);
  return { row: Math.max(0, head), column: reached, ...(own !== undefined && { reached: own }) };
}

function drawn(
  whole: Staircase,
  slots: Slots,
  spans: readonly (readonly [number, number])[],
  head: Staircase['playhead'],
): Staircase {
  const [first, end] = slots.window;
  const { columns, held } = whole;
  const shown = slots.list.slice(first, end);
  const had = held && { ...held, rows: 0, columns: shown.map((slot) => slot.column) };
  return {
    columns: shown.flatMap((slot) => columnOf(columns, slot, columns.length) ?? []),
    ...(had && { held: had }),
    rows: spans.map((span) => rowOf(whole.rows, span, slots)),
    playhead: placedHead(head, slots),
    first: slots.list[first]?.from ?? 0,
  };
}

function placedHead({ row, column, reached }: Staircase['playhead'], slots: Slots) {
  const own = reached === undefined ? {} : { reached: slots.place(reached) };
  return { row, column: slots.place(column), ...own };
}

function rowOf(rows: readonly StairRow[], span: readonly [number, number], slots: Slots): StairRow {
  const held = rows.slice(...span);
  const row = held.length > 1 ? merged(held, span) : (held[0] as StairRow);
  const count = slots.window[1] - slots.window[0];
  const inside = (column: number) => Math.min(count, Math.max(0, slots.place(column)));
  const end = slots.place(Math.max(row.again[1], row.live[1]));
  const isEndSeen = end >= 0 && end <= count;
  return {
    ...row,
    again: [inside(row.again[0]), inside(row.again[1])],
    live: [inside(row.live[0]), inside(row.live[1])],
    end: isEndSeen ? row.end : 'running',
    stops: placedStops(held, slots),
    marks: placedMarks(row.marks, slots),
    ...(row.resent && { resent: placedCells(row.resent, slots) }),
    ...(row.asked && { asked: { ...row.asked, column: slots.place(row.asked.column) } }),
  };
}

function merged(held: readonly StairRow[], span: readonly [number, number]): StairRow {
  const first = held[0] as StairRow;
  const last = held[held.length - 1] as StairRow;
  const again = first.again;
  return {
    ...first,
    label: `${held.length} wake-ups`,
    again,
    live: [again[1], Math.max(again[1], ...held.map(({ live }) => live[1]))],
    end: last.isAhead ? 'running' : last.end,
    marks: held.flatMap(({ marks }) => marks),
    fold: span,
  };
}

const placed = new WeakMap<
  StairRow['stops'],
  { list: readonly Slot[]; key: string; stops: StairRow['stops'] }
>();

/** The stops of one or more rows as drawn. Time only goes to the right. Remembered: the same rows are drawn at every moment. */
function placedStops(held: readonly StairRow[], slots: Slots): StairRow['stops'] {
  const first = held[0]?.stops ?? [];
  const key = `${slots.window[0]} ${held.length}`;
  const known = placed.get(first);
  if (known?.list === slots.list && known.key === key) return known.stops;
  let reached = 0;
  const stops = held.flatMap((row) =>
    row.stops.map((stop) => {
      if (stop.isApart) return { ...stop, column: slots.place(stop.column) };
      reached = Math.max(reached, stop.column);
      return { ...stop, column: slots.place(reached) };
    }),
  );
  placed.set(first, { list: slots.list, key, stops });
  return stops;
}

/** Cells within the window, one in a fold. Those of a fold are at its begin: its middle may be the place of another. */
function placedCells(cells: NonNullable<StairRow['resent']>, slots: Slots) {
  const [first, end] = slots.window;
  const byColumn = new Map<number, (typeof cells)[number]>();
  for (const { column, label } of cells) {
    const at = Math.floor(slots.place(column));
    if (at >= 0 && at < end - first && !byColumn.has(at)) byColumn.set(at, { column: at, label });
  }
  return [...byColumn.values()];
}

type Mark = StairRow['marks'][number];

/** Marks within the window. Of the same kind of mark in one fold one is drawn, which says how many there are. */
function placedMarks(marks: readonly Mark[], slots: Slots): Mark[] {
  const [first, end] = slots.window;
  const out: Mark[] = [];
  const folded = new Map<string, { mark: Mark; labels: Map<string, number> }>();
  for (const mark of marks) {
    const place = slots.place(mark.column);
    if (place < 0 || place > end - first) continue;
    const at = Math.min(end - first - 1, Math.floor(place));
    const isMany = slots.list[first + at]?.column.fold !== undefined;
    const isCounted = isMany && (mark.kind === 'effect' || mark.kind === 'wait');
    const column = mark.kind === 'effect' ? at : place;
    if (!isCounted) {
      out.push({ ...mark, column });
      continue;
    }
    const key = `${mark.kind} ${at} ${mark.isAhead} ${mark.isDuplicate === true}${mark.isRefused === true}`;
    const known = folded.get(key);
    if (known) known.labels.set(mark.label, (known.labels.get(mark.label) ?? 0) + 1);
    else folded.set(key, { mark: { ...mark, column }, labels: new Map([[mark.label, 1]]) });
  }
  const counted = [...folded.values()].filter(({ mark }) => !hasHappened(folded, mark));
  return [...out, ...counted.map(({ mark, labels }) => ({ ...mark, label: countedText(labels) }))];
}

/** What is still to come in a fold is left out where some of it has come. */
const hasHappened = (
  folded: ReadonlyMap<string, { mark: Mark }>,
  { kind, column, isAhead, isDuplicate, isRefused }: Mark,
): boolean =>
  isAhead &&
  folded.has(`${kind} ${Math.floor(column)} false ${isDuplicate === true}${isRefused === true}`);

function countedText(labels: ReadonlyMap<string, number>): string {
  const texts = [...labels].map(([label, count]) => (count > 1 ? `${label} ×${count}` : label));
  return texts.length > 3 ? `${texts.slice(0, 3).join(', ')} and more` : texts.join(', ');
}
