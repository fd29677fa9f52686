/**
 * History events: what a Dapr sidecar writes down about one workflow instance.
 * Names are Durable Task's (SEMANTICS section 1); payloads (`input`, `result`) are JSON text.
 */

/** Why something failed, as `TaskFailureDetails` has it. `type` is the error's class name. */
export interface Failure {
  type: string;
  message: string;
  stack?: string;
  inner?: Failure;
  isNonRetriable?: boolean;
}

/** The status an instance can end or rest in. */
export type Status =
  | 'PENDING'
  | 'RUNNING'
  | 'COMPLETED'
  | 'CONTINUED_AS_NEW'
  | 'FAILED'
  | 'CANCELED'
  | 'TERMINATED'
  | 'SUSPENDED'
  | 'STALLED';

/** Why an instance is stalled. */
export type StalledReason = 'PATCH_MISMATCH' | 'VERSION_NOT_AVAILABLE';

/** The parent of a sub-orchestration, as its `ExecutionStarted` names it. */
export interface ParentInstance {
  name: string;
  instanceId: string;
  taskScheduledId: number;
}

interface EventBase {
  /** The sequence id of the action that this event confirms; -1 for every other event. */
  id: number;
  /** Milliseconds since 1970, virtual. */
  timestampMs: number;
}

/** What one turn ran under (Dapr's own: SEMANTICS section 12). */
export interface TurnVersion {
  /** Patches that the turn took for the first time, in the order in which the code asked. Absent: none. */
  patches?: string[];
  /** The named version that the instance is pinned to. */
  name?: string;
}

export type OrchestratorStarted = EventBase & {
  type: 'OrchestratorStarted';
  version?: TurnVersion;
};
export type OrchestratorCompleted = EventBase & { type: 'OrchestratorCompleted' };
export type ExecutionStarted = EventBase & {
  type: 'ExecutionStarted';
  name: string;
  instanceId: string;
  executionId?: string;
  version?: string;
  input?: string;
  parent?: ParentInstance;
};
export type ExecutionCompleted = EventBase & {
  type: 'ExecutionCompleted';
  status: Status;
  result?: string;
  failure?: Failure;
};
export type ExecutionTerminated = EventBase & { type: 'ExecutionTerminated'; input?: string };
export type ExecutionSuspended = EventBase & { type: 'ExecutionSuspended'; input?: string };
export type ExecutionResumed = EventBase & { type: 'ExecutionResumed'; input?: string };
/** durabletask only: failures were taken out of the history, and the workflow was woken. */
export type ExecutionRewound = EventBase & { type: 'ExecutionRewound'; input?: string };
/** Dapr only: the turn was discarded, and the instance is held until another app process can run it. */
export type ExecutionStalled = EventBase & {
  type: 'ExecutionStalled';
  reason: StalledReason;
  description: string;
};
export type TaskScheduled = EventBase & { type: 'TaskScheduled'; name: string; input?: string };
export type TaskCompleted = EventBase & {
  type: 'TaskCompleted';
  taskScheduledId: number;
  result?: string;
};
export type TaskFailed = EventBase & {
  type: 'TaskFailed';
  taskScheduledId: number;
  failure: Failure;
};
export type SubOrchestrationInstanceCreated = EventBase & {
  type: 'SubOrchestrationInstanceCreated';
  name: string;
  instanceId: string;
  input?: string;
};
export type SubOrchestrationInstanceCompleted = EventBase & {
  type: 'SubOrchestrationInstanceCompleted';
  taskScheduledId: number;
  result?: string;
};
export type SubOrchestrationInstanceFailed = EventBase & {
  type: 'SubOrchestrationInstanceFailed';
  taskScheduledId: number;
  failure: Failure;
};
export type TimerCreated = EventBase & { type: 'TimerCreated'; fireAtMs: number };
export type TimerFired = EventBase & { type: 'TimerFired'; timerId: number; fireAtMs: number };
export type EventSent = EventBase & {
  type: 'EventSent';
  instanceId: string;
  name: string;
  input?: string;
};
export type EventRaised = EventBase & { type: 'EventRaised'; name: string; input?: string };

export type HistoryEvent =
  | OrchestratorStarted
  | OrchestratorCompleted
  | ExecutionStarted
  | ExecutionCompleted
  | ExecutionTerminated
  | ExecutionSuspended
  | ExecutionResumed
  | ExecutionRewound
  | ExecutionStalled
  | TaskScheduled
  | TaskCompleted
  | TaskFailed
  | SubOrchestrationInstanceCreated
  | SubOrchestrationInstanceCompleted
  | SubOrchestrationInstanceFailed
  | TimerCreated
  | TimerFired
  | EventSent
  | EventRaised;
