import { createRequire } from 'node:module';
import type { Failure, HistoryEvent, Status } from '../../src/engine/history.ts';

const load = createRequire(import.meta.url);
const { StringValue } = load('google-protobuf/google/protobuf/wrappers_pb.js') as {
  StringValue: new () => Fields;
};
const { Timestamp } = load('google-protobuf/google/protobuf/timestamp_pb.js') as {
  Timestamp: new () => Fields;
};

/** A generated protobuf message: getters and setters by field name. */
export interface Fields {
  [method: string]: ((value?: unknown) => unknown) | undefined;
}

/** The generated module of an SDK. */
export type Proto = Record<string, { new (): Fields; prototype: object } | undefined>;

const STATUS_NUMBERS: Partial<Record<Status, number>> = {
  RUNNING: 0,
  COMPLETED: 1,
  CONTINUED_AS_NEW: 2,
  FAILED: 3,
  TERMINATED: 5,
};

/** The message of one event, as a sidecar sends it. */
export function toProto(proto: Proto, event: HistoryEvent): unknown {
  const message = make(proto, 'HistoryEvent', {
    Eventid: event.id,
    Timestamp: timestamp(event.timestampMs),
  });
  const [field, type, fields] = bodyOf(proto, event);
  set(message, field, make(proto, type, fields));
  return message;
}

function make(proto: Proto, type: string, fields: Record<string, unknown>): Fields {
  const Message = proto[type];
  if (!Message) throw new Error(`no message ${type}`);
  const message = new Message();
  for (const [field, value] of Object.entries(fields)) {
    if (value !== undefined) set(message, field, value);
  }
  return message;
}

function set(message: Fields, field: string, value: unknown): void {
  const setter = message[`set${field}`];
  if (!setter) throw new Error(`no field ${field}`);
  setter.call(message, value);
}

function text(value: string | undefined): Fields | undefined {
  if (value === undefined) return undefined;
  const wrapped = new StringValue();
  set(wrapped, 'Value', value);
  return wrapped;
}

function timestamp(ms: number): Fields {
  const stamp = new Timestamp();
  stamp.fromDate?.(new Date(ms));
  return stamp;
}

function failure(proto: Proto, details: Failure | undefined): Fields | undefined {
  if (!details) return undefined;
  return make(proto, 'TaskFailureDetails', {
    Errortype: details.type,
    Errormessage: details.message,
    Stacktrace: text(details.stack),
    Innerfailure: failure(proto, details.inner),
    Isnonretriable: details.isNonRetriable,
  });
}

type Body = [field: string, type: string, fields: Record<string, unknown>];

function bodyOf(proto: Proto, event: HistoryEvent): Body {
  switch (event.type) {
    case 'OrchestratorStarted':
    case 'OrchestratorCompleted':
      return [pascal(event.type), `${event.type}Event`, {}];
    case 'ExecutionStarted':
      return started(proto, event);
    case 'ExecutionCompleted':
      return [
        'Executioncompleted',
        'ExecutionCompletedEvent',
        {
          Orchestrationstatus: STATUS_NUMBERS[event.status] ?? 0,
          Result: text(event.result),
          Failuredetails: failure(proto, event.failure),
        },
      ];
    case 'ExecutionTerminated':
    case 'ExecutionSuspended':
    case 'ExecutionResumed':
      return [pascal(event.type), `${event.type}Event`, { Input: text(event.input) }];
    case 'ExecutionRewound':
      // Dapr's protocol has no such event.
      return proto.HistoryEvent && 'setExecutionrewound' in proto.HistoryEvent.prototype
        ? ['Executionrewound', 'ExecutionRewoundEvent', {}]
        : ['Genericevent', 'GenericEvent', {}];
    case 'ExecutionStalled':
      // The JavaScript SDKs' protocols know none, and their executors pass over what they don't know.
      return ['Genericevent', 'GenericEvent', {}];
    case 'TaskScheduled':
      return [
        'Taskscheduled',
        'TaskScheduledEvent',
        { Name: event.name, Input: text(event.input) },
      ];
    case 'TaskCompleted':
    case 'SubOrchestrationInstanceCompleted':
      return [
        pascal(event.type),
        `${event.type}Event`,
        { Taskscheduledid: event.taskScheduledId, Result: text(event.result) },
      ];
    case 'TaskFailed':
    case 'SubOrchestrationInstanceFailed':
      return [
        pascal(event.type),
        `${event.type}Event`,
        {
          Taskscheduledid: event.taskScheduledId,
          Failuredetails: failure(proto, event.failure),
        },
      ];
    case 'SubOrchestrationInstanceCreated':
      return [
        'Suborchestrationinstancecreated',
        'SubOrchestrationInstanceCreatedEvent',
        { Name: event.name, Instanceid: event.instanceId, Input: text(event.input) },
      ];
    case 'TimerCreated':
      return ['Timercreated', 'TimerCreatedEvent', { Fireat: timestamp(event.fireAtMs) }];
    case 'TimerFired':
      return [
        'Timerfired',
        'TimerFiredEvent',
        { Fireat: timestamp(event.fireAtMs), Timerid: event.timerId },
      ];
    case 'EventSent':
      return [
        'Eventsent',
        'EventSentEvent',
        { Name: event.name, Instanceid: event.instanceId, Input: text(event.input) },
      ];
    case 'EventRaised':
      return ['Eventraised', 'EventRaisedEvent', { Name: event.name, Input: text(event.input) }];
  }
}

function started(proto: Proto, event: Extract<HistoryEvent, { type: 'ExecutionStarted' }>): Body {
  const instance = (instanceId: string, executionId?: string): Fields =>
    make(proto, 'OrchestrationInstance', {
      Instanceid: instanceId,
      Executionid: text(executionId),
    });
  const { parent } = event;
  return [
    'Executionstarted',
    'ExecutionStartedEvent',
    {
      Name: event.name,
      Version: text(event.version),
      Input: text(event.input),
      Orchestrationinstance: instance(event.instanceId, event.executionId),
      Parentinstance: parent
        ? make(proto, 'ParentInstanceInfo', {
            Name: text(parent.name),
            Orchestrationinstance: instance(parent.instanceId),
            Taskscheduledid: parent.taskScheduledId,
          })
        : undefined,
    },
  ];
}

/** Generated names have one capital letter. */
function pascal(type: string): string {
  return `${type.charAt(0)}${type.slice(1).toLowerCase()}`;
}
