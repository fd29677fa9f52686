import type { HistoryEvent } from '../engine/history.ts';
import type { Beat } from '../trace/beat.ts';
import type { Pass } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import { columnLabel } from './event-words.ts';
import type { StairColumn } from './frame.ts';

/** The columns of one run: its history events, generation after generation. */
export class Columns {
  readonly list: StairColumn[] = [];
  /** Column of each event, by generation and event number. */
  private readonly indexes: (number | undefined)[][] = [[]];
  /** Number of columns up to and including each event, by generation and event number. */
  private readonly counts: number[][] = [[]];
  private begins: StairColumn['begins'];

  get generation(): number {
    return this.counts.length - 1;
  }

  add(number: number, label: string): void {
    const indexes = this.indexes[this.generation];
    if (indexes) indexes[number] = this.list.length;
    this.list.push({ number, label, ...(this.begins && { begins: this.begins }) });
    this.begins = undefined;
    this.count(number);
  }

  /** OrchestratorStarted and its like take a number, but no column. */
  skip(number: number): void {
    this.count(number);
  }

  private count(number: number): void {
    const counts = this.counts[this.generation];
    if (counts) counts[number] = this.list.length;
  }

  startOver(begins: NonNullable<StairColumn['begins']>): void {
    this.begins = begins;
    this.counts.push([]);
    this.indexes.push([]);
    const counts = this.counts[this.generation];
    if (counts) counts[0] = this.list.length;
  }

  /** How many columns lie at or before this event; the end of its own column. */
  through(generation: number, number: number): number {
    const counts = this.counts[generation] ?? [];
    for (let at = Math.min(number, counts.length - 1); at >= 0; at -= 1) {
      const count = counts[at];
      if (count !== undefined) return count;
    }
    return 0;
  }

  /** Every event of the one has its place in the other. */
  isSame(other: Columns): boolean {
    const { list } = this;
    if (other.list.length !== list.length || other.counts.length !== this.counts.length)
      return false;
    return (
      list.every(({ number, label }, at) => {
        const there = other.list[at];
        return there?.number === number && there.label === label;
      }) && this.counts.every((counts, at) => isSameList(counts, other.counts[at] ?? []))
    );
  }

  /** The column of an event; undefined when it has none. */
  of(generation: number, number: number): number | undefined {
    return this.indexes[generation]?.[number];
  }
}

function isSameList(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

const hasColumn = (event: HistoryEvent): boolean =>
  event.type !== 'OrchestratorStarted' && event.type !== 'OrchestratorCompleted';

/** A column for every event of the main instance that ever occurs in the trace. */
export function columnsOf(trace: Trace, instance: string): Columns {
  const columns = new Columns();
  let count = 0;
  let inbox: { number: number; event: HistoryEvent }[] = [];
  let lastPass: Pass | undefined;
  const take = (event: HistoryEvent, number: number): void => {
    if (hasColumn(event)) columns.add(number, columnLabel(event));
    else columns.skip(number);
  };
  for (const step of trace.steps) {
    if (step.kind === 'scheduled' && step.instance === instance && count > 0) {
      // The id is used again by a new workflow, whose history begins anew.
      columns.startOver('same-id');
      count = 0;
    } else if (step.kind === 'turn-sent' && step.instance === instance) {
      inbox = step.newEvents.map((event, index) => ({ event, number: step.oldCount + index + 1 }));
    } else if (step.kind === 'recorded' && step.instance === instance) {
      inbox.push({ event: step.event, number: count + Math.max(2, inbox.length + 1) });
    } else if (step.kind === 'pass' && step.pass.instance === instance && step.pass.of === 'turn') {
      lastPass = step.pass;
    } else if (step.kind === 'turn-saved' && step.instance === instance) {
      step.events.forEach((event, index) => take(event, count + index + 1));
      count += step.events.length;
      inbox = [];
      lastPass = undefined;
      if (step.status === 'CONTINUED_AS_NEW') {
        columns.startOver('continued');
        count = 0;
      }
    } else if (step.kind === 'stalled' && step.instance === instance && step.isAppended) {
      count += 1;
      take(step.event, count);
      inbox = inbox.map((each) => ({ ...each, number: each.number + 1 }));
    }
  }
  for (const { event, number } of inbox) take(event, number);
  for (const [number, label] of lastPass ? askedOnly(lastPass) : []) columns.add(number, label);
  return columns;
}

/** What the last wake-up asked for and nobody kept: a crash there must have a place in the picture, too. */
function askedOnly(pass: Pass): [number, string][] {
  const sent = pass.oldCount + pass.newCount;
  return (pass.beats ?? [])
    .filter((beat) => beat.event === sent && isAction(beat))
    .map((beat, index) => [sent + 1 + index, labelOfAction(beat)]);
}

const isAction = (beat: Beat): boolean => beat.kind === 'ask' || beat.kind === 'finish';

function labelOfAction(beat: Beat): string {
  if (beat.kind === 'finish')
    return beat.status === 'COMPLETED' ? 'done' : beat.status === 'TERMINATED' ? 'end' : 'failed';
  return beat.kind === 'ask' ? `${beat.name ?? 'timer'}?` : '';
}

/** How far into a cell the n-th thing in it is, from 0: it never reaches the end, whatever comes later. */
export const progress = (nth: number): number => (nth + 1) / (nth + 2);

/** Of the passes of a run, as long as its columns are the same: when lines come late, all others stay where they were. */
const known = new WeakMap<Columns, WeakMap<Pass, readonly number[]>>();

/**
 * For each beat of a wake-up's pass, how far the row has come, in columns. A beat belongs to the column of the event that is
 * being processed; new requests after the last event stand in the columns of the events that they will become.
 *
 * @param isRecorded whether the history held the request with this sequence id before the wake-up
 */
export function beatColumns(
  pass: Pass,
  columns: Columns,
  generation: number,
  isRecorded: (request: number) => boolean,
): readonly number[] {
  const byPass = known.get(columns) ?? new WeakMap<Pass, readonly number[]>();
  known.set(columns, byPass);
  const places = byPass.get(pass) ?? placesIn(pass, columns, generation, isRecorded);
  byPass.set(pass, places);
  return places;
}

function placesIn(
  pass: Pass,
  columns: Columns,
  generation: number,
  isRecorded: (request: number) => boolean,
): number[] {
  const sent = pass.oldCount + pass.newCount;
  let pending = 0;
  let cell = columns.through(generation, 0);
  let nth = 0;
  return (pass.beats ?? []).map((beat) => {
    const isNew = beat.kind === 'finish' || (beat.kind === 'ask' && !isRecorded(beat.id));
    if (isNew) pending += 1;
    const number = beat.event === sent && pending > 0 ? sent + pending : beat.event;
    const column = columns.of(generation, number);
    // Events without a column, and requests that were never kept, stay at the end of what has been reached.
    if (column === undefined && beat.kind === 'event') return columns.through(generation, number);
    const next = Math.max(cell, column ?? cell);
    nth = next === cell ? nth + 1 : 0;
    cell = next;
    return cell + progress(nth);
  });
}
