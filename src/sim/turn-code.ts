import type { HistoryEvent } from '../engine/history.ts';
import type { TurnResult, WorkItem } from '../engine/turn.ts';
import type { Beat, Read } from '../trace/beat.ts';
import type { Place } from '../trace/place.ts';
import type { WorldRequest, WorldResponse } from '../trace/step.ts';
import type { AppProcess } from './app-process.ts';
import { askWorld } from './call-work.ts';
import type { Cluster } from './cluster.ts';
import type { Instance, WakeUp } from './instance.ts';
import type { EndedTurn, Machine, TurnOutcome, WorldAnswer } from './machine.ts';
import { crashApp } from './parties.ts';
import { emitPass } from './pass.ts';
import { tryOtherWays } from './what-if.ts';
import { worldAnswer } from './world-answer.ts';

/** What a turn has read and done so far. `from`: index of the first beat that no pass has told yet. */
interface SoFar {
  reads: Read[];
  beats?: Beat[];
  from: number;
}

function withMore(before: SoFar, { reads, beats }: TurnOutcome): SoFar {
  const all = beats && [...(before.beats ?? []), ...beats];
  return {
    reads: [...before.reads, ...reads],
    ...(all && { beats: all }),
    from: before.beats?.length ?? 0,
  };
}

/**
 * The app's half of a turn, request by request of the workflow's own code. Undefined when the app died in it, or nobody hears its
 * answer: the turn is lost and will be sent again. An app whose sidecar has died runs its code to the end all the same.
 */
export function runTurnCode(
  cluster: Cluster,
  app: AppProcess,
  instance: Instance,
  newEvents: HistoryEvent[],
  knownCount: number,
): { result: TurnResult; wakeUp: Omit<WakeUp, 'historyEnd'> } | undefined {
  const { dialect, facade } = cluster.options;
  const place = placeIn(instance, 'end');
  const item: WorkItem = {
    dialect,
    facade,
    instanceId: instance.id,
    oldEvents: instance.history,
    newEvents,
  };
  const identity = cluster.identity(app, 'turn', instance.id, instance.turn, instance.attempts);
  const answers: WorldAnswer[] = [];
  let outcome = app.machine.turn(item, identity, cluster.options.probesFor(place));
  const counts = { oldCount: instance.history.length, newCount: newEvents.length, knownCount };
  let soFar: SoFar = { reads: [], from: 0 };
  for (let effects = 1; ; effects += 1) {
    soFar = withMore(soFar, outcome);
    const isLast = outcome.kind !== 'requests';
    const wakeUp = { identity, code: app.code, reads: soFar.reads, answers };
    const tried =
      outcome.kind === 'done'
        ? tryOtherWays(cluster, app, instance, { ...soFar, item, wakeUp, result: outcome.result })
        : [];
    const ran = { ...soFar, tried };
    const isHeard = emitPass(cluster, app, place, instance.name, ran, counts, isLast);
    if (outcome.kind === 'broke' && isHeard) crashApp(cluster, app, outcome.breakdown);
    if (!app.isAlive || outcome.kind === 'broke') return undefined;
    if (outcome.kind === 'done') return isHeard ? { result: outcome.result, wakeUp } : undefined;
    const [open] = outcome.requests;
    if (!open) return undefined;
    cluster.durableEffects += 1;
    const response = askWorld(cluster, app, open.request, placeIn(instance, `effect${effects}`));
    if (!app.isAlive) return undefined;
    answers.push(worldAnswer(answers, open.request, response));
    outcome = app.machine.answerTurn(open.id, response, cluster.nowMs);
  }
}

const placeIn = (instance: Instance, moment: string): Place => ({
  instance: instance.id,
  subject: 'turn',
  number: instance.turn,
  attempt: instance.attempts,
  moment,
});

/** Runs a turn outside of any run to its end: `respond` answers the requests of the workflow's own code. */
export function wholeTurn(
  machine: Pick<Machine, 'turn' | 'answerTurn'>,
  given: Parameters<Machine['turn']>,
  respond: (request: WorldRequest) => WorldResponse,
): EndedTurn {
  const [, { nowMs }] = given;
  let outcome = machine.turn(...given);
  let soFar: SoFar = { reads: [], from: 0 };
  for (;;) {
    soFar = withMore(soFar, outcome);
    if (outcome.kind !== 'requests') break;
    const [open] = outcome.requests;
    if (!open) throw new Error('A turn waits for the world and asks it for nothing.');
    outcome = machine.answerTurn(open.id, respond(open.request), nowMs);
  }
  const { reads, beats } = soFar;
  return { ...outcome, reads, ...(beats && { beats }) };
}
