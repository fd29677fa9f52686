import type { Failure, HistoryEvent } from '../engine/history.ts';
import type { Dialect } from '../engine/turn.ts';
import { eventName } from './event-names.ts';

/** A part of an event that holds JSON as a text. */
export interface Payload {
  label: 'Input' | 'Result';
  /** JSON, laid out. */
  text: string;
}

/** What an event carries besides its names and numbers; undefined for one that carries nothing. */
export function payloadOf(event: HistoryEvent): Payload | undefined {
  if ('result' in event && event.result !== undefined)
    return { label: 'Result', text: laidOut(event.result) };
  if ('input' in event && event.input !== undefined)
    return { label: 'Input', text: laidOut(event.input) };
  return undefined;
}

function laidOut(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    // Dapr's terminate takes any text.
    return json;
  }
}

/** The whole event as a sidecar's protocol has it in JSON, in the names of one engine (SEMANTICS section 1). */
export function recordText(event: HistoryEvent, dialect: Dialect): string {
  const name = eventName(event.type, dialect);
  const record = {
    eventId: event.id,
    timestamp: isoOf(event.timestampMs),
    [name.charAt(0).toLowerCase() + name.slice(1)]: bodyOf(event, dialect),
  };
  return JSON.stringify(record, null, 2);
}

function bodyOf(event: HistoryEvent, dialect: Dialect): object {
  switch (event.type) {
    case 'OrchestratorStarted':
      return event.version ? { version: event.version } : {};
    case 'OrchestratorCompleted':
      return {};
    case 'ExecutionStarted': {
      const { name, input, version, instanceId, executionId, parent } = event;
      const instance = dialect === 'dapr' ? 'workflowInstance' : 'orchestrationInstance';
      const parentInstance = parent && {
        taskScheduledId: parent.taskScheduledId,
        name: parent.name,
        [instance]: { instanceId: parent.instanceId },
      };
      return { name, version, input, [instance]: { instanceId, executionId }, parentInstance };
    }
    case 'ExecutionCompleted': {
      const { status, result, failure } = event;
      const field = dialect === 'dapr' ? 'workflowStatus' : 'orchestrationStatus';
      return {
        [field]: `ORCHESTRATION_STATUS_${status}`,
        result,
        ...(failure && { failureDetails: failureOf(failure) }),
      };
    }
    case 'ExecutionTerminated':
    case 'ExecutionSuspended':
    case 'ExecutionResumed':
    case 'ExecutionRewound':
      return { input: event.input };
    case 'ExecutionStalled':
      return { reason: event.reason, description: event.description };
    case 'TaskScheduled':
    case 'EventRaised':
      return { name: event.name, input: event.input };
    case 'TaskCompleted':
    case 'SubOrchestrationInstanceCompleted':
      return { taskScheduledId: event.taskScheduledId, result: event.result };
    case 'TaskFailed':
    case 'SubOrchestrationInstanceFailed':
      return {
        taskScheduledId: event.taskScheduledId,
        failureDetails: failureOf(event.failure),
      };
    case 'SubOrchestrationInstanceCreated':
    case 'EventSent':
      return { instanceId: event.instanceId, name: event.name, input: event.input };
    case 'TimerCreated':
      return { fireAt: isoOf(event.fireAtMs) };
    case 'TimerFired':
      return { fireAt: isoOf(event.fireAtMs), timerId: event.timerId };
  }
}

/** A time beyond the calendar is written as it is. */
function isoOf(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString();
}

function failureOf({ type, message, stack, inner, isNonRetriable }: Failure): object {
  return {
    errorType: type,
    errorMessage: message,
    stackTrace: stack,
    ...(inner && { innerFailure: failureOf(inner) }),
    isNonRetriable: isNonRetriable ?? false,
  };
}
