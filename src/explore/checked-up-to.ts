import { isTerminal } from '../sim/instance.ts';
import type { EndedTurn } from '../sim/machine.ts';
import type { DeployPlace, Stored } from './deploy-points.ts';
import type { RunRecord } from './run-record.ts';
import { listed } from './words.ts';

/** One instance that the run leaves open, as far as it came. */
interface Open {
  id: string;
  status: string;
  /** Names of the events that it waits for, with the line of each wait; 0: unknown. */
  waits: { name: string; line: number }[];
}

/**
 * How far a run was checked that did not come to its end, in plain sentences: what the code does after that was not tried. Undefined: the
 * run came to its end. `replay`: the history of an instance, read once more.
 */
export function checkedUpTo(
  base: RunRecord,
  places: readonly DeployPlace[],
  replay: (stored: Stored, atMs: number) => EndedTurn,
): string | undefined {
  const { over } = base.facts;
  if (base.failure !== undefined || over === 'limit' || over === 'stopped')
    return 'This run was ended before its end. What comes after was not reached.';
  if (over === 'app-down' || over === 'sidecar-down' || over === 'both-down')
    return 'Checked up to the crash after which nothing was restarted. What comes after was not reached: restart first.';
  const open = [...base.facts.instances.values()]
    .filter(({ status }) => !isTerminal(status))
    .map(({ id, status }): Open => ({ id, status, waits: waitsOf(id, places, replay) }));
  return open.length === 0 ? undefined : textOf(open);
}

function waitsOf(
  id: string,
  places: readonly DeployPlace[],
  replay: (stored: Stored, atMs: number) => EndedTurn,
): Open['waits'] {
  const last = places.findLast(({ instances }) => instances.some((each) => each.id === id));
  const stored = last?.instances.find((each) => each.id === id);
  if (!last || !stored || stored.history.length === 0) return [];
  const turn = replay(stored, last.atMs);
  if (turn.kind !== 'done') return [];
  const names = [...new Set(turn.result.waitsFor ?? [])];
  const beats = turn.beats ?? [];
  const stands = beats.findLast(({ kind }) => kind === 'wait')?.line ?? 0;
  return names.map((name) => {
    const asked = beats.findLast((beat) => beat.kind === 'listen' && beat.name === name);
    return { name, line: names.length === 1 && stands > 0 ? stands : (asked?.line ?? 0) };
  });
}

function textOf(open: readonly Open[]): string {
  const suspended = open.find(({ status }) => status === 'SUSPENDED');
  if (suspended)
    return `Checked up to where ${suspended.id} is suspended. What comes after was not reached: resume it first.`;
  const waits = new Map(open.flatMap((each) => each.waits.map((wait) => [wait.name, wait.line])));
  if (waits.size === 0)
    return 'Checked up to where this run stops by itself. What comes after was not reached.';
  const where = [...waits].map(([name, line]) => (line > 0 ? `${name} (line ${line})` : name));
  const [only] = waits.keys();
  const first = waits.size === 1 ? `send ${only ?? ''} first` : 'send them first';
  return `Checked up to the wait for ${listed(where)}. What comes after was not reached: ${first}.`;
}
