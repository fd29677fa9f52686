import type { HistoryEvent } from '../engine/history.ts';
import { eventName } from './event-names.ts';
import { payloadOf } from './event-record.ts';
import type { HistoryRow } from './frame.ts';

/** The kinds by which a person filters the history. */
export const EVENT_KINDS = ['request', 'answer', 'timer', 'event', 'life'] as const;

export type EventKind = (typeof EVENT_KINDS)[number];

export interface HistorySearch {
  /** Words that all have to be there: in a name, a payload, a note, or the number. */
  query: string;
  kind?: EventKind;
}

/** `life`: it started, woke, was paused, ended. `event`: something from outside. */
export function kindOfEvent(event: HistoryEvent): EventKind {
  switch (event.type) {
    case 'TaskScheduled':
    case 'SubOrchestrationInstanceCreated':
      return 'request';
    case 'TaskCompleted':
    case 'TaskFailed':
    case 'SubOrchestrationInstanceCompleted':
    case 'SubOrchestrationInstanceFailed':
      return 'answer';
    case 'TimerCreated':
    case 'TimerFired':
      return 'timer';
    case 'EventRaised':
    case 'EventSent':
      return 'event';
    case 'OrchestratorStarted':
    case 'OrchestratorCompleted':
    case 'ExecutionStarted':
    case 'ExecutionCompleted':
    case 'ExecutionTerminated':
    case 'ExecutionSuspended':
    case 'ExecutionResumed':
    case 'ExecutionRewound':
    case 'ExecutionStalled':
      return 'life';
  }
}

const texts = new WeakMap<HistoryRow, string>();

/** Everything in a row by which it can be found, in small letters. */
function textOf(row: HistoryRow): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const text = joined(row);
  texts.set(row, text);
  return text;
}

function joined({ number, title, detail, note, event, process }: HistoryRow): string {
  const names = (['dapr', 'durabletask'] as const).map((dialect) => eventName(event.type, dialect));
  const payload = payloadOf(event)?.text ?? '';
  const failure = 'failure' in event ? event.failure?.message : '';
  return [`#${number}`, title, detail, note, ...names, payload, failure, `app run ${process}`]
    .filter(Boolean)
    .join('\n')
    .toLowerCase();
}

/** Whether a row is among what is looked for. */
export function isFound(row: HistoryRow, { query, kind }: HistorySearch): boolean {
  if (kind !== undefined && kindOfEvent(row.event) !== kind) return false;
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = textOf(row);
  // A number alone means the event with that number.
  return words.every((word) =>
    /^\d+$/.test(word) ? String(row.number) === word || text.includes(word) : text.includes(word),
  );
}

export const isAsking = ({ query, kind }: HistorySearch): boolean =>
  query.trim() !== '' || kind !== undefined;

/** Numbers of the events that are looked for; undefined when nothing is. */
export function foundNumbers(
  rows: readonly HistoryRow[],
  search: HistorySearch | undefined,
): ReadonlySet<number> | undefined {
  if (!search || !isAsking(search)) return undefined;
  return new Set(rows.filter((row) => isFound(row, search)).map(({ number }) => number));
}
