import type { ExecutionStalled, HistoryEvent, TurnVersion } from '../engine/history.ts';
import type { TurnResult } from '../engine/turn.ts';
import type { Place } from '../trace/place.ts';
import type { Cluster } from './cluster.ts';
import type { Instance } from './instance.ts';

/**
 * Writes what the turn ran under into its OrchestratorStarted. Patches that the history holds already are left out, one for
 * each time that it holds them (Dapr `orchestrator/versioning.go`, compactPatches).
 */
export function withVersion(
  history: readonly HistoryEvent[],
  newEvents: readonly HistoryEvent[],
  version: TurnVersion | undefined,
): HistoryEvent[] {
  const [started, ...rest] = newEvents;
  if (!version || started?.type !== 'OrchestratorStarted') return [...newEvents];
  const left = [...patchesIn(history)];
  const patches = (version.patches ?? []).filter((name) => {
    const known = left.indexOf(name);
    if (known >= 0) left.splice(known, 1);
    return known < 0;
  });
  const { name } = version;
  if (patches.length === 0 && name === undefined) return [...newEvents];
  const stamp: TurnVersion = {
    ...(patches.length > 0 && { patches }),
    ...(name !== undefined && { name }),
  };
  return [{ ...started, version: stamp }, ...rest];
}

/** Why the sidecar can not take this turn (SEMANTICS section 12); undefined when it can. */
export function stallOf(
  history: readonly HistoryEvent[],
  result: TurnResult,
): Pick<ExecutionStalled, 'reason' | 'description'> | undefined {
  if (result.actions.some((each) => each.type === 'WorkflowVersionNotAvailable')) {
    const name = versionsIn(history)[0]?.name ?? '';
    return { reason: 'VERSION_NOT_AVAILABLE', description: `Version not available: ${name}` };
  }
  const recorded = patchesIn(history);
  const current = result.version?.patches ?? [];
  const isPrefix =
    current.length >= recorded.length && recorded.every((name, at) => current[at] === name);
  if (isPrefix) return undefined;
  // Go's text, with the space at its end.
  const description = `Patch mismatch. History patches: [${recorded.join(', ')}], current patches: [${current.join(', ')}]. `;
  return { reason: 'PATCH_MISMATCH', description };
}

/** How far each history has been read. It only grows, or is another one. */
const readBefore = new WeakMap<readonly HistoryEvent[], { count: number; found: TurnVersion[] }>();

/** Asked at every turn, so only what is new is looked at: else a run would not be linear in its activities. */
function versionsIn(history: readonly HistoryEvent[]): readonly TurnVersion[] {
  const known = readBefore.get(history) ?? { count: 0, found: [] };
  for (; known.count < history.length; known.count += 1) {
    const event = history[known.count];
    if (event?.type === 'OrchestratorStarted' && event.version) known.found.push(event.version);
  }
  readBefore.set(history, known);
  return known.found;
}

const patchesIn = (history: readonly HistoryEvent[]): string[] =>
  versionsIn(history).flatMap((version) => version.patches ?? []);

/** A new process may be able to run what was stalled: its turn is sent again. */
export function releaseStalled(cluster: Cluster): void {
  for (const instance of cluster.instances.values()) delete instance.isHeld;
}

/**
 * Discards the turn and holds the instance until an app process is started or the sidecar comes back. What woke it stays in the
 * inbox; only the stall itself is written down, once for the same reason.
 */
export function stall(
  cluster: Cluster,
  instance: Instance,
  why: Pick<ExecutionStalled, 'reason' | 'description'>,
  subject: Omit<Place, 'moment'>,
): void {
  const event: ExecutionStalled = {
    type: 'ExecutionStalled',
    id: -1,
    timestampMs: cluster.nowMs,
    ...why,
  };
  const last = instance.history.at(-1);
  const isKnown = last?.type === 'ExecutionStalled' && last.description === why.description;
  if (!isKnown) {
    instance.history.push(event);
    // What the turn was sent has moved on by one.
    instance.sentCount += 1;
  }
  instance.status = 'STALLED';
  instance.isHeld = true;
  instance.waitsFor = [];
  cluster.emit({
    kind: 'stalled',
    place: { ...subject, moment: 'stalled' },
    instance: instance.id,
    event,
    isAppended: !isKnown,
  });
}
