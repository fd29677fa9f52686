import type { Cluster } from './cluster.ts';
import type { Slot } from './app-process.ts';
import { hasSidecar, slotsOf, startApp, startSidecar } from './parties.ts';
import type { Intervention } from './scenario.ts';

type Restart = Extract<Intervention, { do: 'restart' }>;

/** The dead that a restart brings back: app processes that have run before, and the sidecar. */
function deadOf(cluster: Cluster, { target }: Restart): { slots: Slot[]; isSidecarDead: boolean } {
  const party = target ?? 'both';
  const slots = slotsOf(party).filter((slot) => cluster.apps.get(slot)?.isAlive === false);
  return { slots, isSidecarDead: hasSidecar(party) && !cluster.isSidecarAlive };
}

/** Why a restart is impossible now, in words for the screen; undefined: it is possible. */
export function whyNoRestart(cluster: Cluster, act: Restart): string | undefined {
  const { slots, isSidecarDead } = deadOf(cluster, act);
  if (slots.length === 0 && !isSidecarDead) return 'There was nothing dead to restart.';
  const { code } = act;
  if (slots.length === 0 && (code !== undefined || act.variables !== undefined))
    return 'Only an app that starts can get other code or variables, and no app was dead.';
  if (code !== undefined && slots.some((slot) => !cluster.options.machines(code, slot)))
    return 'This program has no version 2.';
  return undefined;
}

/** The sidecar first: the app connects to it. */
export function restart(cluster: Cluster, act: Restart): void {
  const { slots, isSidecarDead } = deadOf(cluster, act);
  if (isSidecarDead) startSidecar(cluster);
  for (const slot of slots) startApp(cluster, slot, act);
}
