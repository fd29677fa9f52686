import type { Pass, Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import { askText } from './event-words.ts';
import type { StairRow } from './frame.ts';
import { KeptEvents } from './kept-events.ts';
import { digestOf } from './pass-digest.ts';
import { causeOf } from './staircase-cause.ts';
import { beatColumns, progress, type Columns } from './staircase-columns.ts';
import { effectOf, waitIn, waitText, type RowDraft } from './staircase-draft.ts';
import { cellFor, Deliveries, deliveryOf, opensCell, PlaceInRow } from './staircase-resent.ts';

/** How much of a column is left for what happens before the next event is kept. */
const REST = 0.4;

/** Walks through a trace once and makes a row for every wake-up of the main instance. */
export class RowWalk {
  readonly rows: RowDraft[] = [];
  private row: RowDraft | undefined;
  private process = 0;
  private readonly kept = new KeptEvents();
  private generation = 0;
  private readonly place = new PlaceInRow();
  private recordedCount = 0;
  private nth = 0;
  private readonly subjects = new Set<string>();
  private readonly lead: StairRow['stops'] = [];
  private readonly deliveries = new Deliveries();

  constructor(
    trace: Trace,
    private readonly instance: string,
    private readonly columns: Columns,
  ) {
    trace.steps.forEach((step, index) => this.take(step, index));
  }

  private take(step: Step, index: number): void {
    if (this.resent(step, index)) return;
    if (step.kind === 'pass') return this.pass(step.pass, index);
    this.move(step, index);
    this.stop(index);
  }

  private move(step: Exclude<Step, { kind: 'pass' }>, index: number): void {
    switch (step.kind) {
      case 'app-started':
        this.process = step.process;
        this.open(index, `App run ${step.process}`).isFirst = true;
        return;
      case 'turn-sent':
        if (step.instance === this.instance) this.send(step, index);
        return;
      case 'turn-saved':
        if (step.instance === this.instance) this.save(step);
        return;
      case 'stalled':
        if (step.instance === this.instance) this.stall(step, index);
        return;
      case 'turn-returned':
        if (step.instance === this.instance && this.row) this.place.moveTo(this.row.live[1]);
        return;
      case 'effect':
        this.advance();
        this.effect(step, index);
        return;
      case 'recorded':
        if (step.instance === this.instance) this.record();
        return;
      case 'app-crashed':
        this.crash(`app run ${step.process} crashed`, index);
        return;
      case 'idle':
      case 'over':
        this.rest(step, index);
        return;
      case 'task-sent':
      case 'task-returned':
        this.advance();
        return;
      case 'sidecar-crashed':
        this.crash('the engine crashed', index);
        return;
      case 'rewound':
        if (step.instance === this.instance) this.kept.replace(step.events);
        return;
      case 'scheduled':
        if (step.instance === this.instance && this.kept.count > 0) this.startOver();
        return;
      case 'sidecar-started':
      case 'client':
      case 'task-slow':
      case 'lost':
      case 'dropped':
      case 'save-refused':
      case 'event-refused':
      case 'dispatched':
      case 'call-started':
      case 'call-returned':
      case 'clock-moved':
        return;
    }
  }

  /** Where the history of now begins: what was before continue-as-new is never read again. */
  private get start(): number {
    return this.columns.through(this.generation, 0);
  }

  /** Where a workflow is paused: its code is given nothing that stands behind. */
  private get pausedAt(): number {
    const { pausedBy } = this.kept;
    return pausedBy === undefined ? Infinity : this.columns.through(this.generation, pausedBy);
  }

  private open(step: number, label: string): RowDraft {
    const row: RowDraft = {
      label,
      process: this.process,
      again: [this.start, this.start],
      live: [this.start, this.start],
      end: 'running',
      step,
      stops: this.lead.splice(0),
      marks: [],
      isSaved: false,
    };
    this.rows.push(row);
    this.row = row;
    this.place.begin(row.stops);
    this.place.moveTo(this.start);
    this.recordedCount = 0;
    this.nth = 0;
    return row;
  }

  private stop(step: number, beat = 0, column?: number): void {
    (this.row?.stops ?? this.lead).push(this.place.stop(step, beat, column));
  }

  /** An activity that the engine sends without the workflow runs in a cell of its own. True: the step was one of it. */
  private resent(step: Step, index: number): boolean {
    const delivery = deliveryOf(step, this.instance);
    const { row } = this;
    if (!delivery || !row) return false;
    const label = this.deliveries.take(step, delivery.task, delivery.attempt, row.process);
    const event = this.kept.eventOfTask(delivery.task);
    const column = event === undefined ? undefined : this.columns.of(this.generation, event);
    // Once the answer is kept behind what a wake-up has come to, time goes on there.
    if (label === undefined || column === undefined || (step.kind === 'recorded' && row.isSaved))
      return false;
    const cell = cellFor(row, column, opensCell(step) ? { label, step: index } : undefined);
    if (!cell) return false;
    const beats = step.kind === 'pass' ? digestOf(step.pass).stops : [0];
    for (const beat of beats) {
      this.place.enter(cell);
      this.stop(index, beat);
    }
    if (step.kind === 'effect') this.effect(step, index);
    return true;
  }

  private send(step: Extract<Step, { kind: 'turn-sent' }>, index: number): void {
    const turn = { number: step.place.number, attempt: step.place.attempt };
    const isFirst = this.row !== undefined && this.row.turn === undefined;
    const row = isFirst && this.row ? this.row : this.open(index, '');
    row.turn = turn;
    const cause = causeOf(step, this.kept.names);
    row.label = isFirst ? `App run ${step.process} · ${cause.first}` : cause.later;
    this.place.moveTo(this.start);
    this.recordedCount = 0;
    this.nth = 0;
    if (step.newEvents.some(({ type }) => type === 'ExecutionResumed'))
      this.kept.pausedBy = undefined;
    if (isFirst) Object.assign(row, { step: index, wokenAt: index });
  }

  private pass(pass: Pass, index: number): void {
    const { stops } = digestOf(pass);
    if (pass.of !== 'turn' || pass.instance !== this.instance || !this.row) {
      this.advance();
      for (const beat of stops) this.stop(index, beat);
      return;
    }
    const { row, columns, generation } = this;
    this.place.moveTo(this.place.column);
    const places = beatColumns(pass, columns, generation, (id) => this.kept.holdsRequest(id));
    for (const beat of stops) this.stop(index, beat, places[beat] ?? this.start);
    const reached = Math.max(this.start, ...places.slice(-1));
    const known = Math.min(this.pausedAt, columns.through(generation, pass.knownCount));
    // Cut off, or waiting for the world: the reading stands where it has come to.
    const againEnd = pass.isTorn || !pass.isLast ? Math.min(known, reached) : known;
    row.again = [this.start, againEnd];
    // What a whole pass has asked for is its own once it is saved (see `save`).
    row.live = [againEnd, Math.max(againEnd, Math.min(reached, this.pausedAt))];
    this.place.moveTo(Math.max(againEnd, reached));
    this.diverge(pass, index, row);
  }

  private diverge(pass: Pass, index: number, row: RowDraft): void {
    const { divergence } = digestOf(pass);
    if (!divergence) return;
    const { eventNumber, recorded, asked } = divergence;
    const column = this.columns.of(this.generation, eventNumber) ?? row.again[1];
    row.again = [this.start, column];
    row.live = [column, column];
    row.end = 'disagrees';
    row.asked = {
      column,
      recorded: askText(recorded.method, recorded.name),
      asked: asked ? askText(asked.method, asked.name) : 'nothing',
    };
    this.mark('diverge', column, `event ${eventNumber}`, index);
    this.place.moveTo(column);
  }

  private save(step: Extract<Step, { kind: 'turn-saved' }>): void {
    const { row } = this;
    const to = this.columns.through(this.generation, this.kept.count + step.events.length);
    if (step.status !== 'CONTINUED_AS_NEW') this.kept.add(step.events);
    if (row && row.end !== 'disagrees') {
      row.live = [row.live[0], Math.max(row.live[0], Math.min(to, this.pausedAt))];
      if (row.end !== 'torn') row.end = 'saved';
      // What is asked for now belongs to the column of its request until the answer is kept.
      const isOver = step.status !== 'RUNNING';
      this.place.moveTo(isOver ? to : Math.max(this.place.column, to - REST));
    }
    if (row) row.isSaved = true;
    this.nth = 0;
    this.recordedCount = 0;
    for (const event of step.events)
      if (event.type === 'TaskScheduled') this.deliveries.asked(event.id, row?.process ?? 0);
    if (step.status === 'CONTINUED_AS_NEW') this.startOver();
  }

  /** Continue-as-new, or an id that is used again: an empty history. */
  private startOver(): void {
    this.kept.replace([]);
    this.deliveries.startOver();
    this.generation += 1;
  }

  /** The wake-up is thrown away: nothing of its live part is kept, and the row stands still. */
  private stall(step: Extract<Step, { kind: 'stalled' }>, index: number): void {
    const { row } = this;
    if (step.isAppended) this.kept.add([step.event]);
    if (!row) return;
    row.live[1] = Math.max(row.live[0], this.columns.through(this.generation, this.kept.count));
    row.end = 'waiting';
    this.place.moveTo(row.live[1]);
    waitIn(row, 'stalled', index);
  }

  /** How many columns are kept. */
  private get keptTo(): number {
    const { row, columns } = this;
    if (!row) return 0;
    const to = Math.max(row.live[1], columns.through(this.generation, this.kept.count));
    return Math.min(to + this.recordedCount, columns.list.length);
  }

  /** While an activity runs, time moves through the last column that is kept: its answer has no column yet. */
  private advance(): void {
    const { row } = this;
    if (!row?.isSaved || row.end === 'disagrees') return;
    this.place.moveTo(this.keptTo - REST * (1 - progress(this.nth)));
    this.nth += 1;
  }

  private record(): void {
    if (!this.row?.isSaved) return;
    this.recordedCount += 1;
    this.nth = 0;
    this.place.moveTo(this.keptTo - REST);
  }

  private effect(step: Extract<Step, { kind: 'effect' }>, index: number): void {
    const done = effectOf(step, this.subjects);
    if (!done || step.instance !== this.instance || !this.row) return;
    // What the workflow's own code asks for stands where the reading has come to.
    const asked = step.task === undefined ? undefined : this.kept.eventOfTask(step.task);
    const column = asked === undefined ? undefined : this.columns.of(this.generation, asked);
    const at = column ?? Math.floor(this.place.column);
    this.row.marks.push({ column: at, kind: 'effect', isAhead: false, step: index, ...done });
  }

  private crash(label: string, index: number): void {
    const { row } = this;
    if (!row) return;
    if (row.end !== 'disagrees') row.end = 'torn';
    // Of an activity that was running nothing is kept; a wait that was cut off stands before the crash.
    this.place.column = row.isSaved ? this.keptTo : Math.max(row.live[1], this.place.column);
    row.live = [row.live[0], Math.max(row.live[0], Math.min(this.place.column, this.pausedAt))];
    const waits = row.marks.flatMap((mark) => (mark.kind === 'wait' ? [mark.column + 0.4] : []));
    this.mark(
      'crash',
      Math.max(row.again[1], row.live[1], this.place.cellEnd, ...waits),
      label,
      index,
    );
  }

  private mark(
    kind: RowDraft['marks'][number]['kind'],
    column: number,
    label: string,
    step: number,
  ) {
    this.row?.marks.push({ column, kind, label, isAhead: false, step });
  }

  private rest(step: Extract<Step, { kind: 'idle' | 'over' }>, index: number): void {
    const { row } = this;
    if (!row) return;
    const isWaiting = step.kind === 'idle' || step.reason === 'waiting';
    if (!isWaiting || row.end === 'torn' || row.end === 'disagrees') return;
    if (step.kind === 'over') row.end = 'waiting';
    const isPaused = this.pausedAt < Infinity;
    waitIn(row, isPaused ? 'paused' : waitText(step.waitingFor, this.instance), index);
  }
}
