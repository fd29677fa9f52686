import type { Beat, Read } from '../trace/beat.ts';
import type { Place } from '../trace/place.ts';
import type { Pass } from '../trace/step.ts';
import type { Tried } from '../trace/tried.ts';
import type { Cluster } from './cluster.ts';
import type { AppProcess } from './app-process.ts';
import { crashParty } from './parties.ts';

/** Emits one pass over the code, cut where somebody dies in it. Answers whether the app and, for a turn, its sidecar survived. */
export function emitPass(
  cluster: Cluster,
  app: AppProcess,
  place: Place,
  name: string,
  ran: { reads: Read[]; beats?: Beat[]; from?: number; tried?: Tried[] },
  counts: Pick<Pass, 'oldCount' | 'newCount' | 'knownCount'>,
  isLastStretch: boolean,
): boolean {
  const from = ran.from ?? 0;
  const fresh = from === 0 ? (ran.beats ?? []) : (ran.beats ?? []).slice(from);
  const cut = cluster.options.cutAt(fresh, place, isLastStretch, app);
  const pass: Pass = {
    of: place.subject === 'turn' ? 'turn' : place.subject === 'task' ? 'task' : 'call',
    number: place.number,
    attempt: place.attempt,
    process: app.number,
    instance: place.instance ?? '',
    name,
    ...counts,
    reads: ran.reads,
    ...(ran.beats && { beats: cut ? ran.beats.slice(0, from + cut.beat + 1) : ran.beats }),
    ...(from > 0 && { from }),
    ...(ran.tried && ran.tried.length > 0 && { tried: ran.tried }),
    isLast: isLastStretch || (cut !== undefined && cut.kills === undefined),
    isTorn: cut?.kills !== undefined,
  };
  cluster.noteClock(ran.reads);
  cluster.emit({ kind: 'pass', place, pass });
  if (cut?.kills === undefined) return app.isAlive;
  crashParty(cluster, cut.kills);
  return false;
}
