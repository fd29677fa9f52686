import type { StairColumn } from './frame.ts';

/** Columns [from, to) that are drawn as one: `period` columns, `times` times. */
export interface ColumnFold {
  from: number;
  to: number;
  period: number;
  times: number;
}

const LONGEST_PERIOD = 24;
const LEAST_TIMES = 3;
const LEAST_COLUMNS = 6;
const LEAST_STRETCH = 8;

/** How long each stretch goes on in which every label is the one of `period` columns later. */
function agreements(labels: readonly (string | undefined)[], period: number): Uint32Array {
  const lengths = new Uint32Array(labels.length + 1);
  for (let at = labels.length - period - 1; at >= 0; at -= 1) {
    const isSame = labels[at] !== undefined && labels[at] === labels[at + period];
    lengths[at] = isSame ? (lengths[at + 1] ?? 0) + 1 : 0;
  }
  return lengths;
}

/**
 * Stretches of a history in which the same comes again and again: the rounds of a loop, the requests of a fan-out and their
 * answers. From the left, always the one that holds most; none of them holds a column of `apart`.
 */
export function repeatsIn(
  columns: readonly StairColumn[],
  apart: ReadonlySet<number>,
): ColumnFold[] {
  const labels = columns.map(({ label }, index) => (apart.has(index) ? undefined : label));
  const longest = Math.min(LONGEST_PERIOD, Math.floor(labels.length / LEAST_TIMES));
  const lengths = Array.from({ length: longest }, (_, index) => agreements(labels, index + 1));
  const folds: ColumnFold[] = [];
  let at = 0;
  while (at < labels.length) {
    const found = isBetterLater(columns, lengths, at) ? undefined : bestAt(lengths, at);
    if (found) folds.push(found);
    at = found?.to ?? at + 1;
  }
  return folds;
}

const isRequested = (column: StairColumn | undefined): boolean =>
  column?.label.endsWith('?') === true;

/** A round begins with what it asks for: a lone answer before it stays on its own. */
function isBetterLater(
  columns: readonly StairColumn[],
  lengths: readonly Uint32Array[],
  at: number,
): boolean {
  const isBegin = isRequested(columns[at]) || columns[at]?.label === 'started';
  if (isBegin || !isRequested(columns[at + 1])) return false;
  const now = bestAt(lengths, at);
  const later = bestAt(lengths, at + 1);
  return (
    now !== undefined &&
    later?.period === now.period &&
    later.to - later.from >= now.to - now.from - now.period
  );
}

function bestAt(lengths: readonly Uint32Array[], from: number): ColumnFold | undefined {
  let best: ColumnFold | undefined;
  lengths.forEach((each, index) => {
    const period = index + 1;
    const times = Math.floor((each[from] ?? 0) / period) + 1;
    const size = times * period;
    if (times < LEAST_TIMES || size < LEAST_COLUMNS) return;
    if (!best || size > best.to - best.from) best = { from, to: from + size, period, times };
  });
  return best;
}

/** Where nothing is repeated, whole stretches between the other folds: `120 events`. */
export function stretchesBeside(
  count: number,
  folds: readonly ColumnFold[],
  apart: ReadonlySet<number>,
): ColumnFold[] {
  const stretches: ColumnFold[] = [];
  let from = 0;
  const close = (to: number) => {
    if (to - from >= LEAST_STRETCH) stretches.push({ from, to, period: to - from, times: 1 });
  };
  for (const edge of edgesOf(count, folds, apart)) {
    close(edge.from);
    from = edge.to;
  }
  return stretches;
}

function edgesOf(
  count: number,
  folds: readonly ColumnFold[],
  apart: ReadonlySet<number>,
): { from: number; to: number }[] {
  const singles = [...apart].map((column) => ({ from: column, to: column + 1 }));
  return [...folds, ...singles, { from: count, to: count }].sort((a, b) => a.from - b.from);
}

/** What a fold opens into: smaller folds of it, or nothing when its columns can be drawn one by one. */
export function partsOf(fold: ColumnFold, most: number): ColumnFold[] {
  const { from, to, period, times } = fold;
  if (to - from <= most * 2) return [];
  const unit = times > 1 ? period : 1;
  const units = (to - from) / unit;
  const each = Math.ceil(units / most);
  const parts: ColumnFold[] = [];
  for (let at = 0; at < units; at += each) {
    const many = Math.min(each, units - at);
    parts.push({
      from: from + at * unit,
      to: from + (at + many) * unit,
      period: times > 1 ? period : many,
      times: times > 1 ? many : 1,
    });
  }
  return parts;
}

/** A fold is named by where it stands. */
export const keyOf = ({ from, to }: { from: number; to: number }): string => `${from}-${to}`;

const isAround = (outer: string, inner: { from: number; to: number }): boolean => {
  const [from = 0, to = 0] = outer.split('-').map(Number);
  return from <= inner.from && inner.to <= to;
};

/** Only the way to one fold is open at a time, so that there is always room. */
export function opened(open: readonly string[], fold: { from: number; to: number }): string[] {
  const key = keyOf(fold);
  if (open.includes(key)) return open.filter((each) => each !== key && isAround(each, fold));
  return [...open.filter((each) => isAround(each, fold)), key];
}

/** The folds that are drawn: an open one gives way to its parts. */
export function foldsWith(
  folds: readonly ColumnFold[],
  open: readonly string[],
  most: number,
): ColumnFold[] {
  return folds.flatMap((fold): ColumnFold[] => {
    if (!open.includes(keyOf(fold))) return [fold];
    const parts = partsOf(fold, most);
    // A period that is longer than the room opens into stretches of it.
    return foldsWith(
      parts.filter((part) => part.to - part.from > 1),
      open,
      most,
    );
  });
}
