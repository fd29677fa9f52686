import { isTerminal } from '../sim/instance.ts';
import { crashPointsIn, isSameCrash } from './crash-points.ts';
import { draws } from './draws.ts';
import { judge, judgeAlone } from './judge.ts';
import type {
  CrashPoint,
  ExploreBase,
  ExploredRun,
  ExploreFinding,
  ExploreOptions,
  Summary,
} from './report.ts';
import type { RunRecord } from './run-record.ts';
import type { PlacedCrash, Subject } from './subject.ts';
import { summaryOf } from './summary.ts';

/**
 * Runs a subject again with a crash at every place, and judges each run by the one without. Yields each run as it is judged, in
 * the order of the places; then pairs of crashes; then the summary.
 */
export function* explore(
  subject: Subject,
  options: ExploreOptions,
): Generator<ExploreFinding, Summary> {
  const base = subject.run([]);
  const { main, hasSilentEffects } = subject;
  const all = crashPointsIn(base.steps, {
    main,
    victims: options.victims,
    hasSilentEffects,
    momentsIn: subject.momentsIn(),
  });
  const points = evenly(all, mostPoints(base.steps.length));
  const verdict = judgeAlone(base, main);
  const instance = base.facts.instances.get(main);
  // The life of a `run` line ends without a word.
  const isWaiting = instance !== undefined && !isTerminal(instance.status);
  const over = base.facts.over ?? (isWaiting ? 'waiting' : undefined);
  const about: ExploreBase = {
    name: instance?.name ?? 'the plain code',
    ...(over && { over }),
    ...(base.failure !== undefined && { failure: base.failure }),
    verdict,
    points,
    ...(points.length < all.length && { of: all.length }),
  };
  yield { kind: 'base', base: about };
  const runs: ExploredRun[] = [];
  for (const point of points.filter((each) => isMine(each.number, options))) {
    const { run } = runWith(subject, base, point.number, [point]);
    runs.push(run);
    yield { kind: 'run', run };
  }
  for (const pair of pairsOf(subject, base, points, options)) {
    runs.push(pair);
    yield { kind: 'run', run: pair };
  }
  const summary = summaryOf(about, runs, options);
  yield { kind: 'summary', summary };
  return summary;
}

/** So many steps are done again at most, over all single crashes: a long run has thousands of places. */
const MOST_STEPS = 500_000;
const LEAST_POINTS = 100;

const mostPoints = (steps: number): number =>
  Math.max(LEAST_POINTS, Math.floor(MOST_STEPS / Math.max(1, steps)));

/** At most so many of them, spread evenly over the run, the first and the last included. */
export function evenly<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  const stride = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => items[Math.round(index * stride)]).filter(
    (each) => each !== undefined,
  );
}

const isMine = (number: number, { share }: ExploreOptions): boolean =>
  share === undefined || (number - 1) % share.of === share.worker;

function runWith(
  subject: Subject,
  base: RunRecord,
  number: number,
  crashes: CrashPoint[],
  first?: RunRecord,
): { run: ExploredRun; record: RunRecord } {
  const placed = placedIn(crashes, base, first);
  const record = subject.run(placed);
  const verdict = judge(base, record, subject.machine, subject.main);
  const { scenario } = record;
  return { run: { number, crashes, verdict, ...(scenario && { scenario }) }, record };
}

/** Where each crash stands among the run's own acts: the second crash is placed in the run with the first one. */
function placedIn(
  crashes: readonly CrashPoint[],
  base: RunRecord,
  first: RunRecord | undefined,
): PlacedCrash[] {
  return crashes.map((crash, index) => {
    const { performedAt } = index === 0 ? base : (first ?? base);
    const before = performedAt.filter(
      (step) => step !== undefined && step <= crash.steps[1],
    ).length;
    // The run with the first crash has two acts more: that crash and its restart.
    return { crash, before: before - 2 * index };
  });
}

/** Draws pairs: a place of the run without crashes, then a place of the run with that crash, after it. */
function* pairsOf(
  subject: Subject,
  base: RunRecord,
  points: readonly CrashPoint[],
  options: ExploreOptions,
): Generator<ExploredRun> {
  const draw = draws(options.seed);
  const seen = new Set<string>();
  const { main, hasSilentEffects } = subject;
  const { victims } = options;
  for (let count = 0; count < options.pairs && points.length > 0; count += 1) {
    const first = points[draw(points.length)];
    if (!first) return;
    const once = runWith(subject, base, first.number, [first]).record;
    const from = once.steps.findIndex((step, index) => index > first.steps[0] && isRestart(step));
    if (from < 0) continue;
    const after = crashPointsIn(once.steps, { main, victims, hasSilentEffects, from });
    const second = after[draw(Math.max(1, after.length))];
    if (!second || isSameCrash(first, second)) continue;
    const name = `${first.victim} ${first.name} ${second.victim} ${second.name}`;
    if (seen.has(name)) continue;
    seen.add(name);
    if (!isMine(count + 1, options)) continue;
    // After the numbers of all places, tried or not.
    const number = (points.at(-1)?.number ?? 0) + count + 1;
    yield runWith(subject, base, number, [first, second], once).run;
  }
}

const isRestart = ({ kind }: RunRecord['steps'][number]): boolean =>
  kind === 'app-started' || kind === 'sidecar-started';
