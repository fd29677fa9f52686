import { runPlain, runTask } from './call-work.ts';
import type { Cluster } from './cluster.ts';
import { runTurn } from './turn-work.ts';

/**
 * Does the next piece of work, one at a time: turns before activities, activities in the order in which they were scheduled.
 * Plain code in the same app keeps pace: it goes on when the workflow has made more requests than it, or has nothing to do.
 * Answers false when there is no work, or nobody to do it.
 */
export function work(cluster: Cluster): boolean {
  if (!cluster.isAppAlive) return false;
  const instance = cluster.isSidecarAlive ? cluster.dueInstance() : undefined;
  const [job] = cluster.isSidecarAlive ? cluster.tasks.values() : [];
  const { plain } = cluster;
  const first = cluster.apps.get(1);
  const isPlainBehind = plain !== undefined && plain.effects < cluster.durableEffects;
  if (plain && first && (isPlainBehind || (!instance && !job))) {
    runPlain(cluster, first, plain);
    return true;
  }
  if (!instance && !job) return false;
  const app = cluster.appForWork();
  if (!app) return false;
  if (instance) runTurn(cluster, app, instance);
  else if (job) runTask(cluster, app, job);
  return true;
}
