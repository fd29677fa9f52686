import type { Place } from '../trace/place.ts';
import type { AppProcess, Slot } from './app-process.ts';
import { fireDueTimers } from './clock.ts';
import type { Cluster } from './cluster.ts';
import type { Breakdown } from './machine.ts';
import type { CodeVersion, Party } from './scenario.ts';
import { releaseStalled } from './stall.ts';

/** What a new app process runs. What is absent is as it was in this slot before. */
export interface StartOptions {
  code?: CodeVersion;
  variables?: Record<string, string>;
}

/** The slots that a party names. */
export const slotsOf = (party: Party): Slot[] =>
  party === 'app' ? [1] : party === 'app2' ? [2] : party === 'both' ? [1, 2] : [];

export const hasSidecar = (party: Party): boolean => party === 'sidecar' || party === 'both';

/** True when a crash of that party takes what runs in this app process with it. */
export const doesHit = (party: Party, slot: Slot): boolean => slotsOf(party).includes(slot);

/** Starts a new app process: empty memory, then the module's top level. False: the program has no such version. */
export function startApp(cluster: Cluster, slot: Slot, options: StartOptions = {}): boolean {
  const before = cluster.apps.get(slot);
  const code = options.code ?? before?.code ?? 'v1';
  const variables = options.variables ?? before?.variables ?? cluster.options.variables;
  const machine = cluster.options.machines(code, slot);
  if (!machine) return false;
  cluster.process += 1;
  const app: AppProcess = {
    number: cluster.process,
    slot,
    isAlive: true,
    machine,
    code,
    variables,
    startedMs: cluster.clockMs,
  };
  cluster.apps.set(slot, app);
  releaseStalled(cluster);
  const { seed } = cluster.options;
  const { failure, registered } = machine.reset({
    seed,
    process: app.number,
    nowMs: app.startedMs,
    variables,
  });
  const hasOwnVariables = variables !== cluster.options.variables;
  cluster.emit({
    kind: 'app-started',
    place: processPlace(app, 'started'),
    process: app.number,
    ...(failure !== undefined && { failure }),
    ...(registered && { registered }),
    ...(slot === 2 && { slot }),
    ...(code !== 'v1' && { code }),
    ...(hasOwnVariables && { variables }),
  });
  if (failure !== undefined) crashApp(cluster, app, { reason: 'trap', message: failure });
  return true;
}

/** An app process dies: its memory, a turn in flight, running activities and plain code are gone. */
export function crashApp(cluster: Cluster, app: AppProcess, breakdown?: Breakdown): void {
  if (!app.isAlive) return;
  app.isAlive = false;
  if (app.slot === 1) cluster.plain = undefined;
  cluster.emit({
    kind: 'app-crashed',
    place: processPlace(app, 'crashed'),
    process: app.number,
    ...(breakdown && { breakdown }),
    ...(app.slot === 2 && { slot: app.slot }),
  });
}

/**
 * The sidecar dies: a turn in flight and an answer on its way find nobody. What it had saved, and its reminders, are in the store
 * (SEMANTICS section 14).
 */
export function crashSidecar(cluster: Cluster): void {
  if (!cluster.isSidecarAlive) return;
  cluster.isSidecarAlive = false;
  const life = cluster.sidecarLife;
  cluster.emit({ kind: 'sidecar-crashed', place: sidecarPlace(life, 'crashed'), life });
}

/** It loads everything from the store, and its reminders fire. */
export function startSidecar(cluster: Cluster): void {
  if (cluster.isSidecarAlive) return;
  cluster.isSidecarAlive = true;
  cluster.sidecarLife += 1;
  releaseStalled(cluster);
  const life = cluster.sidecarLife;
  cluster.emit({ kind: 'sidecar-started', place: sidecarPlace(life, 'started'), life });
  fireDueTimers(cluster);
}

/** Kills what is alive of a party. */
export function crashParty(cluster: Cluster, party: Party): void {
  for (const slot of slotsOf(party)) {
    const app = cluster.apps.get(slot);
    if (app) crashApp(cluster, app);
  }
  if (hasSidecar(party)) crashSidecar(cluster);
}

/** True when a crash of that party would kill somebody. */
export function isAnyAlive(cluster: Cluster, party: Party): boolean {
  if (hasSidecar(party) && cluster.isSidecarAlive) return true;
  return slotsOf(party).some((slot) => cluster.apps.get(slot)?.isAlive === true);
}

const processPlace = ({ number }: AppProcess, moment: string): Place => ({
  subject: 'process',
  number,
  attempt: 1,
  moment,
});

const sidecarPlace = (number: number, moment: string): Place => ({
  subject: 'sidecar',
  number,
  attempt: 1,
  moment,
});
