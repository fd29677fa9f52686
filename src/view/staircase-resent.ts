import type { Step } from '../trace/step.ts';
import type { StairRow } from './frame.ts';
import { progress } from './staircase-columns.ts';

type Stop = StairRow['stops'][number];

/** A cell is so much of its column; words stand at its left, and the cursor goes through the part behind them. */
export const CELL = [0.1, 0.9] as const;
const CURSOR = [0.7, 0.9] as const;

/** Work that the engine sent without the workflow, in one row and in the column of its request. */
export interface ResentDraft {
  column: number;
  label: string;
  /** First step of it in this row. */
  step: number;
  /** How many moments it has. */
  nth: number;
}

/** What is said of such work. The list of what the marks mean has a line for each (ui/stair-legend.css). */
export const RESENT_WORDS = {
  first: 'ran here: its request was kept',
  unanswered: 'ran again: no answer was kept',
  again: 'ran again',
} as const;

/** What a step is about when it is about an activity of this instance: its sequence id and its delivery count. */
export function deliveryOf(
  step: Step,
  instance: string,
): { task: number; attempt: number } | undefined {
  if (step.place.subject !== 'task') return undefined;
  const whose =
    step.kind === 'pass' ? step.pass.instance : 'instance' in step ? step.instance : undefined;
  if (whose !== instance) return undefined;
  return { task: step.place.number, attempt: step.place.attempt };
}

/** Follows the activities of one history: who asked for them, and whether their code ever ran. */
export class Deliveries {
  /** The app run in whose row each request was kept, by sequence id. */
  private readonly askedIn = new Map<number, number>();
  private readonly sent = new Set<number>();
  private readonly ran = new Set<number>();
  private readonly answered = new Set<number>();
  /** `task.attempt` of what was sent without the workflow, with its words. */
  private readonly words = new Map<string, string>();

  startOver(): void {
    for (const each of [this.askedIn, this.sent, this.ran, this.answered, this.words]) each.clear();
  }

  /** Also again, after a rewind: then nothing of it was sent yet. */
  asked(task: number, process: number): void {
    this.askedIn.set(task, process);
    for (const each of [this.sent, this.ran, this.answered]) each.delete(task);
  }

  /** Takes a step of an activity; returns the words for it when the workflow did not ask for this run of it. */
  take(step: Step, task: number, attempt: number, process: number): string | undefined {
    const key = `${task}.${attempt}`;
    if (step.kind === 'task-sent') {
      const askedIn = this.askedIn.get(task);
      if (askedIn !== undefined && (this.sent.has(task) || askedIn !== process))
        this.words.set(key, this.wordsFor(task));
      this.sent.add(task);
    }
    if (step.kind === 'recorded') this.answered.add(task);
    if (step.kind === 'pass') this.ran.add(task);
    return this.words.get(key);
  }

  private wordsFor(task: number): string {
    if (!this.ran.has(task)) return RESENT_WORDS.first;
    return this.answered.has(task) ? RESENT_WORDS.again : RESENT_WORDS.unanswered;
  }
}

/** Where a row stands now: on its own way over the history, or for a while in a cell apart from it. */
export class PlaceInRow {
  /** On its own way, in columns. */
  column = 0;
  /** How far its own way has come. */
  private reached = 0;
  private inCell: number | undefined;

  begin(stops: readonly Stop[]): void {
    this.reached = stops[stops.length - 1]?.column ?? 0;
  }

  moveTo(column: number): void {
    this.column = column;
    this.inCell = undefined;
  }

  /** For the next moment of a cell. */
  enter(cell: ResentDraft): void {
    this.inCell = cell.column + CURSOR[0] + (CURSOR[1] - CURSOR[0]) * progress(cell.nth);
    cell.nth += 1;
  }

  /** What stands in a cell now stands before this column; 0 outside of cells. */
  get cellEnd(): number {
    return this.inCell === undefined ? 0 : Math.floor(this.inCell) + 1;
  }

  stop(step: number, beat: number, column = this.column): Stop {
    if (this.inCell !== undefined) return { column: this.inCell, step, beat, isApart: true };
    // Within one row time only goes to the right.
    this.reached = Math.max(this.reached, column);
    return { column: this.reached, step, beat };
  }
}

/** The cell of a row in a column; when there is none, a new one with these words. */
export function cellFor(
  row: { resent?: ResentDraft[] },
  column: number,
  opened: Pick<ResentDraft, 'label' | 'step'> | undefined,
): ResentDraft | undefined {
  const found = row.resent?.find((each) => each.column === column);
  if (found || !opened) return found;
  const cell = { column, ...opened, nth: 0 };
  row.resent = [...(row.resent ?? []), cell];
  return cell;
}

/** The stops of the row's own way over the history, from the left to the right. */
export const ownStops = (row: Pick<StairRow, 'stops' | 'resent'>): Stop[] =>
  row.resent ? row.stops.filter(({ isApart }) => isApart !== true) : row.stops;

/** The stops of a cell that is drawn at this column, if there is one. */
export function cellStops(row: Pick<StairRow, 'stops' | 'resent'>, column: number): Stop[] {
  const at = Math.floor(column);
  if (!row.resent?.some((cell) => Math.floor(cell.column) === at)) return [];
  return row.stops.filter((stop) => stop.isApart && Math.floor(stop.column) === at);
}

/** The first moment of a row in a column: of the work that was sent again there, or of its own way; or its last moment. */
export function stopIn(row: Pick<StairRow, 'stops' | 'resent'>, column: number): Stop | undefined {
  const [first] = cellStops(row, column);
  if (first) return first;
  const own = ownStops(row);
  return own.find((stop) => stop.column >= column) ?? own[own.length - 1];
}

/** What begins or goes on with the work itself: its answer alone makes no cell in a later row. */
export const opensCell = ({ kind }: Step): boolean =>
  kind === 'task-sent' || kind === 'pass' || kind === 'effect' || kind === 'task-slow';
