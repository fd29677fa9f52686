import type { Failure, HistoryEvent } from '../engine/history.ts';
import type { Place } from '../trace/place.ts';
import type { Cluster } from './cluster.ts';
import { record } from './inbox.ts';
import { isTerminal, type Instance, type Outgoing } from './instance.ts';

/** Creates a child workflow, whose first message waits in its inbox. */
export function startChild(
  cluster: Cluster,
  parent: Instance,
  child: Extract<Outgoing, { kind: 'child' }>,
): void {
  const existing = cluster.instances.get(child.instanceId);
  if (existing && cluster.options.rules === 'in-memory') {
    // The in-memory backend never uses an id again (SEMANTICS section 6, retry-sub-orchestration).
    const message = `Orchestration instance '${child.instanceId}' already exists`;
    tellParent(cluster, parent.id, child.id, { failure: { type: 'Error', message } });
    return;
  }
  // A completed instance may be created again (SEMANTICS section 6); a running one is left alone.
  if (existing && !isTerminal(existing.status)) return;
  const { instanceId: id, name, input, version } = child;
  cluster.schedule({
    id,
    name,
    input,
    ...(version !== undefined && { version }),
    parent: { name: parent.name, instanceId: parent.id, taskScheduledId: child.id },
  });
}

/** A child has ended. One that was terminated fails its parent's task, without details (SEMANTICS section 8). */
export function answerChild(
  cluster: Cluster,
  { parent, status, result, failure }: Extract<Outgoing, { kind: 'answer' }>,
): void {
  const { instanceId, taskScheduledId } = parent;
  const isInMemory = cluster.options.rules === 'in-memory';
  if (status === 'COMPLETED') {
    tellParent(cluster, instanceId, taskScheduledId, { result });
  } else if (isInMemory) {
    // It knows only the message: the child's own error type is lost.
    const message = failure?.message || 'Sub-orchestration failed';
    tellParent(cluster, instanceId, taskScheduledId, { failure: { type: 'Error', message } });
  } else {
    tellParent(cluster, instanceId, taskScheduledId, {
      failure: failure ?? { type: '', message: '' },
    });
  }
}

function tellParent(
  cluster: Cluster,
  parent: string,
  taskScheduledId: number,
  { result, failure }: { result?: string | undefined; failure?: Failure },
): void {
  const base = { id: -1, timestampMs: cluster.nowMs, taskScheduledId };
  const event: HistoryEvent = failure
    ? { ...base, type: 'SubOrchestrationInstanceFailed', failure }
    : {
        ...base,
        type: 'SubOrchestrationInstanceCompleted',
        ...(result !== undefined && { result }),
      };
  const place: Place = {
    instance: parent,
    subject: 'task',
    number: taskScheduledId,
    // After continue-as-new the sequence ids begin anew.
    attempt: (cluster.instances.get(parent)?.generation ?? 0) + 1,
    moment: 'recorded',
  };
  record(cluster, parent, event, place);
}
