import type { Action } from '../engine/action.ts';
import type { Failure, HistoryEvent, ParentInstance, Status } from '../engine/history.ts';
import type { Read } from '../trace/beat.ts';
import type { Identity, WorldAnswer } from './machine.ts';
import type { CodeVersion } from './scenario.ts';

/** A wake-up that was saved, as far as a later one can be compared with it (what-if.ts). */
export interface WakeUp {
  identity: Identity;
  code: CodeVersion;
  reads: readonly Read[];
  /** What the world answered to the workflow's own code. */
  answers: readonly WorldAnswer[];
  /** How many events the history had when it was saved. */
  historyEnd: number;
}

export interface SeenRead {
  read: Read;
  of: WakeUp;
}

/** What the state store and the sidecar's reminders hold about one workflow instance. Everything here survives a crash of the app. */
export interface Instance {
  id: string;
  name: string;
  status: Status;
  customStatus?: string;
  /** dapr only: `customStatus` is JSON of something that is no string (see TurnResult). */
  isCustomStatusJson?: boolean;
  parent?: ParentInstance;
  /** For a child: the request that made it. */
  createdBy?: string;
  /** Grows in place, so that who has seen its beginning need not look at it again. A rewind and continue-as-new make a new one. */
  history: HistoryEvent[];
  /** The last word of the history on it is a suspension. */
  isSuspended: boolean;
  /** Saved, and not yet handled by a turn. */
  inbox: HistoryEvent[];
  /** Reminders: when each timer fires, by its sequence id. */
  timers: Map<number, number>;
  /** Timers that a turn has set which is not saved yet. */
  unsavedTimers: Set<number>;
  /** In-memory rules only: timers of earlier generations, which fire all the same. */
  strayTimers: { id: number; fireAtMs: number }[];
  /** Number of the turn that comes next, from 1, counted over all generations. */
  turn: number;
  /** How often that turn has been sent already. */
  attempts: number;
  /** How many events (old and new) an earlier attempt of this turn was sent. */
  sentCount: number;
  /** Names of external events that its code waits for, as of the last turn. For display; no rule depends on it. */
  waitsFor: string[];
  /** A turn is due although no message waits (a rewind). */
  isWoken?: boolean;
  /** Stalled, and no other process has taken it over yet: no turn is sent. */
  isHeld?: boolean;
  /** It was terminated, and its children are to be told. */
  isCascadeDue?: boolean;
  /** Events of other workflows that it has got, by sender, turn and time: the same once more is dropped. */
  received: Set<string>;
  /** Rises with every continue-as-new. */
  generation: number;
  /** The wake-ups of this generation that were saved. */
  wakeUps: WakeUp[];
  /** For each read by api and occurrence: the first wake-up with a value of it, and the first one with another value. */
  seenReads: Map<string, SeenRead[]>;
  /** Requests of this generation that have been answered (see `completionOf`). */
  answered: Set<string>;
}

/** One piece of outgoing work of a turn, sent before the turn is saved. */
export type Outgoing =
  | { kind: 'task'; id: number; name: string; input?: string }
  | { kind: 'timer'; id: number; fireAtMs: number }
  | {
      kind: 'child';
      id: number;
      name: string;
      instanceId: string;
      input?: string;
      version?: string;
    }
  | { kind: 'event'; id: number; instanceId: string; name: string; input?: string }
  | {
      kind: 'answer';
      parent: ParentInstance;
      status: Status;
      result?: string;
      failure?: Failure;
    };

/** What saving one turn's actions means: events to append, work to send out, the status after it. */
export interface Applied {
  events: HistoryEvent[];
  outgoing: Outgoing[];
  status: Status;
  /** Set by continue-as-new: the inbox of the next generation. */
  nextGeneration?: HistoryEvent[];
}

export const isTerminal = (status: Status): boolean =>
  status === 'COMPLETED' || status === 'FAILED' || status === 'TERMINATED' || status === 'CANCELED';

/** Whether the last word of the history on it is a suspension, when these events have been added to it. */
export function isSuspendedAfter(events: readonly HistoryEvent[], wasSuspended: boolean): boolean {
  const last = events.findLast(
    ({ type }) => type === 'ExecutionSuspended' || type === 'ExecutionResumed',
  );
  return last ? last.type === 'ExecutionSuspended' : wasSuspended;
}

/** The sidecar has a turn to send. */
export const isDue = (instance: Instance): boolean =>
  (instance.inbox.length > 0 || instance.isWoken === true) &&
  !isTerminal(instance.status) &&
  instance.isHeld !== true;

/** A new instance, whose first message waits in its inbox. */
export function newInstance(start: {
  id: string;
  name: string;
  input: string | undefined;
  parent?: ParentInstance;
  version?: string;
  createdBy?: string;
  executionId: string;
  nowMs: number;
}): Instance {
  return {
    id: start.id,
    name: start.name,
    status: 'PENDING',
    ...(start.parent && { parent: start.parent }),
    ...(start.createdBy !== undefined && { createdBy: start.createdBy }),
    history: [],
    isSuspended: false,
    inbox: [
      {
        type: 'ExecutionStarted',
        id: -1,
        timestampMs: start.nowMs,
        name: start.name,
        instanceId: start.id,
        executionId: start.executionId,
        ...(start.version !== undefined && { version: start.version }),
        ...(start.input !== undefined && { input: start.input }),
        ...(start.parent && { parent: start.parent }),
      },
    ],
    timers: new Map(),
    unsavedTimers: new Set(),
    strayTimers: [],
    turn: 1,
    attempts: 0,
    sentCount: 0,
    waitsFor: [],
    received: new Set(),
    generation: 0,
    wakeUps: [],
    seenReads: new Map(),
    answered: new Set(),
  };
}

/**
 * Turns the actions of one turn into history, as a Dapr sidecar does: one event per action in id order, a terminal turn
 * ends with ExecutionCompleted (SEMANTICS section 1, "Shape of a real sidecar's history"; durabletask-go `applier.go`).
 */
export function applyActions(
  instance: Instance,
  actions: readonly Action[],
  nowMs: number,
  newExecutionId: () => string,
): Applied {
  const applied: Applied = { events: [], outgoing: [], status: 'RUNNING' };
  // dapr asks for more behind the end when a termination shares its batch: the end is written down last all the same.
  const isEnd = ({ type }: Action): boolean => type === 'CompleteOrchestration';
  const inOrder = [...actions.filter((each) => !isEnd(each)), ...actions.filter(isEnd)];
  for (const action of inOrder) applyAction(instance, action, nowMs, newExecutionId, applied);
  return applied;
}

function applyAction(
  instance: Instance,
  action: Action,
  nowMs: number,
  newExecutionId: () => string,
  applied: Applied,
): void {
  const base = { id: action.id, timestampMs: nowMs };
  switch (action.type) {
    case 'ScheduleTask': {
      const input = action.input === undefined ? {} : { input: action.input };
      applied.events.push({ ...base, type: 'TaskScheduled', name: action.name, ...input });
      applied.outgoing.push({ kind: 'task', id: action.id, name: action.name, ...input });
      return;
    }
    case 'CreateTimer':
      applied.events.push({ ...base, type: 'TimerCreated', fireAtMs: action.fireAtMs });
      applied.outgoing.push({ kind: 'timer', id: action.id, fireAtMs: action.fireAtMs });
      return;
    case 'CreateSubOrchestration': {
      const { name, instanceId, input, version } = action;
      const rest = { name, instanceId, ...(input !== undefined && { input }) };
      applied.events.push({ ...base, type: 'SubOrchestrationInstanceCreated', ...rest });
      applied.outgoing.push({
        kind: 'child',
        id: action.id,
        ...rest,
        ...(version !== undefined && { version }),
      });
      return;
    }
    case 'SendEvent': {
      const { name, instanceId, input } = action;
      const rest = { name, instanceId, ...(input !== undefined && { input }) };
      applied.events.push({ ...base, type: 'EventSent', ...rest });
      applied.outgoing.push({ kind: 'event', id: action.id, ...rest });
      return;
    }
    case 'WorkflowVersionNotAvailable':
      // The sidecar stalls the instance instead (stall.ts).
      return;
    case 'CompleteOrchestration':
      complete(instance, action, nowMs, newExecutionId, applied);
      return;
    case 'RewindOrchestration':
      // This sidecar takes the failures out itself (rewind.ts), and never sends the turn that is answered so.
      return;
  }
}

function complete(
  instance: Instance,
  action: Extract<Action, { type: 'CompleteOrchestration' }>,
  nowMs: number,
  newExecutionId: () => string,
  applied: Applied,
): void {
  applied.status = action.status;
  if (action.status === 'CONTINUED_AS_NEW') {
    const next = newInstance({
      id: instance.id,
      name: instance.name,
      input: action.result,
      ...(instance.parent && { parent: instance.parent }),
      executionId: newExecutionId(),
      nowMs,
    });
    applied.nextGeneration = [...next.inbox, ...(action.carryoverEvents ?? [])];
    return;
  }
  const result = action.result === undefined ? {} : { result: action.result };
  const failure = action.failure === undefined ? {} : { failure: action.failure };
  applied.events.push({
    id: action.id,
    timestampMs: nowMs,
    type: 'ExecutionCompleted',
    status: action.status,
    ...result,
    ...failure,
  });
  if (instance.parent) {
    const { status } = action;
    applied.outgoing.push({
      kind: 'answer',
      parent: instance.parent,
      status,
      ...result,
      ...failure,
    });
  }
}

/**
 * What this event answers, as a key: a second answer to the same request is a late duplicate, and the sidecar drops it
 * (SEMANTICS section 13, "Duplicate completions … are dropped"). Absent for events that answer nothing.
 */
export function completionOf(event: HistoryEvent): string | undefined {
  switch (event.type) {
    case 'TaskCompleted':
    case 'TaskFailed':
    case 'SubOrchestrationInstanceCompleted':
    case 'SubOrchestrationInstanceFailed':
      return `task ${event.taskScheduledId}`;
    case 'TimerFired':
      return `timer ${event.timerId}`;
    case 'OrchestratorStarted':
    case 'OrchestratorCompleted':
    case 'ExecutionStarted':
    case 'ExecutionCompleted':
    case 'ExecutionTerminated':
    case 'ExecutionSuspended':
    case 'ExecutionResumed':
    case 'ExecutionRewound':
    case 'ExecutionStalled':
    case 'TaskScheduled':
    case 'SubOrchestrationInstanceCreated':
    case 'TimerCreated':
    case 'EventSent':
    case 'EventRaised':
      return undefined;
  }
}
