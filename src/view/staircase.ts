import { verdictInText } from '../trace/verdict.ts';
import type { Step } from '../trace/step.ts';
import type { Cursor, Trace } from '../trace/trace.ts';
import type { StairColumn, Staircase, StairRow } from './frame.ts';
import type { ProgramView } from './program-view.ts';
import { shownInstance } from './focus.ts';
import { stateAfter } from './state-after.ts';
import { columnsOf, type Columns } from './staircase-columns.ts';
import { plainStairs } from './staircase-plain.ts';
import { foldRows } from './staircase-fold.ts';
import type { RowDraft } from './staircase-draft.ts';
import { RowWalk } from './staircase-rows.ts';
import { clampCursor } from './trace-index.ts';

/** What of a staircase does not depend on the cursor. */
interface Stairs {
  columns: StairColumn[];
  unfolded: RowDraft[];
  folded: RowDraft[];
  apart: number[];
}

const made = new WeakMap<Trace, { steps: number; byInstance: Map<string, Stairs> }>();

/** Computed once per trace and instance; again when steps were added to it. */
function stairsOf(trace: Trace, program: ProgramView): Stairs {
  const instance = shownInstance(trace, program);
  const known = made.get(trace);
  const current =
    known?.steps === trace.steps.length
      ? known
      : { steps: trace.steps.length, byInstance: new Map<string, Stairs>() };
  made.set(trace, current);
  const key = instance ?? '';
  const stairs = current.byInstance.get(key) ?? build(trace, instance);
  current.byInstance.set(key, stairs);
  return stairs;
}

function build(trace: Trace, instance: string | undefined): Stairs {
  if (instance === undefined) {
    const { columns, rows } = plainStairs(trace);
    return { columns, unfolded: rows, folded: rows, apart: apartIn(rows) };
  }
  const columns = sameColumns(trace, instance);
  const unfolded = new RowWalk(trace, instance, columns).rows;
  markSilent(trace, instance, columns, unfolded);
  return {
    columns: columns.list,
    unfolded,
    folded: foldRows(unfolded),
    apart: apartIn(unfolded),
  };
}

/** By the first step of a run and by instance. */
const columnsMade = new WeakMap<Step, Map<string, Columns>>();

/** The columns of a run; when steps are added or lines come late and they are equal, the same object, by which much is remembered. */
function sameColumns(trace: Trace, instance: string): Columns {
  const columns = columnsOf(trace, instance);
  const [first] = trace.steps;
  if (!first) return columns;
  const byInstance = columnsMade.get(first) ?? new Map<string, Columns>();
  columnsMade.set(first, byInstance);
  const before = byInstance.get(instance);
  const same = before?.isSame(columns) === true ? before : columns;
  byInstance.set(instance, same);
  return same;
}

/** The drawing has room for so many columns that stand apart, and for so few effects that happened twice. */
const MOST_APART = 12;
const MOST_TWICE = 4;

/** Columns of crashes, of what is not the same, and of what happened twice unless that is the rule here. */
function apartIn(rows: readonly RowDraft[]): number[] {
  const marks = rows.flatMap((row) => row.marks);
  const rare = marks.filter(({ kind }) => kind !== 'effect' && kind !== 'wait');
  const twice = marks.filter(({ isDuplicate }) => isDuplicate === true);
  const all = twice.length > MOST_TWICE ? rare : [...rare, ...twice];
  const sent = rows.flatMap(({ resent = [] }) => resent);
  const places = sent.length > MOST_TWICE ? all : [...all, ...sent];
  const columns = places.map(({ column }) => Math.floor(column));
  return [...new Set(columns)].sort((a, b) => a - b).slice(0, MOST_APART);
}

/** An open rhombus where a replay was not the same and nothing reports it. */
function markSilent(
  trace: Trace,
  instance: string,
  columns: ReturnType<typeof columnsOf>,
  rows: readonly RowDraft[],
): void {
  const found = stateAfter(trace, trace.steps.length, instance).silent?.finding;
  const row = found && rows.find(({ stops }) => stops.some(({ step }) => step === found.at.step));
  if (!found || !row) return;
  const number = found.eventNumber ?? found.at.pass.beats?.[found.beat]?.event ?? 0;
  const stop = row.stops.findLast(({ step, beat }) => step === found.at.step && beat <= found.beat);
  row.marks.push({
    column: columns.of(0, number) ?? Math.floor(stop?.column ?? 0),
    kind: 'silent',
    label: verdictInText('silently-different'),
    isAhead: false,
    step: found.at.step,
  });
}

/**
 * The replay staircase: a column for each history event, a row for each wake-up (or folded, for each app run).
 * The drawing is the whole run's; what lies after the cursor is marked `isAhead`.
 */
export function staircaseAt(
  trace: Trace,
  cursor: Cursor,
  program: ProgramView,
  options: { isFolded: boolean },
): Staircase {
  const { columns, unfolded, folded, apart } = stairsOf(trace, program);
  const drafts = options.isFolded ? folded : unfolded;
  const { step, beat } = clampCursor(trace, cursor);
  return {
    columns,
    rows: drafts.map((draft) => rowAt(draft, step)),
    playhead: playheadAt(drafts, step, beat, cursor.fraction),
    ...(apart.length > 0 && { apart }),
  };
}

function rowAt(draft: RowDraft, step: number): StairRow {
  const { process, again, live, end, stops, asked } = draft;
  return {
    label: labelAt(draft, step),
    ...(draft.wakeUps && (draft.wokenAt ?? 0) <= step && { wakeUps: draft.wakeUps }),
    process,
    again,
    live,
    end,
    isAhead: (stops[0]?.step ?? draft.step) > step,
    step: draft.step,
    stops,
    marks: draft.marks
      .filter((mark) => (mark.kind !== 'diverge' && mark.kind !== 'silent') || mark.step <= step)
      .map((mark) => bothOf(mark)[mark.step > step ? 1 : 0]),
    ...(draft.resent && { resent: draft.resent.filter((cell) => cell.step <= step) }),
    // What is to come is not given away: a question may be about it.
    ...(asked && !isDivergeAhead(draft, step) && { asked }),
  };
}

/** What woke an app run is told once it has: a row that waits knows nothing of it. */
function labelAt(
  { label, process, isFirst, wokenAt = Infinity, stops, marks }: RowDraft,
  step: number,
): string {
  if (!isFirst || wokenAt <= step) return label;
  const isOver = marks.some((mark) => mark.kind === 'crash' && mark.step <= step);
  const hasBegun = (stops[0]?.step ?? Infinity) <= step;
  return `App run ${process}${hasBegun ? ` · not woken${isOver ? '' : ' yet'}` : ''}`;
}

type Mark = StairRow['marks'][number];

/** Each mark as it is once it has happened, and before: a long run has hundreds, which are drawn at every moment. */
const boths = new WeakMap<RowDraft['marks'][number], readonly [Mark, Mark]>();

function bothOf(draft: RowDraft['marks'][number]): readonly [Mark, Mark] {
  const found = boths.get(draft);
  if (found) return found;
  const { step: _, ...mark } = draft;
  const both = [
    { ...mark, isAhead: false },
    { ...mark, isAhead: true },
  ] as const;
  boths.set(draft, both);
  return both;
}

const isDivergeAhead = (draft: RowDraft, step: number): boolean =>
  draft.marks.some((mark) => mark.kind === 'diverge' && mark.step > step);

function playheadAt(
  rows: readonly RowDraft[],
  step: number,
  beat: number,
  fraction: number,
): Staircase['playhead'] {
  let row = 0;
  while (row + 1 < rows.length && (rows[row + 1]?.stops[0]?.step ?? Infinity) <= step) row += 1;
  const stops = rows[row]?.stops ?? [];
  // A beat that is folded into a later one counts as that one, as in `stopIndex`.
  const index = stops.findIndex(
    (stop) => stop.step > step || (stop.step === step && stop.beat >= beat),
  );
  const found = index < 0 || (stops[index]?.step ?? 0) > step ? index - 1 : index;
  const at = index < 0 ? stops.length - 1 : Math.max(0, found);
  const here = stops[at];
  const next = stops[at + 1];
  const column = here?.column ?? 0;
  // Between a cell and the row's own way nothing lies, and out of a cell time goes on elsewhere: no slow walk there.
  const isOneWay = here?.isApart === next?.isApart && (!here?.isApart || isOneCell(here, next));
  const ahead = next && isOneWay ? (next.column - column) * fraction : 0;
  return {
    row,
    column: column + ahead,
    ...(here?.isApart && { reached: reachedBefore(rows[row], at) }),
  };
}

type Stop = StairRow['stops'][number];

const isOneCell = (a: Stop, b: Stop | undefined): boolean =>
  b !== undefined && Math.floor(a.column) === Math.floor(b.column) && b.column >= a.column;

/** How far a row's own way over the history had come at a stop that stands apart from it. */
function reachedBefore(row: RowDraft | undefined, at: number): number {
  for (let index = at; index >= 0; index -= 1) {
    const stop = row?.stops[index];
    if (stop && !stop.isApart) return stop.column;
  }
  return row?.again[0] ?? 0;
}
