import { NO_DATE_MS, type Action } from './action.ts';
import type { HistoryEvent, ParentInstance, StalledReason, Status } from './history.ts';
import type { TurnResult } from './turn.ts';
import {
  failureFromWire,
  failureToWire,
  optional,
  turnVersionFromWire,
  type WireFailure,
  type WireTurnVersion,
} from './wire-parts.ts';

/**
 * The form of events and actions in files, in recorded cases and in the headless command. Payloads are JSON text; absent and
 * null are the same; a timer's due time counts from the last OrchestratorStarted.
 */
export interface WireEvent {
  type: string;
  id?: number | null;
  /** ISO 8601. Absent: 2026-01-01T00:00:00Z. */
  timestamp?: string | null;
  name?: string | null;
  input?: string | null;
  result?: string | null;
  /** A text in ExecutionStarted. In OrchestratorStarted, what that turn ran under (Dapr's own). */
  version?: string | WireTurnVersion | null;
  /** Of an ExecutionStalled. */
  reason?: string | null;
  description?: string | null;
  instanceId?: string | null;
  /** Absent in an ExecutionStarted: `<executionId>`. */
  executionId?: string | null;
  parent?: ParentInstance | null;
  taskScheduledId?: number | null;
  timerId?: number | null;
  /** Milliseconds after the last OrchestratorStarted. */
  fireAfterMs?: number | null;
  failure?: WireFailure | null;
  status?: string | null;
}

export interface WireAction {
  type: Action['type'];
  id: number;
  name?: string;
  input?: string;
  instanceId?: string;
  version?: string;
  /** Absent when the due time was no valid date (dapr does not check). */
  fireAfterMs?: number;
  status?: string;
  result?: string;
  failure?: WireFailure;
  carryoverEvents?: WireEvent[];
  newHistory?: WireEvent[];
}

export interface WireResult {
  actions: WireAction[];
  customStatus?: unknown;
  /** Every patch that the turn took, in order, and the named version that it ran (Dapr's own). */
  patches?: string[];
  versionName?: string;
}

/** The clock of events that carry no timestamp: 2026-01-01T00:00:00Z. */
export const DEFAULT_TIME_MS = Date.UTC(2026, 0, 1);
const NO_EXECUTION_ID = '<executionId>';

/**
 * Reads events, oldest first. `clockMs` is the last OrchestratorStarted before them.
 *
 * @throws TypeError when an event's timestamp is not a date.
 */
export function eventsFromWire(
  events: readonly WireEvent[],
  clockMs: number = DEFAULT_TIME_MS,
): HistoryEvent[] {
  let clock = clockMs;
  return events.map((event) => {
    const read = eventFromWire(event, clock);
    if (read.type === 'OrchestratorStarted') clock = read.timestampMs;
    return read;
  });
}

function timeOf(event: WireEvent): number {
  const { timestamp } = event;
  if (timestamp === undefined || timestamp === null) return DEFAULT_TIME_MS;
  const ms = Date.parse(timestamp);
  if (Number.isNaN(ms)) throw new TypeError(`"${timestamp}" is not a timestamp`);
  return ms;
}

/** Reads one event. `clockMs` is the last OrchestratorStarted's time, from which `fireAfterMs` counts. */
export function eventFromWire(event: WireEvent, clockMs: number): HistoryEvent {
  const base = { id: event.id ?? -1, timestampMs: timeOf(event) };
  const name = event.name ?? '';
  const input = optional('input', event.input);
  const result = optional('result', event.result);
  const fireAtMs = clockMs + (event.fireAfterMs ?? 0);
  const taskScheduledId = event.taskScheduledId ?? 0;
  const instanceId = event.instanceId ?? '';
  const type = event.type as HistoryEvent['type'];
  switch (type) {
    case 'OrchestratorStarted': {
      const version = turnVersionFromWire(event.version);
      return { ...base, type, ...(version && { version }) };
    }
    case 'OrchestratorCompleted':
      return { ...base, type };
    case 'ExecutionStalled':
      return {
        ...base,
        type,
        reason: (event.reason ?? 'PATCH_MISMATCH') as StalledReason,
        description: event.description ?? '',
      };
    case 'ExecutionStarted':
      return {
        ...base,
        type,
        name,
        instanceId,
        executionId: event.executionId ?? NO_EXECUTION_ID,
        ...optional('version', typeof event.version === 'string' ? event.version : undefined),
        ...input,
        ...optional('parent', event.parent),
      };
    case 'ExecutionCompleted':
      return {
        ...base,
        type,
        status: (event.status ?? 'COMPLETED') as Status,
        ...result,
        ...(event.failure ? { failure: failureFromWire(event.failure) } : {}),
      };
    case 'ExecutionTerminated':
    case 'ExecutionSuspended':
    case 'ExecutionResumed':
    case 'ExecutionRewound':
      return { ...base, type, ...input };
    case 'TaskScheduled':
      return { ...base, type, name, ...input };
    case 'TaskCompleted':
    case 'SubOrchestrationInstanceCompleted':
      return { ...base, type, taskScheduledId, ...result };
    case 'TaskFailed':
    case 'SubOrchestrationInstanceFailed':
      return { ...base, type, taskScheduledId, failure: failureFromWire(event.failure) };
    case 'SubOrchestrationInstanceCreated':
    case 'EventSent':
      return { ...base, type, name, instanceId, ...input };
    case 'TimerCreated':
      return { ...base, type, fireAtMs };
    case 'TimerFired':
      return { ...base, type, timerId: event.timerId ?? 0, fireAtMs };
    case 'EventRaised':
      return { ...base, type, name, ...input };
  }
  // Real executors pass over event types that they don't know. This one is passed over too, and keeps the positions.
  return { ...base, type: 'OrchestratorCompleted' };
}

/** Writes events, oldest first, without timestamps. */
export function eventsToWire(events: readonly HistoryEvent[]): WireEvent[] {
  let clock = DEFAULT_TIME_MS;
  return events.map((event) => {
    if (event.type === 'OrchestratorStarted') clock = event.timestampMs;
    return eventToWire(event, clock);
  });
}

function eventToWire(event: HistoryEvent, clockMs: number): WireEvent {
  const { timestampMs: _unused, ...rest } = event;
  switch (rest.type) {
    case 'ExecutionStarted': {
      const { executionId: _id, ...started } = rest;
      return started;
    }
    case 'TimerCreated': {
      const { fireAtMs, ...timer } = rest;
      return { ...timer, ...fireAfter(fireAtMs, clockMs) };
    }
    case 'TimerFired': {
      const { fireAtMs: _at, ...timer } = rest;
      return timer;
    }
    case 'TaskFailed':
    case 'SubOrchestrationInstanceFailed':
      return { ...rest, failure: failureToWire(rest.failure) };
    case 'ExecutionCompleted': {
      const { failure, ...completed } = rest;
      return failure ? { ...completed, failure: failureToWire(failure) } : completed;
    }
    case 'OrchestratorStarted':
    case 'OrchestratorCompleted':
    case 'ExecutionTerminated':
    case 'ExecutionSuspended':
    case 'ExecutionResumed':
    case 'ExecutionRewound':
    case 'ExecutionStalled':
    case 'TaskScheduled':
    case 'TaskCompleted':
    case 'SubOrchestrationInstanceCreated':
    case 'SubOrchestrationInstanceCompleted':
    case 'EventSent':
    case 'EventRaised':
      return rest;
  }
}

/** The last OrchestratorStarted's time, from which a turn's timers count. */
export function clockOf(events: readonly HistoryEvent[]): number {
  const started = events.findLast((event) => event.type === 'OrchestratorStarted');
  return started?.timestampMs ?? DEFAULT_TIME_MS;
}

/** Reads an action, e.g. of a recorded turn. */
export function actionFromWire(action: WireAction, clockMs: number): Action {
  const { id } = action;
  const named = { id, name: action.name ?? '', ...optional('input', action.input) };
  switch (action.type) {
    case 'ScheduleTask':
      return { type: action.type, ...named };
    case 'CreateTimer':
      return {
        type: action.type,
        id,
        fireAtMs:
          typeof action.fireAfterMs === 'number' ? clockMs + action.fireAfterMs : NO_DATE_MS,
      };
    case 'CreateSubOrchestration':
      return {
        type: action.type,
        ...named,
        instanceId: action.instanceId ?? '',
        ...optional('version', action.version),
      };
    case 'SendEvent':
      return { type: action.type, ...named, instanceId: action.instanceId ?? '' };
    case 'WorkflowVersionNotAvailable':
      return { type: action.type, id };
    case 'CompleteOrchestration': {
      const completion: Action = {
        type: action.type,
        id,
        status: (action.status ?? 'COMPLETED') as Status,
        ...optional('result', action.result),
      };
      if (action.failure) completion.failure = failureFromWire(action.failure);
      if (action.carryoverEvents) {
        completion.carryoverEvents = eventsFromWire(action.carryoverEvents, clockMs).filter(
          (event) => event.type === 'EventRaised',
        );
      }
      return completion;
    }
    case 'RewindOrchestration':
      return { type: action.type, id, newHistory: eventsFromWire(action.newHistory ?? []) };
  }
}

function fireAfter(fireAtMs: number, clockMs: number): { fireAfterMs?: number } {
  return fireAtMs === NO_DATE_MS ? {} : { fireAfterMs: fireAtMs - clockMs };
}

export function actionToWire(action: Action, clockMs: number): WireAction {
  switch (action.type) {
    case 'ScheduleTask':
    case 'CreateSubOrchestration':
    case 'SendEvent':
    case 'WorkflowVersionNotAvailable':
      return { ...action };
    case 'CreateTimer':
      return {
        type: action.type,
        id: action.id,
        ...fireAfter(action.fireAtMs, clockMs),
      };
    case 'CompleteOrchestration': {
      const { failure, carryoverEvents, ...completion } = action;
      return {
        ...completion,
        ...(failure ? { failure: failureToWire(failure) } : {}),
        ...(carryoverEvents ? { carryoverEvents: eventsToWire(carryoverEvents) } : {}),
      };
    }
    case 'RewindOrchestration':
      return { ...action, newHistory: eventsToWire(action.newHistory) };
  }
}

/**
 * A turn's answer. The custom status is JSON text in durabletask; in dapr it is what the workflow set, a string or, though no
 * type allows it, some other value.
 */
export function resultToWire(result: TurnResult, clockMs: number): WireResult {
  const wire: WireResult = {
    actions: result.actions.map((action) => actionToWire(action, clockMs)),
  };
  const { patches, name } = result.version ?? {};
  if (patches) wire.patches = patches;
  if (name !== undefined) wire.versionName = name;
  const status = result.customStatus;
  if (status === undefined) return wire;
  wire.customStatus = result.isCustomStatusJson ? (JSON.parse(status) as unknown) : status;
  return wire;
}
