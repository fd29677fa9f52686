import type { HistoryEvent } from '../engine/history.ts';
import type { Action } from '../engine/action.ts';
import type { Step } from '../trace/step.ts';
import type { Cursor, Trace } from '../trace/trace.ts';

/** One key of the state store, as Dapr names it. */
export interface StoreRow {
  /** `metadata`, `history-000000`, `inbox-000000`, `customStatus`. */
  key: string;
  event?: HistoryEvent;
  /** What stands there, where it is no event. */
  text?: string;
  /** A row of a save that was torn: `metadata` tells another length, so nobody reads it. */
  isUnseen?: boolean;
}

/** A reminder (a job of the scheduler): it fires until its work is done. */
export interface Reminder {
  /** `start`, `timer-3`, `new-event-tc-3`, `run-activity`. */
  name: string;
  /** The actor that it wakes: the workflow, or an activity (`order-1::3::0`). */
  actor: string;
  /** When it fires; absent: at once. */
  dueMs?: number;
}

/** What is kept of one workflow instance, whoever dies. */
export interface StoreOf {
  instance: string;
  rows: StoreRow[];
  reminders: Reminder[];
}

/**
 * What state store and scheduler hold at a cursor (SEMANTICS section 13). A pure projection of the steps so far. A timer that has
 * fired has no row in the inbox: its reminder stays until the turn that reads it is saved.
 */
export function storeAt(trace: Trace, cursor: Cursor): StoreOf[] {
  const kept = new Map<string, Kept>();
  for (const step of trace.steps.slice(0, cursor.step + 1)) take(kept, step);
  return [...kept.values()].map(storeOf);
}

interface Kept {
  instance: string;
  name: string;
  history: HistoryEvent[];
  inbox: { event: HistoryEvent; reminder: string }[];
  timers: Map<number, number>;
  /** Activities that have not answered, by task id. */
  activities: Set<number>;
  /** What the turn in flight asked for. */
  actions: readonly Action[];
  /** How many messages that turn reads. */
  reading: number;
  generation: number;
  customStatus?: string;
  unseen: StoreRow[];
}

function take(all: Map<string, Kept>, step: Step): void {
  if (step.kind === 'scheduled') {
    all.set(step.instance, begin(step));
    return;
  }
  const kept = 'instance' in step ? all.get(step.instance) : undefined;
  if (!kept) return;
  if (step.kind === 'turn-sent') kept.reading = step.newEvents.length - 1;
  if (step.kind === 'turn-returned') kept.actions = step.actions;
  if (step.kind === 'dispatched') dispatch(kept, step);
  if (step.kind === 'turn-saved') save(kept, step);
  if (step.kind === 'recorded') record(kept, step);
  if (step.kind === 'save-refused' && step.isTorn) tear(kept, step);
  if (step.kind === 'stalled' && step.isAppended) kept.history.push(step.event);
  if (step.kind === 'rewound') kept.history = [...step.events];
}

function begin(step: Extract<Step, { kind: 'scheduled' }>): Kept {
  const { instance, name, input, atMs } = step;
  return {
    instance,
    name,
    history: [],
    inbox: [{ event: startedEvent(instance, name, input, atMs), reminder: 'start' }],
    timers: new Map(),
    activities: new Set(),
    actions: [],
    reading: 0,
    generation: 0,
    unseen: [],
  };
}

function startedEvent(
  instanceId: string,
  name: string,
  input: string | undefined,
  timestampMs: number,
): HistoryEvent {
  const payload = input === undefined ? {} : { input };
  return { type: 'ExecutionStarted', id: -1, timestampMs, name, instanceId, ...payload };
}

function dispatch(kept: Kept, { tasks, timers }: Extract<Step, { kind: 'dispatched' }>): void {
  for (const id of tasks) kept.activities.add(id);
  for (const action of kept.actions)
    if (action.type === 'CreateTimer' && timers.includes(action.id))
      kept.timers.set(action.id, action.fireAtMs);
}

function record(kept: Kept, { event, place }: Extract<Step, { kind: 'recorded' }>): void {
  kept.inbox.push({ event, reminder: reminderFor(event, place.number) });
  if (event.type === 'TaskCompleted' || event.type === 'TaskFailed')
    kept.activities.delete(event.taskScheduledId);
}

/** `new-event-tc-3` is Dapr's own name for the answer of task 3; the others are told apart by our number of the message. */
function reminderFor(event: HistoryEvent, number: number): string {
  if (event.type === 'TaskCompleted' || event.type === 'TaskFailed')
    return `new-event-tc-${event.taskScheduledId}`;
  if (event.type === 'TimerFired') return `timer-${event.timerId}`;
  return `new-event-${number}`;
}

function save(kept: Kept, step: Extract<Step, { kind: 'turn-saved' }>): void {
  const read = kept.inbox.splice(0, kept.reading);
  for (const { event } of read) if (event.type === 'TimerFired') kept.timers.delete(event.timerId);
  kept.unseen = [];
  if (step.customStatus !== undefined) kept.customStatus = step.customStatus;
  if (step.status === 'CONTINUED_AS_NEW') {
    startOver(kept, step.atMs);
    return;
  }
  kept.history.push(...step.events);
  // A workflow that has ended is woken by nothing any more.
  if (step.events.some(({ type }) => type === 'ExecutionCompleted')) kept.timers.clear();
}

/** SEMANTICS section 9: a new history begins with the new input and the events that were carried over. */
function startOver(kept: Kept, nowMs: number): void {
  const end = kept.actions.find((action) => action.type === 'CompleteOrchestration');
  const { instance, name } = kept;
  const next = [startedEvent(instance, name, end?.result, nowMs), ...(end?.carryoverEvents ?? [])];
  kept.history = [];
  kept.timers.clear();
  kept.generation += 1;
  kept.inbox = [...next.map((event) => ({ event, reminder: 'start' })), ...kept.inbox];
}

/** The first half of the rows is there when the store breaks off. */
function tear(kept: Kept, step: Extract<Step, { kind: 'save-refused' }>): void {
  const rows = step.of === 'turn' ? kept.history.length : rowsOfInbox(kept).length;
  const key = step.of === 'turn' ? 'history' : 'inbox';
  kept.unseen = step.events
    .slice(0, Math.ceil(step.events.length / 2))
    .map((event, index) => ({ key: keyOf(key, rows + index), event, isUnseen: true }));
}

const rowsOfInbox = (kept: Kept): Kept['inbox'] =>
  kept.inbox.filter(({ event }) => event.type !== 'TimerFired');

const keyOf = (name: string, index: number): string => `${name}-${String(index).padStart(6, '0')}`;

function storeOf(kept: Kept): StoreOf {
  const { instance, history, generation, customStatus, unseen } = kept;
  const inbox = rowsOfInbox(kept);
  const metadata = `inboxLength ${inbox.length}, historyLength ${history.length}, generation ${generation}`;
  const rows: StoreRow[] = [
    { key: 'metadata', text: metadata },
    ...history.map((event, index) => ({ key: keyOf('history', index), event })),
    ...inbox.map(({ event }, index) => ({ key: keyOf('inbox', index), event })),
    ...unseen,
    ...(customStatus === undefined ? [] : [{ key: 'customStatus', text: customStatus }]),
  ];
  return { instance, rows, reminders: remindersOf(kept) };
}

function remindersOf(kept: Kept): Reminder[] {
  const { instance: actor, generation } = kept;
  const started = new Set(rowsOfInbox(kept).map(({ reminder }) => reminder));
  return [
    ...[...started].map((name) => ({ name, actor })),
    ...[...kept.timers].map(([id, dueMs]) => ({ name: `timer-${id}`, actor, dueMs })),
    ...[...kept.activities].map((id) => ({
      name: 'run-activity',
      actor: `${actor}::${id}::${generation}`,
    })),
  ];
}
