import type { HistoryEvent } from '../engine/history.ts';
import type { Place } from '../trace/place.ts';
import type { WaitingFor } from '../trace/step.ts';
import type { Cluster } from './cluster.ts';
import { record } from './inbox.ts';
import { isTerminal } from './instance.ts';

/** Nothing can happen at once: says what is waited for. */
export function idle(cluster: Cluster, waitingFor: WaitingFor[]): void {
  cluster.idleCount += 1;
  const place: Place = { subject: 'idle', number: cluster.idleCount, attempt: 1, moment: 'idle' };
  cluster.emit({ kind: 'idle', place, waitingFor });
}

/** Moves the virtual clock forward and fires the timers that are due then. */
export function moveClock(cluster: Cluster, toMs: number): void {
  const fromMs = cluster.nowMs;
  cluster.nowMs = toMs;
  cluster.clockCount += 1;
  const place: Place = {
    subject: 'clock',
    number: cluster.clockCount,
    attempt: 1,
    moment: 'moved',
  };
  cluster.emit({ kind: 'clock-moved', place, fromMs, toMs });
  fireDueTimers(cluster);
}

/** Without a sidecar no timer fires; its reminder does when the sidecar is back. */
export function fireDueTimers(cluster: Cluster): void {
  if (!cluster.isSidecarAlive) return;
  const due = pendingTimers(cluster).filter(
    (timer) =>
      timer.fireAtMs <= cluster.nowMs &&
      (timer.isStray || !cluster.instances.get(timer.instance)?.unsavedTimers.has(timer.id)),
  );
  for (const { instance, id, fireAtMs, isStray } of due) {
    const owner = cluster.instances.get(instance);
    if (!isStray) owner?.timers.delete(id);
    else if (owner)
      owner.strayTimers = owner.strayTimers.filter(
        (each) => each.id !== id || each.fireAtMs !== fireAtMs,
      );
    const event: HistoryEvent = {
      type: 'TimerFired',
      id: -1,
      timestampMs: cluster.nowMs,
      timerId: id,
      fireAtMs,
    };
    // After continue-as-new the sequence ids begin anew.
    const attempt = cluster.countAttempt(instance, `timer ${id}`);
    const place: Place = { instance, subject: 'timer', number: id, attempt, moment: 'fired' };
    record(cluster, instance, event, place, isStray);
  }
}

/** When the next timer rings that can: one of a turn that is not saved has to wait for that. */
export function nextTimer(cluster: Cluster): number | undefined {
  return pendingTimers(cluster).find(
    ({ instance, id, isStray }) =>
      isStray || !cluster.instances.get(instance)?.unsavedTimers.has(id),
  )?.fireAtMs;
}

/** Timers that have not fired, soonest first. */
export function pendingTimers(
  cluster: Cluster,
): { instance: string; id: number; fireAtMs: number; isStray: boolean }[] {
  const timers = [...cluster.instances.values()].flatMap((instance) =>
    isTerminal(instance.status)
      ? []
      : [
          ...[...instance.timers].map(([id, fireAtMs]) => ({ id, fireAtMs, isStray: false })),
          ...instance.strayTimers.map((each) => ({ ...each, isStray: true })),
        ].map((each) => ({ ...each, instance: instance.id })),
  );
  return timers.sort((a, b) => a.fireAtMs - b.fireAtMs || a.id - b.id);
}
