import { runPlain, runTask } from './call-work.ts';
import type { Cluster } from './cluster.ts';
import { isDue } from './instance.ts';
import { runTurn } from './turn-work.ts';

/**
 * Does the next piece of work, one at a time: turns before activities, activities in the order in which they were scheduled.
 * Plain code in the same app keeps pace: it goes on when the workflow has made more requests than it, or has nothing to do.
 * Answers false when there is no work, or no app to do it.
 */
export function work(cluster: Cluster): boolean {
  if (!cluster.isAppAlive) return false;
  const instance = [...cluster.instances.values()].find(isDue);
  const job = cluster.tasks[0];
  const { plain } = cluster;
  const isPlainBehind = plain !== undefined && plain.effects < cluster.durableEffects;
  if (plain && (isPlainBehind || (!instance && !job))) runPlain(cluster, plain);
  else if (instance) runTurn(cluster, instance);
  else if (job) runTask(cluster, job);
  else return false;
  return true;
}
