import { isTerminal } from '../sim/instance.ts';
import { formatPlace } from '../trace/place-text.ts';
import { withoutMain, type Place } from '../trace/place.ts';
import type { EndedTurn } from '../sim/machine.ts';
import type { CodeVersion } from '../sim/scenario.ts';
import type { Step } from '../trace/step.ts';
import { checkedUpTo } from './checked-up-to.ts';
import {
  deployPlacesIn,
  messageText,
  standingOf,
  type DeployPlace,
  type Stored,
} from './deploy-points.ts';
import {
  DEPLOY_VERDICTS,
  type DeployFinding,
  type DeployInstance,
  type DeployPoint,
  type DeploySummary,
  type DeployVerdict,
} from './deploy-report.ts';
import { deploySentence, harmText } from './deploy-sentence.ts';
import { compareReplays, loudMismatch, quietMismatch, type ReplayCheck } from './replay-check.ts';
import type { RunRecord } from './run-record.ts';

/** Something with two versions of its code. */
export interface Deployable {
  readonly main: string;
  run(crashes: readonly []): RunRecord;
  /** The run in which the app is exchanged for version 2 at this place. */
  runWithNext(at: Place, before: number): RunRecord;
  /** The same, with the event sent for which its run waits at the end. Undefined: it waits for none. */
  sending?(run: RunRecord): { event: string; subject: Deployable } | undefined;
  /** One turn in a new app process: the history once more, and nothing new. With every beat recorded. */
  replay(code: CodeVersion, stored: Stored, atMs: number): EndedTurn;
}

/**
 * Lets version 2 arrive at every state of the store that a run of version 1 goes through: reads each history with both versions,
 * and lets version 2 go on from there in the same outside world. Yields each point as it is judged, then the summary.
 */
export function* deployCheck(subject: Deployable): Generator<DeployFinding, DeploySummary> {
  const base = subject.run([]);
  const places = deployPlacesIn(base.steps);
  const points: DeployPoint[] = [];
  for (const [index, place] of places.entries()) {
    const point = checkPoint(subject, base, place, index + 1);
    points.push(point);
    yield { kind: 'point', point };
  }
  const upTo = upToIn(subject, base, places);
  const beyond = upTo === undefined ? undefined : triedBeyond(subject, base, places.length);
  const summary = summaryOf(points, [upTo ?? [], beyond ?? []].flat().join(' '));
  yield { kind: 'summary', summary };
  return summary;
}

const upToIn = (
  subject: Deployable,
  base: RunRecord,
  places: readonly DeployPlace[],
): string | undefined =>
  checkedUpTo(base, places, (stored, atMs) => subject.replay('v1', stored, atMs));

/**
 * What goes wrong after the wait at the end of a run, tried with its event sent, as a sentence. Undefined: nothing does, no event is waited
 * for, or version 1 fails with one that has no data.
 */
function triedBeyond(given: Deployable, base: RunRecord, known: number): string | undefined {
  const { event, subject } = given.sending?.(base) ?? {};
  if (event === undefined || !subject) return undefined;
  const run = subject.run([]);
  const hasFailed = [...run.facts.instances.values()].some(({ status }) => status === 'FAILED');
  if (hasFailed || run.unused.length > 0 || run.facts.over === 'limit') return undefined;
  const places = deployPlacesIn(run.steps);
  const points = places
    .map((place, index) => ({ place, number: index + 1 }))
    .slice(known)
    .map(({ place, number }) => checkPoint(subject, run, place, number));
  const harm = harmText(points);
  return harm && `Tried with ${event} sent, without data: ${harm}.`;
}

function checkPoint(
  subject: Deployable,
  base: RunRecord,
  place: DeployPlace,
  number: number,
): DeployPoint {
  const at = withoutMain(place.at, subject.main);
  const [first] = place.steps;
  const before = base.performedAt.filter((step) => step !== undefined && step <= first).length;
  const run = subject.runWithNext(at, before);
  const since = run.steps.findIndex((step, index) => index > first && step.kind === 'app-started');
  const after = since < 0 ? [] : run.steps.slice(since);
  const replays = place.instances.map((stored) => replayBoth(subject, stored, place.atMs));
  const judged = place.instances.map((stored, index) =>
    judgeInstance(stored, replays[index], base, run, after),
  );
  const worst = judged.reduce<DeployInstance | undefined>(
    (bad, each) => (bad && rank(bad.verdict) >= rank(each.verdict) ? bad : each),
    undefined,
  );
  const main = place.instances.find(({ id }) => id === subject.main);
  const told = main ?? place.instances[0];
  const asking = place.instances.find(({ id }) => id === worst?.instance) ?? told ?? NOTHING;
  const shows = shownAt(asking, after, subject.main);
  const waitsFor = told ? listeningIn(replays[place.instances.indexOf(told)]) : [];
  const { scenario } = run;
  return {
    number,
    at,
    name: formatPlace(at),
    steps: place.steps,
    kept: main?.history.length ?? 0,
    inbox: (main?.inbox ?? []).map((event) => messageText(event, main?.history ?? [])),
    standing: standingOf(told ?? NOTHING, waitsFor),
    verdict: worst?.verdict ?? 'safe',
    instances: judged,
    ...(worst?.mismatch && { mismatch: worst.mismatch }),
    ...(shows && { showsAt: shows }),
    ...(worst?.reason !== undefined && { reason: worst.reason }),
    ...(scenario && { scenario }),
  };
}

const NOTHING: Stored = { id: '', name: '', history: [], inbox: [], isOver: false };

interface Replays extends ReplayCheck {
  first: EndedTurn;
}

/** Undefined: the instance has not begun, so there is nothing to read. */
function replayBoth(subject: Deployable, stored: Stored, atMs: number): Replays | undefined {
  if (stored.history.length === 0) return undefined;
  const first = subject.replay('v1', stored, atMs);
  const second = subject.replay('v2', stored, atMs);
  return { first, ...compareReplays(stored.history, first, second) };
}

const listeningIn = (replays: Replays | undefined): string[] =>
  replays?.first.kind === 'done' ? (replays.first.result.waitsFor ?? []) : [];

function judgeInstance(
  stored: Stored,
  replays: Replays | undefined,
  base: RunRecord,
  run: RunRecord,
  after: readonly Step[],
): DeployInstance {
  const told = {
    instance: stored.id,
    kept: stored.history.length,
    inbox: stored.inbox.map((event) => messageText(event, stored.history)),
  };
  if (replays?.verdict) {
    const { verdict, mismatch } = replays;
    return { ...told, verdict, ...(mismatch && { mismatch }) };
  }
  return { ...told, ...goesOn(stored.id, replays, base, run, after) };
}

type Judged = Pick<DeployInstance, 'verdict' | 'mismatch' | 'reason'>;

/** How version 2 goes on from there, in the same outside world. */
function goesOn(
  id: string,
  replays: Replays | undefined,
  base: RunRecord,
  run: RunRecord,
  after: readonly Step[],
): Judged {
  const met = firstMismatch(id, after);
  if (met) return met;
  const [was, is] = [base.facts.instances.get(id)?.status, run.facts.instances.get(id)?.status];
  if (is === 'STALLED') return { verdict: 'stalled', reason: 'Dapr holds this instance back.' };
  const lost = run.unused.find((each) => !base.unused.includes(each) && !isOfApp(each));
  if (lost !== undefined)
    return {
      verdict: 'unknown',
      reason: `With version 2 from here on, something that the scenario does found no place. ${lost}`,
    };
  if (base.facts.over === 'limit' || run.facts.over === 'limit' || run.failure !== undefined)
    return { verdict: 'unknown', reason: run.failure ?? 'The run does not come to an end.' };
  if (is === 'FAILED' && was !== 'FAILED') {
    const end = run.facts.instances.get(id)?.log.at(-1);
    const message = end?.type === 'ExecutionCompleted' ? (end.failure?.message ?? '') : '';
    return { verdict: 'stops', mismatch: { text: `With version 2 it fails: ${message}` } };
  }
  const [unheard] = replays?.unheard ?? [];
  const isOpen = is === undefined || !isTerminal(is);
  if (!isOpen) return { verdict: 'safe' };
  if (unheard !== undefined)
    return {
      verdict: 'hangs',
      reason: `Version 1 waits for the event ${unheard}. Version 2 does not hear it.`,
    };
  if (was !== undefined && isTerminal(was))
    return {
      verdict: 'hangs',
      reason: 'With version 1 it ends. With version 2 nothing wakes it any more.',
    };
  return { verdict: 'safe' };
}

/** A crash or restart of the scenario's own that came too late: a deploy is a restart itself, so what version 2 does is seen all the same. */
const isOfApp = (unused: string): boolean => /^(crash|restart):/.test(unused);

/** The first turn with version 2 in which code and history part. */
function firstMismatch(id: string, after: readonly Step[]): Judged | undefined {
  for (const step of after) {
    if (step.kind !== 'turn-returned' || step.instance !== id) continue;
    if (step.divergence) return { verdict: 'stops', mismatch: loudMismatch(step.divergence) };
    const [quiet] = step.quietDifferences ?? [];
    if (quiet) return { verdict: 'silently-different', mismatch: quietMismatch(quiet) };
  }
  return undefined;
}

/** The first message that wakes an instance with version 2. */
function shownAt(
  { id, history }: Stored,
  after: readonly Step[],
  main: string,
): { message: string; place: string } | undefined {
  const sent = after.find((step) => step.kind === 'turn-sent' && step.instance === id);
  if (sent?.kind !== 'turn-sent') return undefined;
  const woke = sent.newEvents.find(({ type }) => type !== 'OrchestratorStarted');
  return {
    message: woke ? messageText(woke, history) : 'a wake-up',
    place: formatPlace(withoutMain(sent.place, main)),
  };
}

function summaryOf(points: readonly DeployPoint[], upTo: string): DeploySummary {
  const verdicts = Object.fromEntries(DEPLOY_VERDICTS.map((each) => [each, 0])) as Record<
    DeployVerdict,
    number
  >;
  for (const { verdict } of points) verdicts[verdict] += 1;
  const worst = points.reduce<DeployPoint | undefined>(
    (bad, each) =>
      each.verdict === 'safe' || (bad && rank(bad.verdict) >= rank(each.verdict)) ? bad : each,
    undefined,
  );
  return {
    text: deploySentence(points, upTo === '' ? undefined : upTo),
    points: points.length,
    verdicts,
    ...(worst && { worst }),
    ...(upTo !== '' && { upTo }),
  };
}

const rank = (verdict: DeployVerdict): number => DEPLOY_VERDICTS.indexOf(verdict);
