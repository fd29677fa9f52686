import type { Cluster } from './cluster.ts';
import { isDue, type Instance } from './instance.ts';

/** The instance whose turn is next: in the queue of the in-memory backend the first, elsewhere the oldest. */
export function nextDue(cluster: Cluster): Instance | undefined {
  if (cluster.options.rules !== 'in-memory') return cluster.dueInstance();
  const { queue } = cluster;
  for (const instance of queue) if (!isDue(instance)) queue.delete(instance);
  for (const instance of cluster.instances.values()) if (isDue(instance)) queue.add(instance);
  const [first] = queue;
  return first;
}

/** Who became due in this instance's turn stands before the instance itself, should that be due again. */
export function queueAfterTurn(cluster: Cluster, ran: Instance): void {
  if (cluster.options.rules !== 'in-memory') return;
  cluster.queue.delete(ran);
  for (const instance of cluster.instances.values()) {
    if (instance !== ran && isDue(instance)) cluster.queue.add(instance);
  }
}
