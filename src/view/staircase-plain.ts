import type { Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import type { StairColumn } from './frame.ts';
import { digestOf } from './pass-digest.ts';
import { progress } from './staircase-columns.ts';
import type { RowDraft } from './staircase-draft.ts';

/** Plain code keeps no events: its columns are what it did to the world, and a row never starts again. */
export function plainStairs(trace: Trace): { columns: StairColumn[]; rows: RowDraft[] } {
  const walk = new PlainWalk();
  trace.steps.forEach((step, index) => walk.take(step, index));
  return { columns: walk.columns, rows: withoutTail(walk.rows, walk.columns.length) };
}

/** What came after the last effect has no column of its own: it shares the last one, so that no row leaves the drawing. */
function withoutTail(rows: RowDraft[], count: number): RowDraft[] {
  const isWithin = rows.every(({ live }) => live[1] <= count);
  if (count === 0 || isWithin) return rows;
  const from = count - 1;
  const place = (column: number) => (column <= from ? column : from + (column - from) / 2);
  return rows.map((row) => ({
    ...row,
    live: [0, place(row.live[1])],
    stops: row.stops.map((stop) => ({ ...stop, column: place(stop.column) })),
    marks: row.marks.map((mark) =>
      mark.kind === 'effect' ? mark : { ...mark, column: place(mark.column) },
    ),
  }));
}

class PlainWalk {
  readonly columns: StairColumn[] = [];
  readonly rows: RowDraft[] = [];
  private position = 0;
  private nth = 0;
  private hasEnded = false;

  take(step: Step, index: number): void {
    if (step.kind === 'app-started') this.open(step.process, index);
    const row = this.rows[this.rows.length - 1];
    if (!row) return;
    if (step.kind === 'pass' && step.pass.of === 'call') {
      for (const beat of digestOf(step.pass).stops) {
        this.advance();
        this.stop(row, index, beat);
      }
      return;
    }
    if (step.kind === 'effect') this.effect(step, index, row);
    if (step.kind === 'call-returned') {
      this.hasEnded = true;
      row.end = 'saved';
    }
    if (step.kind === 'app-crashed') this.crash(step.process, index, row);
    this.stop(row, index, 0);
  }

  private open(process: number, step: number): void {
    this.rows.push({
      label: `App run ${process}`,
      process,
      again: [0, 0],
      live: [0, 0],
      end: 'running',
      step,
      stops: [],
      marks: [],
      isSaved: false,
    });
    this.position = 0;
    this.nth = 0;
  }

  private stop(row: RowDraft, step: number, beat: number): void {
    row.stops.push({ column: this.position, step, beat });
    row.live = [0, Math.max(row.live[1], this.position)];
  }

  private advance(): void {
    this.position = this.columns.length + progress(this.nth);
    this.nth += 1;
  }

  private effect(step: Extract<Step, { kind: 'effect' }>, index: number, row: RowDraft): void {
    const { entry } = step;
    if (!entry) return;
    const column = this.columns.length;
    this.columns.push({ number: column + 1, label: entry.label.toLowerCase() });
    this.position = column + 1;
    this.nth = 0;
    row.marks.push({ column, kind: 'effect', label: entry.label, isAhead: false, step: index });
  }

  private crash(process: number, step: number, row: RowDraft): void {
    row.end = this.hasEnded ? 'torn' : 'lost';
    const label = `app run ${process} crashed`;
    row.marks.push({ column: this.position, kind: 'crash', label, isAhead: false, step });
  }
}
