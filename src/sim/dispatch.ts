import type { Place } from '../trace/place.ts';
import { answerChild, startChild } from './child-work.ts';
import { taskKey, type Cluster, type TaskJob } from './cluster.ts';
import { sendEvent } from './inbox.ts';
import type { Instance, Outgoing } from './instance.ts';

/**
 * Sends out what a turn asked for, before the turn is saved: timers, then activities, then messages to other instances
 * (SEMANTICS section 13). Answers false when the sidecar died on the way, or a message found nobody.
 */
export function dispatch(
  cluster: Cluster,
  instance: Instance,
  outgoing: readonly Outgoing[],
  subject: Omit<Place, 'moment'>,
): boolean {
  if (outgoing.length === 0) return true;
  const life = cluster.sidecarLife;
  const tasks: number[] = [];
  const timers: number[] = [];
  for (const each of outgoing) {
    if (each.kind === 'timer') timers.push(each.id);
    if (each.kind === 'timer') setTimer(cluster, instance, each);
  }
  for (const each of outgoing) {
    if (each.kind === 'task') tasks.push(each.id);
    if (each.kind === 'task') sendTask(cluster, instance, each, subject.number);
  }
  for (const each of outgoing) {
    if (!sendMessage(cluster, instance, each)) return false;
    if (!cluster.isSidecar(life)) return false;
  }
  cluster.emit({
    kind: 'dispatched',
    place: { ...subject, moment: 'dispatched' },
    instance: instance.id,
    tasks,
    timers,
  });
  return cluster.isSidecar(life);
}

/** Answers false when it reached nobody: then the turn can't be saved. */
function sendMessage(cluster: Cluster, instance: Instance, outgoing: Outgoing): boolean {
  switch (outgoing.kind) {
    case 'task':
    case 'timer':
      return true;
    case 'child':
      return startChild(cluster, instance, outgoing);
    case 'event':
      return sendEvent(cluster, instance, outgoing);
    case 'answer':
      return answerChild(cluster, outgoing);
  }
}

/**
 * An activity's actor has one reminder: sending the same task again replaces it. The in-memory backend puts what another turn asks for
 * in its queue once more (durabletask-js in-memory-backend: `activityQueue.push`).
 */
function sendTask(
  cluster: Cluster,
  instance: Instance,
  task: Extract<Outgoing, { kind: 'task' }>,
  turn: number,
): void {
  const job: TaskJob = { instance: instance.id, generation: instance.generation, ...task, turn };
  const isTaken = (): boolean => (cluster.tasks.get(taskKey(job))?.turn ?? turn) !== turn;
  if (cluster.options.rules === 'in-memory') while (isTaken()) job.copy = (job.copy ?? 0) + 1;
  cluster.tasks.set(taskKey(job), job);
}

/** It does not ring before its turn is saved: the turn's own reminder comes first. */
function setTimer(
  cluster: Cluster,
  instance: Instance,
  { id, fireAtMs }: Extract<Outgoing, { kind: 'timer' }>,
): void {
  const isInMemory = cluster.options.rules === 'in-memory';
  // The in-memory backend's timers are the process's own: late ones fire in the order in which they were made.
  instance.timers.set(id, isInMemory ? Math.max(fireAtMs, cluster.nowMs) : fireAtMs);
  instance.unsavedTimers.add(id);
}
