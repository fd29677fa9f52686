import type { HistoryEvent } from '../engine/history.ts';
import type { Place } from '../trace/place.ts';
import type { Cluster } from './cluster.ts';
import { completionOf, isTerminal } from './instance.ts';

/** Somebody sends an event. It is saved to the inbox before anything else happens. `input` is JSON text. */
export function raise(cluster: Cluster, id: string, name: string, input: string | undefined): void {
  const payload = input === undefined ? {} : { input };
  if (cluster.isSidecarAlive && cluster.instances.get(id)?.status === 'STALLED') {
    refuse(cluster, id, name);
    return;
  }
  deliver(cluster, id, {
    type: 'EventRaised',
    id: -1,
    timestampMs: cluster.nowMs,
    name,
    ...payload,
  });
}

/** A stalled instance takes no events: the sender gets an error (Dapr's ErrStalled). */
function refuse(cluster: Cluster, instance: string, name: string): void {
  cluster.raisedCount += 1;
  const number = cluster.raisedCount;
  const place: Place = { instance, subject: 'event', number, attempt: 1, moment: 'refused' };
  cluster.emit({ kind: 'event-refused', place, instance, name });
}

/** A client's message for an instance is saved to its inbox. Where no sidecar listens, the client hears of an error. */
export function deliver(cluster: Cluster, id: string, event: HistoryEvent): void {
  cluster.raisedCount += 1;
  const place: Place = {
    instance: id,
    subject: 'event',
    number: cluster.raisedCount,
    attempt: 1,
    moment: 'recorded',
  };
  if (cluster.isSidecarAlive) record(cluster, id, event, place);
  else lose(cluster, id, event, place, 'sidecar-down');
}

export function lose(
  cluster: Cluster,
  instance: string,
  event: HistoryEvent,
  place: Place,
  why: 'on-the-way' | 'sidecar-down',
): void {
  cluster.emit({ kind: 'lost', place: { ...place, moment: 'lost' }, instance, event, why });
}

/**
 * Saves a message to an instance's inbox; drops late duplicates and messages for instances that have ended. A stray message
 * was meant for an earlier generation, so it is no duplicate.
 */
export function record(
  cluster: Cluster,
  id: string,
  event: HistoryEvent,
  place: Place,
  isStray = false,
): void {
  const target = cluster.instances.get(id);
  if (!target) return;
  if (isTerminal(target.status)) {
    // Only what a client sends is worth a word: an answer to a workflow that has ended is nobody's loss.
    if (completionOf(event) === undefined) drop(cluster, id, event, place, 'ended');
    return;
  }
  const answers = isStray ? undefined : completionOf(event);
  if (answers !== undefined) {
    if (target.answered.has(answers)) {
      drop(cluster, id, event, place, 'duplicate');
      return;
    }
    target.answered.add(answers);
  }
  target.inbox.push(event);
  cluster.emit({ kind: 'recorded', place, instance: id, event });
}

function drop(
  cluster: Cluster,
  instance: string,
  event: HistoryEvent,
  place: Place,
  why: 'duplicate' | 'ended',
): void {
  cluster.emit({ kind: 'dropped', place: { ...place, moment: 'dropped' }, instance, event, why });
}
