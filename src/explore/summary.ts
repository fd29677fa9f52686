import { wholeText, type Unseen } from './headline.ts';
import {
  INVARIANTS,
  type ExploreBase,
  type ExploredRun,
  type ExploreOptions,
  type Invariant,
  type Summary,
} from './report.ts';

/**
 * What the runs of one exploration have shown, in whatever order they were done. `unseen`: names of the activities that ran again
 * in a run, where only the person who wrote them knows what that does.
 */
export function summaryOf(
  base: ExploreBase,
  found: readonly ExploredRun[],
  { pairs: budget, seed }: Pick<ExploreOptions, 'pairs' | 'seed'>,
  unseen: Unseen = () => [],
): Summary {
  const done = [...found].sort((a, b) => a.number - b.number);
  const runs = { holds: 0, remark: 0, broken: 0, unknown: 0 };
  const broken = Object.fromEntries(INVARIANTS.map((each) => [each, 0])) as Record<
    Invariant,
    number
  >;
  for (const { verdict } of done) {
    runs[verdict.severity] += 1;
    for (const each of new Set(verdict.findings.map(({ invariant }) => invariant)))
      broken[each] += 1;
  }
  const smallest = smallestOf(done);
  return {
    text: wholeText(base, done, unseen),
    points: base.points.length,
    moments: base.points.reduce((sum, { moments }) => sum + moments, 0),
    pairs: { run: done.filter(({ crashes }) => crashes.length === 2).length, budget, seed },
    broken,
    runs,
    ...(smallest && { smallest }),
    base: base.verdict,
  };
}

/** The fewest acts, then the earliest place. Runs that can't be judged show nothing. */
function smallestOf(runs: readonly ExploredRun[]): ExploredRun | undefined {
  const broken = runs.filter(({ verdict }) => verdict.severity === 'broken');
  const rank = ({ crashes }: ExploredRun): number[] => [
    crashes.length,
    crashes[0]?.number ?? 0,
    crashes[1]?.number ?? 0,
  ];
  return broken.sort((a, b) => compare(rank(a), rank(b)))[0];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((each, index) => each !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
