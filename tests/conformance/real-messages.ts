import type { WireFailure } from '../../src/engine/wire-parts.ts';
import type { WireEvent } from '../../src/engine/wire.ts';

/** A generated protobuf message: getters and setters by field name. */
export interface Message {
  [method: string]: ((value?: unknown) => unknown) | undefined;
}

const TYPES = [
  'OrchestratorStarted',
  'OrchestratorCompleted',
  'ExecutionStarted',
  'ExecutionCompleted',
  'ExecutionTerminated',
  'ExecutionSuspended',
  'ExecutionResumed',
  'ExecutionRewound',
  'TaskScheduled',
  'TaskCompleted',
  'TaskFailed',
  'SubOrchestrationInstanceCreated',
  'SubOrchestrationInstanceCompleted',
  'SubOrchestrationInstanceFailed',
  'TimerCreated',
  'TimerFired',
  'EventSent',
  'EventRaised',
] as const;
const STATUSES = ['RUNNING', 'COMPLETED', 'CONTINUED_AS_NEW', 'FAILED', 'CANCELED', 'TERMINATED'];

/** Generated names have one capital letter. */
function accessor(verb: 'get' | 'has', field: string): string {
  return `${verb}${field.charAt(0).toUpperCase()}${field.slice(1).toLowerCase()}`;
}

function got(message: Message | undefined, field: string): unknown {
  return message?.[accessor('get', field)]?.();
}

/** Protobuf's text wrapper. */
export function text(wrapped: unknown): string | undefined {
  return (wrapped as Message | undefined)?.getValue?.() as string | undefined;
}

function msOf(timestamp: unknown): number {
  const date = (timestamp as Message | undefined)?.toDate?.() as Date | undefined;
  return date?.getTime() ?? 0;
}

export function failureOf(details: Message): WireFailure {
  const inner = got(details, 'innerfailure') as Message | undefined;
  return {
    type: got(details, 'errortype') as string,
    message: got(details, 'errormessage') as string,
    ...(inner ? { inner: failureOf(inner) } : {}),
  };
}

/** One history event in the form of the recorded cases. `clockMs` is the last OrchestratorStarted's time. */
export function eventOf(message: Message, clockMs: number): WireEvent {
  const type = TYPES.find((each) => message[accessor('has', each)]?.());
  if (!type) throw new Error('an event that is not known here');
  const body = got(message, type) as Message;
  const event: WireEvent = { type, id: got(message, 'eventid') as number };
  if (type === 'OrchestratorStarted') {
    event.timestamp = new Date(msOf(got(message, 'timestamp'))).toISOString();
  }
  if (body.getName) {
    const name = body.getName();
    event.name = typeof name === 'string' ? name : text(name);
  }
  if (body.getInput) event.input = text(body.getInput());
  if (body.getResult) event.result = text(body.getResult());
  if (body.getTaskscheduledid) event.taskScheduledId = body.getTaskscheduledid() as number;
  if (body.getTimerid) event.timerId = body.getTimerid() as number;
  const dueMs = type === 'TimerCreated' ? msOf(got(body, 'fireat')) : Number.NaN;
  if (!Number.isNaN(dueMs)) event.fireAfterMs = dueMs - clockMs;
  const failure = got(body, 'failuredetails') as Message | undefined;
  if (failure) event.failure = failureOf(failure);
  if (type === 'ExecutionCompleted') {
    event.status = STATUSES[got(body, 'orchestrationstatus') as number];
  }
  const instance = got(body, 'orchestrationinstance') as Message | undefined;
  const instanceId = got(instance, 'instanceid') ?? got(body, 'instanceid');
  if (typeof instanceId === 'string') event.instanceId = instanceId;
  const parent = got(body, 'parentinstance') as Message | undefined;
  if (parent) {
    event.parent = {
      name: text(got(parent, 'name')) ?? '',
      instanceId: got(got(parent, 'orchestrationinstance') as Message, 'instanceid') as string,
      taskScheduledId: got(parent, 'taskscheduledid') as number,
    };
  }
  return event;
}
