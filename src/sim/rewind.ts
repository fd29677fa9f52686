import type { HistoryEvent } from '../engine/history.ts';
import { withoutFailures } from '../engine/rewind.ts';
import type { Cluster } from './cluster.ts';
import type { Instance } from './instance.ts';

/** Takes the failures out of a failed instance's history and wakes it, and its failed children, as durabletask-js 0.4.0 does. */
export function rewind(cluster: Cluster, instance: Instance): void {
  const { history } = instance;
  const executionId = cluster.newExecutionId();
  const base = { id: -1, timestampMs: cluster.nowMs };
  const rewound: HistoryEvent[] = [
    { ...base, type: 'OrchestratorStarted' },
    { ...base, type: 'ExecutionRewound' },
  ];
  instance.history = withoutFailures([...history, ...rewound], executionId);
  instance.status = 'RUNNING';
  instance.isWoken = true;
  instance.answered.clear();
  cluster.raisedCount += 1;
  cluster.emit({
    kind: 'rewound',
    place: {
      instance: instance.id,
      subject: 'event',
      number: cluster.raisedCount,
      attempt: 1,
      moment: 'rewound',
    },
    instance: instance.id,
    events: [...instance.history],
  });
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
