import type { HistoryEvent, Status } from '../engine/history.ts';
import type { TurnResult } from '../engine/turn.ts';
import type { Place } from '../trace/place.ts';
import { fireDueTimers } from './clock.ts';
import type { Cluster } from './cluster.ts';
import { dispatch } from './dispatch.ts';
import { mayStoreSave } from './inbox.ts';
import {
  type Applied,
  applyActions,
  isSuspendedAfter,
  type Instance,
  type WakeUp,
} from './instance.ts';
import { stall, stallOf, withVersion } from './stall.ts';
import type { AppProcess } from './app-process.ts';
import { runTurnCode } from './turn-code.ts';
import { noteWakeUp } from './what-if.ts';

export function runTurn(cluster: Cluster, app: AppProcess, instance: Instance): void {
  instance.attempts += 1;
  const subject = {
    instance: instance.id,
    subject: 'turn',
    number: instance.turn,
    attempt: instance.attempts,
  } as const;
  const newEvents: HistoryEvent[] = [
    { type: 'OrchestratorStarted', id: -1, timestampMs: cluster.nowMs },
    ...instance.inbox,
  ];
  const oldCount = instance.history.length;
  const knownCount = Math.max(instance.sentCount, oldCount);
  const { sidecarLife } = cluster;
  const process = app.number;
  cluster.emit({
    kind: 'turn-sent',
    place: { ...subject, moment: 'sent' },
    instance: instance.id,
    process,
    oldCount,
    newEvents,
  });
  if (!app.isAlive || !cluster.isSidecar(sidecarLife)) return;
  instance.sentCount = Math.max(instance.sentCount, oldCount + newEvents.length);
  const ran = runTurnCode(cluster, app, instance, newEvents, knownCount);
  if (!ran || !cluster.isSidecar(sidecarLife)) return;
  const { result, wakeUp } = ran;
  cluster.emit({
    kind: 'turn-returned',
    place: { ...subject, moment: 'returned' },
    instance: instance.id,
    process,
    ...result,
  });
  if (!cluster.isSidecar(sidecarLife)) return;
  const stalled = stallOf(instance.history, result);
  if (stalled) stall(cluster, instance, stalled, subject);
  else {
    const stamped = withVersion(instance.history, newEvents, result.version);
    finishTurn(cluster, instance, stamped, { result, wakeUp }, subject);
  }
}

/**
 * The sidecar's half of a turn: everything goes out, then comes the one save (SEMANTICS section 13). It needs no app any more.
 * Where the sidecar dies, a message finds nobody or the store does not save, the turn is sent again with the whole history, and
 * sends its work out again.
 */
function finishTurn(
  cluster: Cluster,
  instance: Instance,
  newEvents: HistoryEvent[],
  { result, wakeUp }: { result: TurnResult; wakeUp: Omit<WakeUp, 'historyEnd'> },
  subject: Omit<Place, 'moment'>,
): void {
  const applied = applyActions(instance, result.actions, cluster.nowMs, () =>
    cluster.newExecutionId(),
  );
  if (!dispatch(cluster, instance, applied.outgoing, subject)) return;
  const events = [...newEvents, ...applied.events];
  if (!mayStoreSave(cluster, instance.id, 'turn', events, { ...subject, moment: 'saved' })) return;
  const status = commit(cluster, instance, events, newEvents.length - 1, applied, result);
  noteWakeUp(instance, { ...wakeUp, historyEnd: instance.history.length });
  cluster.emit({
    kind: 'turn-saved',
    place: { ...subject, moment: 'saved' },
    instance: instance.id,
    events,
    status,
    ...(result.customStatus !== undefined && { customStatus: result.customStatus }),
  });
  const isDue = applied.outgoing.some(
    (each) => each.kind === 'timer' && each.fireAtMs <= cluster.nowMs,
  );
  // The in-memory backend's timers fire when it has nothing else to do.
  if (isDue && cluster.options.rules !== 'in-memory') fireDueTimers(cluster);
}

/** The one save of a turn. Answers the status that the turn led to. */
function commit(
  cluster: Cluster,
  instance: Instance,
  events: HistoryEvent[],
  handledCount: number,
  applied: Applied,
  result: TurnResult,
): Status {
  const isInMemory = cluster.options.rules === 'in-memory';
  instance.inbox.splice(0, handledCount);
  instance.customStatus = result.customStatus;
  instance.isCustomStatusJson = result.isCustomStatusJson;
  instance.waitsFor = result.waitsFor ?? [];
  let { status } = applied;
  if (applied.nextGeneration) {
    instance.history = [];
    instance.isSuspended = false;
    instance.inbox.unshift(...applied.nextGeneration);
    if (isInMemory) {
      for (const [id, fireAtMs] of instance.timers) instance.strayTimers.push({ id, fireAtMs });
      instance.customStatus = undefined;
    }
    instance.timers.clear();
    instance.answered.clear();
    instance.generation += 1;
  } else {
    instance.history.push(...events);
    instance.isSuspended = isSuspendedAfter(events, instance.isSuspended);
    if (status === 'RUNNING' && instance.isSuspended) status = 'SUSPENDED';
  }
  instance.status = applied.nextGeneration ? 'RUNNING' : status;
  instance.unsavedTimers.clear();
  // Dapr's clients terminate with everything below; durabletask's leave the children running (SEMANTICS section 8).
  instance.isCascadeDue =
    status === 'TERMINATED' && !isInMemory && cluster.options.dialect === 'dapr';
  instance.turn += 1;
  instance.attempts = 0;
  instance.isWoken = false;
  instance.sentCount = 0;
  return status;
}
