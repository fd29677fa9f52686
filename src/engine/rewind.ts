import { deterministicGuid } from './guid.ts';
import type { HistoryEvent } from './history.ts';
import type { TurnResult, WorkItem } from './turn.ts';

/** A rewind is asked for: the instance has ended, and the event that takes its failures back is new. durabletask only. */
export function isRewind(item: WorkItem): boolean {
  return (
    item.dialect === 'durabletask' &&
    item.newEvents.some((event) => event.type === 'ExecutionRewound') &&
    item.oldEvents.some((event) => event.type === 'ExecutionCompleted')
  );
}

/**
 * The answer to a rewind, without running any code (durabletask-js 0.4.0, `worker/rewind.ts`). The real executor draws a new
 * execution id; here it is made of the old one.
 *
 * @throws Error when anything else is new.
 */
export function rewindTurn({ oldEvents, newEvents, instanceId }: WorkItem): TurnResult {
  if (newEvents.length !== 2 || newEvents[1]?.type !== 'ExecutionRewound') {
    throw new Error(
      'When rewinding an orchestration, the new events list must contain exactly two events: orchestratorStarted and the executionRewound event.',
    );
  }
  const started = oldEvents.find((event) => event.type === 'ExecutionStarted');
  const name = `${instanceId}_${started?.executionId ?? ''}_rewound`;
  const newHistory = withoutFailures(
    [...oldEvents, ...newEvents],
    deterministicGuid(name).replaceAll('-', ''),
  );
  return { actions: [{ type: 'RewindOrchestration', id: -1, newHistory }] };
}

/**
 * Takes the failures out of a history: a failed activity's request goes too, so that the replay asks for it again; a failed
 * child's request stays, and the child is rewound itself.
 */
export function withoutFailures(
  events: readonly HistoryEvent[],
  executionId: string,
): HistoryEvent[] {
  const failedTasks = new Set(
    events.flatMap((event) => (event.type === 'TaskFailed' ? [event.taskScheduledId] : [])),
  );
  return events.flatMap((event): HistoryEvent[] => {
    switch (event.type) {
      case 'TaskFailed':
      case 'SubOrchestrationInstanceFailed':
      case 'ExecutionCompleted':
        return [];
      case 'TaskScheduled':
        return failedTasks.has(event.id) ? [] : [event];
      case 'ExecutionStarted':
        return [{ ...event, executionId }];
      case 'OrchestratorStarted':
      case 'OrchestratorCompleted':
      case 'ExecutionTerminated':
      case 'ExecutionSuspended':
      case 'ExecutionResumed':
      case 'ExecutionRewound':
      case 'ExecutionStalled':
      case 'TaskCompleted':
      case 'SubOrchestrationInstanceCreated':
      case 'SubOrchestrationInstanceCompleted':
      case 'TimerCreated':
      case 'TimerFired':
      case 'EventSent':
      case 'EventRaised':
        return [event];
    }
  });
}
