import { runPlain, runTask } from './call-work.ts';
import type { Cluster } from './cluster.ts';
import { isTerminal } from './instance.ts';
import { runTurn } from './turn-work.ts';

/**
 * Does the next piece of work, one at a time: turns before activities, activities in the order in which they were scheduled.
 * Plain code in the same app takes its stretches in between. Answers false when there is no work, or no app to do it.
 */
export function work(cluster: Cluster): boolean {
  if (!cluster.isAppAlive) return false;
  const instance = [...cluster.instances.values()].find(
    (each) => each.inbox.length > 0 && !isTerminal(each.status),
  );
  const job = cluster.tasks[0];
  const { plain } = cluster;
  if (plain && (plain.isNext || (!instance && !job))) {
    plain.isNext = false;
    runPlain(cluster, plain);
    return true;
  }
  if (plain) plain.isNext = true;
  if (instance) runTurn(cluster, instance);
  else if (job) runTask(cluster, job);
  return instance !== undefined || job !== undefined;
}
