import type { AppProcess } from './app-process.ts';
import { runPlain } from './call-work.ts';
import type { Cluster, PlainCall, SlowTask, TaskJob } from './cluster.ts';
import { deliver } from './inbox.ts';
import { isTerminal, type Instance } from './instance.ts';
import { nextDue, queueAfterTurn } from './queue.ts';
import { answerSlow, nextTask, runTask, slowOnes } from './task-work.ts';
import { runTurn } from './turn-work.ts';

type Piece =
  | { kind: 'cascade'; instance: Instance }
  | { kind: 'slow'; slow: SlowTask }
  | { kind: 'plain'; app: AppProcess; call: PlainCall }
  | { kind: 'turn'; instance: Instance }
  | { kind: 'task'; job: TaskJob };

/**
 * Does the next piece of work, one at a time: turns before activities, activities in the order in which they were scheduled.
 * Plain code in the same app keeps pace: it goes on when the workflow has made more requests than it, or has nothing to do.
 * Answers false when there is no work, or nobody to do it.
 */
export function work(cluster: Cluster): boolean {
  const piece = nextPiece(cluster);
  if (!piece) return false;
  switch (piece.kind) {
    case 'cascade':
      cascade(cluster, piece.instance);
      return true;
    case 'slow':
      answerSlow(cluster, piece.slow);
      return true;
    case 'plain':
      runPlain(cluster, piece.app, piece.call);
      return true;
    case 'turn': {
      const app = cluster.appForWork();
      if (app) runTurn(cluster, app, piece.instance);
      queueAfterTurn(cluster, piece.instance);
      return true;
    }
    case 'task': {
      const app = cluster.appForWork();
      if (app) runTask(cluster, app, piece.job);
      return true;
    }
  }
}

/** True when something can happen at once. */
export const hasWork = (cluster: Cluster): boolean => nextPiece(cluster) !== undefined;

function nextPiece(cluster: Cluster): Piece | undefined {
  const { isSidecarAlive, plain } = cluster;
  const ended = isSidecarAlive ? cluster.terminatedParent() : undefined;
  if (ended) return { kind: 'cascade', instance: ended };
  if (!cluster.isAppAlive) return undefined;
  const slow = slowOnes(cluster).find(({ untilMs }) => untilMs <= cluster.nowMs);
  if (slow) return { kind: 'slow', slow };
  const instance = isSidecarAlive ? nextDue(cluster) : undefined;
  const job = isSidecarAlive ? nextTask(cluster) : undefined;
  const first = cluster.apps.get(1);
  const isPlainBehind = plain !== undefined && plain.effects < cluster.durableEffects;
  if (plain && first?.isAlive && (isPlainBehind || (!instance && !job)))
    return { kind: 'plain', app: first, call: plain };
  if (instance) return { kind: 'turn', instance };
  return job && { kind: 'task', job };
}

/** A workflow that was terminated tells its children, once its own end is saved (SEMANTICS section 8). */
function cascade(cluster: Cluster, parent: Instance): void {
  const life = cluster.sidecarLife;
  for (const event of parent.history) {
    if (event.type !== 'SubOrchestrationInstanceCreated') continue;
    const child = cluster.instances.get(event.instanceId);
    if (child?.parent?.instanceId !== parent.id || isTerminal(child.status)) continue;
    deliver(cluster, child.id, {
      type: 'ExecutionTerminated',
      id: -1,
      timestampMs: cluster.nowMs,
    });
    if (!cluster.isSidecar(life)) return;
  }
  parent.isCascadeDue = false;
}
