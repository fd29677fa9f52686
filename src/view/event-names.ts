import type { HistoryEvent } from '../engine/history.ts';
import type { Dialect } from '../engine/turn.ts';

/**
 * How Dapr calls a history event since its protocol of 1.18 (SEMANTICS section 1). Durable Task's names are the engine's own, in
 * which everything else here is written.
 */
const DAPR_NAMES: Record<HistoryEvent['type'], string> = {
  OrchestratorStarted: 'WorkflowStarted',
  OrchestratorCompleted: 'WorkflowCompleted',
  ExecutionStarted: 'ExecutionStarted',
  ExecutionCompleted: 'ExecutionCompleted',
  ExecutionTerminated: 'ExecutionTerminated',
  ExecutionSuspended: 'ExecutionSuspended',
  ExecutionResumed: 'ExecutionResumed',
  // Dapr has neither of the two under another name.
  ExecutionRewound: 'ExecutionRewound',
  ExecutionStalled: 'ExecutionStalled',
  TaskScheduled: 'TaskScheduled',
  TaskCompleted: 'TaskCompleted',
  TaskFailed: 'TaskFailed',
  SubOrchestrationInstanceCreated: 'ChildWorkflowInstanceCreated',
  SubOrchestrationInstanceCompleted: 'ChildWorkflowInstanceCompleted',
  SubOrchestrationInstanceFailed: 'ChildWorkflowInstanceFailed',
  TimerCreated: 'TimerCreated',
  TimerFired: 'TimerFired',
  EventSent: 'EventSent',
  EventRaised: 'EventRaised',
};

/** The name of an event in the words of one engine. */
export const eventName = (type: HistoryEvent['type'], dialect: Dialect): string =>
  dialect === 'dapr' ? DAPR_NAMES[type] : type;
