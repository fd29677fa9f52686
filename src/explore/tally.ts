import {
  INVARIANTS,
  type CrashPoint,
  type ExploredRun,
  type ExploreOptions,
  type Invariant,
  type Summary,
  type Verdict,
} from './report.ts';
import type { RunRecord } from './run-record.ts';
import type { Subject } from './subject.ts';
import { counted, happens, listed } from './words.ts';

/** Counts what the runs have shown. Several tallies of one exploration can be put together (`merged`). */
export class Tally {
  readonly #main: string;
  readonly #base: RunRecord;
  readonly #verdict: Verdict;
  readonly #points: readonly CrashPoint[];
  readonly #runs: ExploredRun[] = [];
  #pairs = 0;

  constructor(
    { main }: Pick<Subject, 'main'>,
    base: RunRecord,
    verdict: Verdict,
    points: readonly CrashPoint[],
  ) {
    this.#main = main;
    this.#base = base;
    this.#verdict = verdict;
    this.#points = points;
  }

  add(run: ExploredRun): void {
    this.#runs.push(run);
  }

  addPair(run: ExploredRun): void {
    this.#pairs += 1;
    this.#runs.push(run);
  }

  summary({ pairs: budget, seed }: Pick<ExploreOptions, 'pairs' | 'seed'>): Summary {
    const runs = { holds: 0, remark: 0, broken: 0, unknown: 0 };
    const broken = Object.fromEntries(INVARIANTS.map((each) => [each, 0])) as Record<
      Invariant,
      number
    >;
    for (const { verdict } of this.#runs) {
      runs[verdict.severity] += 1;
      for (const each of new Set(verdict.findings.map(({ invariant }) => invariant)))
        broken[each] += 1;
    }
    const smallest = smallestOf(this.#runs);
    return {
      text: this.#text(),
      points: this.#points.length,
      moments: this.#points.reduce((sum, { moments }) => sum + moments, 0),
      pairs: { run: this.#pairs, budget, seed },
      broken,
      runs,
      ...(smallest && { smallest }),
      base: this.#verdict,
    };
  }

  #text(): string {
    const singles = this.#runs.filter(({ crashes }) => crashes.length === 1);
    const pairs = this.#runs.filter(({ crashes }) => crashes.length === 2);
    const parts = [clausesOf(singles, this.#always(singles))];
    if (pairs.length > 0) {
      const clauses = clausesOf(pairs, this.#always(pairs));
      parts.push(`${counted(pairs.length, 'pair')} of crashes: ${clauses}`);
    }
    const already = this.#verdict.findings[0];
    const before = already ? `Already without a crash: ${already.text} ` : '';
    return `${before}${counted(singles.length, 'crash point')}: ${parts.join('. ')}.`;
  }

  /** What holds in all of them. */
  #always(runs: readonly ExploredRun[]): string {
    const open = runs.filter(({ verdict }) =>
      verdict.findings.some(({ wrong }) => wrong === 'no-end' || wrong === 'stops'),
    ).length;
    const name = this.#base.facts.instances.get(this.#main)?.name ?? 'the plain code';
    if (open > 0) return `${name} does not come to its end in ${open} of them`;
    switch (this.#base.facts.over) {
      case 'waiting':
        return `${name} always comes to where it waits`;
      case 'finished':
      case 'app-down':
      case 'sidecar-down':
      case 'both-down':
      case 'limit':
      case undefined:
        return `${name} always comes to its end`;
    }
  }
}

function clausesOf(runs: readonly ExploredRun[], always: string): string {
  const clauses = new Map<string, number>();
  for (const { verdict } of runs)
    for (const clause of new Set(verdict.findings.flatMap(clauseOf)))
      clauses.set(clause, (clauses.get(clause) ?? 0) + 1);
  const told = [...clauses].map(([clause, count]) => `in ${count} of them ${clause}`);
  const unknown = runs.filter(({ verdict }) => verdict.severity === 'unknown').length;
  if (unknown > 0) told.push(`${unknown} of them can not be judged`);
  if (told.length > 0) return `${always}; ${listed(told)}`;
  return `${always}, with the same result, and nothing happens twice`;
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
