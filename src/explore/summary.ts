import {
  INVARIANTS,
  type ExploreBase,
  type ExploredRun,
  type ExploreOptions,
  type Invariant,
  type Summary,
  type Verdict,
} from './report.ts';
import { counted, happens, listed } from './words.ts';

type Unseen = (verdict: Verdict) => readonly string[];

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
    text: textOf(base, done, unseen),
    points: base.points.length,
    moments: base.points.reduce((sum, { moments }) => sum + moments, 0),
    pairs: { run: done.filter(({ crashes }) => crashes.length === 2).length, budget, seed },
    broken,
    runs,
    ...(smallest && { smallest }),
    base: base.verdict,
  };
}

function textOf(base: ExploreBase, done: readonly ExploredRun[], unseen: Unseen): string {
  const singles = done.filter(({ crashes }) => crashes.length === 1);
  const pairs = done.filter(({ crashes }) => crashes.length === 2);
  const parts = [clausesOf(singles, always(base, singles), unseen)];
  if (pairs.length > 0)
    parts.push(
      `${counted(pairs.length, 'pair')} of crashes: ${clausesOf(pairs, always(base, pairs), unseen)}`,
    );
  const already = base.verdict.findings[0];
  const before = already ? `Already without a crash: ${already.text} ` : '';
  const of = base.of === undefined ? '' : `, spread evenly over ${base.of} of them`;
  return `${before}${counted(singles.length, 'crash point')}${of}: ${parts.join('. ')}.`;
}

/** What holds in all of them. */
function always({ name, over }: ExploreBase, runs: readonly ExploredRun[]): string {
  const open = runs.filter(({ verdict }) =>
    verdict.findings.some(({ wrong }) => wrong === 'no-end' || wrong === 'stops'),
  ).length;
  if (open > 0) return `${name} does not come to its end in ${open} of them`;
  return over === 'waiting'
    ? `${name} always comes to where it waits`
    : `${name} always comes to its end`;
}

function clausesOf(runs: readonly ExploredRun[], always: string, unseen: Unseen): string {
  const clauses = new Map<string, number>();
  for (const { verdict } of runs)
    for (const clause of new Set(verdict.findings.flatMap(clauseOf)))
      clauses.set(clause, (clauses.get(clause) ?? 0) + 1);
  const told = [...clauses].map(([clause, count]) => `in ${count} of them ${clause}`);
  const unknown = runs.filter(({ verdict }) => verdict.severity === 'unknown').length;
  if (unknown > 0) told.push(`${unknown} of them cannot be judged`);
  const again = againClause(runs.map(({ verdict }) => unseen(verdict)));
  if (told.length > 0) return `${always}; ${listed(told)}${again}`;
  if (again !== '') return `${always}, with the same result${again}`;
  return `${always}, with the same result, and nothing happens twice`;
}

/** So many activities are named. */
const MOST_NAMES = 3;

function againClause(found: readonly (readonly string[])[]): string {
  const names = [...new Set(found.flat())];
  if (names.length === 0) return '';
  const count = found.filter((each) => each.length > 0).length;
  const who = names.length > MOST_NAMES ? 'an activity' : names.join(' or ');
  return `; in ${count} of them ${who} runs twice; whether that does harm, only you know`;
}

function clauseOf({ wrong, effect, times = 0 }: Verdict['findings'][number]): string[] {
  switch (wrong) {
    case 'twice':
    case 'lost':
      return effect === undefined ? [] : [happens(effect, times)];
    case 'other-result':
      return ['it goes on differently than without a crash'];
    case 'stops':
      return ['code and history disagree'];
    case 'silently-different':
      return ['a replay is silently different'];
    case 'rewritten':
      return ['the history loses an event'];
    case 'no-end':
      return [];
  }
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
