import type { StairColumn, Staircase } from './frame.ts';
import { foldsWith, repeatsIn, stretchesBeside, type ColumnFold } from './staircase-patterns.ts';

/** One drawn column: one event, or a fold of several. [from, to) in the columns of the whole run. */
export interface Slot {
  from: number;
  to: number;
  column: StairColumn;
}

/** The drawn columns, and which of them have room. All positions may lie between two columns. */
export interface Slots {
  list: readonly Slot[];
  /** [from, to) in `list`. */
  window: readonly [number, number];
  /** Where a column of the run is drawn, counted from the first drawn one. */
  place(column: number): number;
  /** The column of the run at a place of the drawing. */
  columnAt(place: number): number;
}

const single = (column: StairColumn, index: number): Slot => ({
  from: index,
  to: index + 1,
  column,
});

/** The last lists of each run: they do not depend on the cursor, and what is placed in them is remembered by them. */
const made = new WeakMap<readonly StairColumn[], Map<string, readonly Slot[]>>();
/** The look from afar and the close one, each for two sizes of the drawing. */
const MOST_MADE = 4;

function remembered(
  columns: readonly StairColumn[],
  key: string,
  make: () => readonly Slot[],
): readonly Slot[] {
  const lists = made.get(columns) ?? new Map<string, readonly Slot[]>();
  made.set(columns, lists);
  const list = lists.get(key) ?? make();
  lists.set(key, list);
  const [oldest] = lists.keys();
  if (lists.size > MOST_MADE && oldest !== undefined) lists.delete(oldest);
  return list;
}

export const singleSlots = (columns: readonly StairColumn[]): readonly Slot[] =>
  remembered(columns, 'single', () => columns.map(single));

/** Requests by their names: an answer is told by what was asked for. */
function wordsOf(columns: readonly StairColumn[]): string {
  const labels = [...new Set(columns.map(({ label }) => label))];
  const asked = labels.filter((label) => label.endsWith('?')).map((label) => label.slice(0, -1));
  const named = asked.length > 0 ? asked : labels;
  return named.length > 3 ? `${named.slice(0, 3).join(', ')} and more` : named.join(', ');
}

/** From the first to the last: what has no column counts, too. A number that falls begins another history, with its event 1. */
const eventsIn = (held: readonly StairColumn[]): number =>
  held.slice(1).reduce((count, { number }, index) => {
    const before = held[index]?.number ?? 0;
    return count + (number > before ? number - before : number);
  }, 1);

function foldSlot(columns: readonly StairColumn[], fold: ColumnFold): Slot {
  const { from, to, period, times } = fold;
  const held = columns.slice(from, to);
  const number = held[0]?.number ?? 0;
  const last = held[held.length - 1]?.number ?? 0;
  const isOneHistory = held.every((each, index) => each.number > (held[index - 1]?.number ?? 0));
  const words = wordsOf(held.slice(0, times > 1 ? period : held.length));
  const label = times > 1 ? `${words} ×${times}` : `${eventsIn(held)} events`;
  const span = [from, to] as const;
  const range = isOneHistory ? { to: last } : {};
  const begins = held[0]?.begins && { begins: held[0].begins };
  const column = {
    number,
    label,
    ...begins,
    fold: { columns: to - from, events: eventsIn(held), times, span, words, ...range },
  };
  return { from, to, column };
}

/** What a slot holds of a run that ends at `count` columns: a fold may be cut in its middle. Undefined: nothing. */
export function columnOf(
  columns: readonly StairColumn[],
  { from, to, column }: Slot,
  count: number,
): StairColumn | undefined {
  const { fold } = column;
  if (!fold || count - from <= 1) return columns[from];
  if (to <= count) return column;
  const period = fold.columns / fold.times;
  const times = fold.times > 1 ? Math.max(1, Math.floor((count - from) / period)) : 1;
  const cut = foldSlot(columns, { from, to: count, period, times }).column;
  // What opens it is the fold as it was.
  return { ...cut, ...(cut.fold && { fold: { ...cut.fold, span: fold.span } }) };
}

/** The run with everything folded that comes again and again, but for what is open. `most`: drawn columns that have room. */
export function foldedSlots(
  { columns, apart = [] }: Pick<Staircase, 'columns' | 'apart'>,
  open: readonly string[],
  most: number,
  branch: number,
): readonly Slot[] {
  const key = JSON.stringify([apart, open, most, branch]);
  return remembered(columns, key, () => madeFolded(columns, apart, open, most, branch));
}

function madeFolded(
  columns: readonly StairColumn[],
  apart: readonly number[],
  open: readonly string[],
  most: number,
  branch: number,
): Slot[] {
  const kept = new Set(apart);
  const repeats = repeatsIn(columns, kept);
  const left = repeats.reduce((count, { from, to }) => count - (to - from) + 1, columns.length);
  const stretches = left > most ? stretchesBeside(columns.length, repeats, kept) : [];
  const all = [...repeats, ...stretches].sort((a, b) => a.from - b.from);
  return slotsOf(columns, foldsWith(all, open, branch));
}

function slotsOf(columns: readonly StairColumn[], folds: readonly ColumnFold[]): Slot[] {
  const slots: Slot[] = [];
  let from = 0;
  const singles = (to: number) => {
    for (let at = from; at < to; at += 1) {
      const column = columns[at];
      if (column) slots.push(single(column, at));
    }
  };
  for (const fold of folds) {
    singles(fold.from);
    slots.push(foldSlot(columns, fold));
    from = fold.to;
  }
  singles(columns.length);
  return slots;
}

/** Index of the last slot that begins at or before a column. */
function slotOf(list: readonly Slot[], column: number): number {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((list[middle]?.from ?? 0) <= column) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function slotsWith(list: readonly Slot[], window: readonly [number, number]): Slots {
  const whole = (column: number): number => {
    const index = slotOf(list, column);
    const slot = list[index];
    return slot
      ? index + Math.min(1, Math.max(0, (column - slot.from) / (slot.to - slot.from)))
      : 0;
  };
  return {
    list,
    window,
    place: (column) => whole(column) - window[0],
    columnAt: (place) => {
      const at = Math.min(list.length, Math.max(0, place + window[0]));
      const index = Math.min(list.length - 1, Math.floor(at));
      const slot = list[index];
      return slot ? slot.from + (at - index) * (slot.to - slot.from) : 0;
    },
  };
}

/**
 * The window that holds a place: it moves by half of its size, so that it stands still for a while and follows from the place
 * alone.
 */
export function windowAround(place: number, size: number, count: number): [number, number] {
  if (size >= count) return [0, count];
  const half = Math.max(1, Math.floor(size / 2));
  const quarter = Math.floor(size / 4);
  return windowFrom(Math.floor(place / half) * half - quarter, size, count);
}

export function windowFrom(from: number, size: number, count: number): [number, number] {
  const begin = Math.round(Math.max(0, Math.min(from, count - size)));
  return [begin, Math.min(count, begin + size)];
}
