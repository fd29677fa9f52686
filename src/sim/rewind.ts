import type { HistoryEvent } from '../engine/history.ts';
import type { Cluster } from './cluster.ts';
import type { Instance } from './instance.ts';

/**
 * Takes the failures out of a failed instance's history and wakes it, as durabletask-js 0.4.0 does (`worker/rewind.ts`, and the
 * in-memory backend for the children): a failed activity's request goes too, so that the replay asks for it again; a failed
 * child's request stays, and the child is rewound itself.
 */
export function rewind(cluster: Cluster, instance: Instance): void {
  const { history } = instance;
  const failedTasks = new Set(
    history.flatMap((event) => (event.type === 'TaskFailed' ? [event.taskScheduledId] : [])),
  );
  const executionId = cluster.newExecutionId();
  const base = { id: -1, timestampMs: cluster.nowMs };
  const rewound: HistoryEvent[] = [
    { ...base, type: 'OrchestratorStarted' },
    { ...base, type: 'ExecutionRewound' },
  ];
  instance.history = [...history, ...rewound].flatMap((event): HistoryEvent[] => {
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
  instance.status = 'RUNNING';
  instance.isWoken = true;
  instance.answered.clear();
  rewindChildren(cluster, instance);
}

/** Children that were created and have no result have failed. */
function rewindChildren(cluster: Cluster, instance: Instance): void {
  const answered = new Set(
    instance.history.flatMap((event) =>
      event.type === 'SubOrchestrationInstanceCompleted' ? [event.taskScheduledId] : [],
    ),
  );
  for (const event of instance.history) {
    if (event.type !== 'SubOrchestrationInstanceCreated' || answered.has(event.id)) continue;
    const child = cluster.instances.get(event.instanceId);
    if (child?.status === 'FAILED') rewind(cluster, child);
  }
}
