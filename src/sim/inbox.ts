import type { HistoryEvent } from '../engine/history.ts';
import type { Place } from '../trace/place.ts';
import type { Cluster } from './cluster.ts';
import { completionOf, isTerminal, type Instance, type Outgoing } from './instance.ts';

/** Somebody sends an event. It is saved to the inbox before anything else happens. `input` is JSON text. */
export function raise(cluster: Cluster, id: string, name: string, input: string | undefined): void {
  if (cluster.isSidecarAlive && cluster.instances.get(id)?.status === 'STALLED') {
    refuse(cluster, id, name);
    return;
  }
  deliver(cluster, id, raised(cluster, name, input));
}

const raised = (cluster: Cluster, name: string, input: string | undefined): HistoryEvent => ({
  type: 'EventRaised',
  id: -1,
  timestampMs: cluster.nowMs,
  name,
  ...(input !== undefined && { input }),
});

/** A stalled instance takes no events: the sender gets an error (Dapr's ErrStalled). */
function refuse(cluster: Cluster, instance: string, name: string): void {
  const place: Place = { ...eventPlace(cluster, instance), moment: 'refused' };
  cluster.emit({ kind: 'event-refused', place, instance, name });
}

/** A client's message for an instance is saved to its inbox. Where no sidecar listens, the client hears of an error. */
export function deliver(cluster: Cluster, id: string, event: HistoryEvent): void {
  const place = eventPlace(cluster, id);
  if (cluster.isSidecarAlive) send(cluster, id, event, place);
  else lose(cluster, id, event, place, 'sidecar-down');
}

function eventPlace(cluster: Cluster, instance: string): Place {
  cluster.raisedCount += 1;
  const number = cluster.raisedCount;
  return { instance, subject: 'event', number, attempt: 1, moment: 'recorded' };
}

/**
 * A workflow sends another one an event. Sent again by a turn that was not saved, it is the same message as long as it bears the
 * same time (SEMANTICS section 13: same name and ingestion timestamp). Answers false when it reached nobody.
 */
export function sendEvent(
  cluster: Cluster,
  sender: Instance,
  { id, instanceId, name, input }: Extract<Outgoing, { kind: 'event' }>,
): boolean {
  const target = cluster.instances.get(instanceId);
  // SEMANTICS section 7: an event sent to nobody is dropped in silence.
  if (!target) return true;
  const event = raised(cluster, name, input);
  const place = eventPlace(cluster, instanceId);
  const key = `${sender.id}/${sender.turn}/${id}@${cluster.nowMs}`;
  if (target.received.has(key)) {
    drop(cluster, instanceId, event, place, 'duplicate');
    return true;
  }
  if (!send(cluster, instanceId, event, place)) return false;
  target.received.add(key);
  return true;
}

/** A message on its way to an inbox: it may get lost, or come twice. Answers false when it is not kept. */
export function send(cluster: Cluster, id: string, event: HistoryEvent, place: Place): boolean {
  const fate = cluster.options.deliveryAt?.(place);
  if (fate === 'lose') {
    lose(cluster, id, event, place, 'on-the-way');
    return false;
  }
  const isKept = record(cluster, id, event, place);
  if (fate === 'repeat') drop(cluster, id, event, place, 'duplicate');
  return isKept;
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
 * was meant for an earlier generation, so it is no duplicate. Answers false when the store did not save it.
 */
export function record(
  cluster: Cluster,
  id: string,
  event: HistoryEvent,
  place: Place,
  isStray = false,
): boolean {
  const target = cluster.instances.get(id);
  if (!target) return true;
  if (isTerminal(target.status)) {
    // Only what a client sends is worth a word: an answer to a workflow that has ended is nobody's loss.
    if (completionOf(event) === undefined) drop(cluster, id, event, place, 'ended');
    return true;
  }
  const answers = isStray ? undefined : completionOf(event);
  if (answers !== undefined && target.answered.has(answers)) {
    drop(cluster, id, event, place, 'duplicate');
    return true;
  }
  // A fired timer has no row in the inbox: its reminder tells of it until the turn is saved (SEMANTICS section 13).
  if (event.type !== 'TimerFired' && !mayStoreSave(cluster, id, 'inbox', [event], place))
    return false;
  if (answers !== undefined) target.answered.add(answers);
  target.inbox.push(event);
  cluster.emit({ kind: 'recorded', place, instance: id, event });
  return true;
}

/** Asks the store for a save. Answers false when it refuses, or breaks off. */
export function mayStoreSave(
  cluster: Cluster,
  instance: string,
  of: 'turn' | 'inbox',
  events: HistoryEvent[],
  place: Place,
): boolean {
  const fate = cluster.options.nextSave?.();
  if (fate === undefined) return true;
  const isTorn = fate === 'tear';
  const moment = isTorn ? 'torn' : 'refused';
  cluster.emit({
    kind: 'save-refused',
    place: { ...place, moment },
    instance,
    of,
    events,
    isTorn,
  });
  return false;
}

export function drop(
  cluster: Cluster,
  instance: string,
  event: HistoryEvent,
  place: Place,
  why: 'duplicate' | 'ended',
): void {
  cluster.emit({ kind: 'dropped', place: { ...place, moment: 'dropped' }, instance, event, why });
}
