import type { HistoryEvent } from '../engine/history.ts';

/**
 * Events as they cross into the machine: one flat list, a number for the kind and then what the engine looks at. What it never
 * looks at stays outside: the times of all but OrchestratorStarted. Inputs and due times are only compared with what the replay
 * asks for (engine/quiet.ts). To read whole events in QuickJS would take longer than to replay them.
 */
export type PackedEvents = unknown[];

const WHOLE = 0;
const ORCHESTRATOR_STARTED = 1;
const TASK_SCHEDULED = 2;
const TASK_COMPLETED = 3;
const TIMER_CREATED = 4;
const TIMER_FIRED = 5;
const EVENT_RAISED = 6;

export function packEvents(events: readonly HistoryEvent[], from = 0): PackedEvents {
  const packed: PackedEvents = [];
  for (let at = from; at < events.length; at += 1) pack(events[at] as HistoryEvent, packed);
  return packed;
}

/** Nothing is left out: a rewind gives the history back. */
export const packWhole = (events: readonly HistoryEvent[]): PackedEvents =>
  events.flatMap((event) => [WHOLE, event]);

function pack(event: HistoryEvent, into: PackedEvents): void {
  switch (event.type) {
    case 'OrchestratorStarted':
      // Whatever else stands on it goes along with it.
      if (Object.keys(event).length > 3) into.push(WHOLE, event);
      else into.push(ORCHESTRATOR_STARTED, event.timestampMs);
      return;
    case 'TaskScheduled':
      into.push(TASK_SCHEDULED, event.id, event.name, event.input ?? null);
      return;
    case 'TaskCompleted':
      into.push(TASK_COMPLETED, event.taskScheduledId, event.result ?? null);
      return;
    case 'TimerCreated':
      into.push(TIMER_CREATED, event.id, event.fireAtMs);
      return;
    case 'TimerFired':
      into.push(TIMER_FIRED, event.timerId);
      return;
    case 'EventRaised':
      into.push(EVENT_RAISED, event.name, event.input ?? null);
      return;
    case 'OrchestratorCompleted':
    case 'ExecutionStarted':
    case 'ExecutionCompleted':
    case 'ExecutionTerminated':
    case 'ExecutionSuspended':
    case 'ExecutionResumed':
    case 'ExecutionRewound':
    case 'ExecutionStalled':
    case 'TaskFailed':
    case 'SubOrchestrationInstanceCreated':
    case 'SubOrchestrationInstanceCompleted':
    case 'SubOrchestrationInstanceFailed':
    case 'EventSent':
      into.push(WHOLE, event);
      return;
  }
}

/**
 * Makes the events, in the packed list itself: each is shorter there than it was, and what is put where something stands
 * already runs none of the program's code.
 */
export function unpackEvents(packed: PackedEvents): HistoryEvent[] {
  let count = 0;
  let at = 0;
  while (at < packed.length) {
    const kind = packed[at] as number;
    packed[count] = eventOf(kind, packed[at + 1], packed[at + 2], packed[at + 3]);
    count += 1;
    at += slotsOf(kind);
  }
  packed.length = count;
  return packed as HistoryEvent[];
}

function slotsOf(kind: number): number {
  if (kind === TASK_SCHEDULED) return 4;
  return kind === TASK_COMPLETED || kind === EVENT_RAISED || kind === TIMER_CREATED ? 3 : 2;
}

function eventOf(kind: number, first: unknown, second: unknown, third: unknown): HistoryEvent {
  const id = first as number;
  const text = (second ?? undefined) as string | undefined;
  switch (kind) {
    case TASK_COMPLETED:
      return { type: 'TaskCompleted', id: -1, timestampMs: 0, taskScheduledId: id, result: text };
    case TASK_SCHEDULED:
      return {
        type: 'TaskScheduled',
        id,
        timestampMs: 0,
        name: text ?? '',
        input: (third ?? undefined) as string | undefined,
      };
    case ORCHESTRATOR_STARTED:
      return { type: 'OrchestratorStarted', id: -1, timestampMs: id };
    case TIMER_CREATED:
      return { type: 'TimerCreated', id, timestampMs: 0, fireAtMs: second as number };
    case TIMER_FIRED:
      return { type: 'TimerFired', id: -1, timestampMs: 0, timerId: id, fireAtMs: 0 };
    case EVENT_RAISED:
      return { type: 'EventRaised', id: -1, timestampMs: 0, name: first as string, input: text };
    default:
      return first as HistoryEvent;
  }
}
