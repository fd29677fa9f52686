import type { EventRaised, Failure, HistoryEvent, Status } from './history.ts';

/** dapr does not check due times. One that is no date is due at once, and is left out wherever it is written. */
export const NO_DATE_MS = -1;

/** What one turn asks the sidecar to do (SEMANTICS section 2). Returned, never performed. */
export type Action =
  | { type: 'ScheduleTask'; id: number; name: string; input?: string }
  | { type: 'CreateTimer'; id: number; fireAtMs: number }
  | {
      type: 'CreateSubOrchestration';
      id: number;
      name: string;
      instanceId: string;
      input?: string;
      version?: string;
    }
  | { type: 'SendEvent'; id: number; instanceId: string; name: string; input?: string }
  | {
      type: 'CompleteOrchestration';
      id: number;
      status: Status;
      result?: string;
      failure?: Failure;
      /** Events that continue-as-new carries over into the next generation. */
      carryoverEvents?: EventRaised[];
    }
  /** durabletask's answer to a rewind of an instance that has ended: the history to go on with. */
  | { type: 'RewindOrchestration'; id: number; newHistory: HistoryEvent[] }
  /** Dapr only: the app lacks the version that the instance is pinned to. The turn asks for nothing else. */
  | { type: 'WorkflowVersionNotAvailable'; id: number };
