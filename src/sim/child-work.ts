import type { Failure, HistoryEvent } from '../engine/history.ts';
import type { Place } from '../trace/place.ts';
import type { Cluster } from './cluster.ts';
import { send } from './inbox.ts';
import { isTerminal, type Instance, type Outgoing } from './instance.ts';

/** Creates a child workflow, whose first message waits in its inbox. Answers false when a message found nobody. */
export function startChild(
  cluster: Cluster,
  parent: Instance,
  child: Extract<Outgoing, { kind: 'child' }>,
): boolean {
  const existing = cluster.instances.get(child.instanceId);
  const createdBy = `${parent.id}/${parent.turn}/${child.id}`;
  if (existing && cluster.options.rules === 'in-memory') {
    // The same turn asks again, because it was not saved.
    if (existing.createdBy === createdBy) return true;
    // The in-memory backend never uses an id again (SEMANTICS section 6, retry-sub-orchestration).
    const message = `Orchestration instance '${child.instanceId}' already exists`;
    return tellParent(cluster, parent.id, child.id, { failure: { type: 'Error', message } });
  }
  // A completed instance may be created again (SEMANTICS section 6); a running one is left alone.
  if (existing && !isTerminal(existing.status)) return true;
  const { instanceId: id, name, input, version } = child;
  cluster.schedule({
    id,
    name,
    input,
    ...(version !== undefined && { version }),
    parent: { name: parent.name, instanceId: parent.id, taskScheduledId: child.id },
    createdBy,
  });
  return true;
}

/**
 * A child has ended. One that was terminated fails its parent's task, without details (SEMANTICS section 8). Answers false when the
 * parent did not get it: then the child's turn can't be saved.
 */
export function answerChild(
  cluster: Cluster,
  { parent, status, result, failure }: Extract<Outgoing, { kind: 'answer' }>,
): boolean {
  const { instanceId, taskScheduledId } = parent;
  const isInMemory = cluster.options.rules === 'in-memory';
  if (status === 'COMPLETED') return tellParent(cluster, instanceId, taskScheduledId, { result });
  // The in-memory backend knows only the message: the child's own error type is lost.
  const told = isInMemory
    ? { type: 'Error', message: failure?.message || 'Sub-orchestration failed' }
    : (failure ?? { type: '', message: '' });
  return tellParent(cluster, instanceId, taskScheduledId, { failure: told });
}

function tellParent(
  cluster: Cluster,
  parent: string,
  taskScheduledId: number,
  { result, failure }: { result?: string | undefined; failure?: Failure },
): boolean {
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
    // After continue-as-new the sequence ids begin anew, and an answer may come more than once.
    attempt: cluster.countAttempt(parent, String(taskScheduledId)),
    moment: 'recorded',
  };
  return send(cluster, parent, event, place);
}
