import {
  INVARIANTS,
  type ExploreBase,
  type ExploredRun,
  type ExploreOptions,
  type Invariant,
  type Summary,
  type Verdict,
  worstFirst,
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

/** Some of the runs that a sentence speaks of, counted in words. */
type Tally = (runs: readonly ExploredRun[]) => string;

const ofThem: Tally = ({ length }) => `${length} of them`;

/** One place and who dies there are one kind of crash, which stands for so many moments: the rows of the list add up to it. */
const kinds: Tally = (runs) => {
  const moments = runs.reduce((sum, { crashes }) => sum + (crashes[0]?.moments ?? 0), 0);
  return `${counted(runs.length, 'kind')} (${counted(moments, 'moment')})`;
};

/** What the runs with one crash have shown, as the screen says it beside the list of them. */
export function kindsText(
  base: ExploreBase,
  singles: readonly ExploredRun[],
  unseen: Unseen,
): string {
  const judged = singles.filter(({ verdict }) => verdict.severity !== 'unknown');
  const unknown = singles.filter(({ verdict }) => verdict.severity === 'unknown');
  const said = clausesOf(judged, always(base, judged, kinds), unseen, kinds);
  const why = unknown[0]?.verdict.reason?.replace(/\..*$/s, '');
  return [
    `${kinds(singles).replace(' (', ' of crash (')}${share(base)}: ${said}.`,
    unknown.length > 0 ? ` Not known for ${kinds(unknown)}: ${why}.` : '',
  ].join('');
}

/**
 * What the runs with one crash have shown, in plain sentences: the worst first, then what else goes wrong. The counts of it stand beside
 * (`kindsText`).
 */
export function worstText(
  base: ExploreBase,
  singles: readonly ExploredRun[],
  unseen: Unseen,
): string {
  const findings = worstFirst(
    [base.verdict, ...singles.map(({ verdict }) => verdict)].flatMap((each) => each.findings),
  );
  const [worst] = findings;
  if (!worst) return harmless(base, singles, unseen);
  const others = [...new Set(findings.flatMap(clauseOf))].filter((each) => !isSaidBy(worst, each));
  const isAlready = base.verdict.findings.includes(worst);
  return [
    worst.effect === undefined ? worst.text : `After a crash ${clauseOf(worst).join('')}.`,
    isAlready ? ' That happens without a crash, too.' : '',
    others.length > 0 ? ` Some crashes also do this: ${listed(others.slice(0, MOST_TOLD))}.` : '',
  ].join('');
}

/** So much else is told in words. */
const MOST_TOLD = 3;

const isSaidBy = (worst: Verdict['findings'][number], clause: string): boolean =>
  clauseOf(worst).includes(clause) || clause === OTHER_WAY;

function harmless(base: ExploreBase, singles: readonly ExploredRun[], unseen: Unseen): string {
  const again = [...new Set(singles.flatMap(({ verdict }) => unseen(verdict)))];
  const end = base.over === 'waiting' ? 'to where it waits' : 'to its end';
  if (again.length === 0)
    return `No crash does harm: ${base.name} always comes ${end}, with the same result, and nothing happens twice.`;
  const who = again.length > MOST_NAMES ? 'An activity' : listed(again);
  return `${who} may run twice. Whether that does harm, only you know. ${base.name} always comes ${end}, with the same result.`;
}

const already = ({ verdict: { findings } }: ExploreBase): string =>
  findings[0] ? `Already without a crash: ${findings[0].text} ` : '';

const share = ({ of }: ExploreBase): string =>
  of === undefined ? '' : `, spread evenly over ${of} of them`;

function textOf(base: ExploreBase, done: readonly ExploredRun[], unseen: Unseen): string {
  const singles = done.filter(({ crashes }) => crashes.length === 1);
  const pairs = done.filter(({ crashes }) => crashes.length === 2);
  const parts = [clausesOf(singles, always(base, singles), unseen)];
  if (pairs.length > 0)
    parts.push(
      `${counted(pairs.length, 'pair')} of crashes: ${clausesOf(pairs, always(base, pairs), unseen)}`,
    );
  return `${already(base)}${counted(singles.length, 'crash point')}${share(base)}: ${parts.join('. ')}.`;
}

/** What holds in all of them. */
function always(
  { name, over }: ExploreBase,
  runs: readonly ExploredRun[],
  tally: Tally = ofThem,
): string {
  const open = runs.filter(({ verdict }) =>
    verdict.findings.some(({ wrong }) => wrong === 'no-end' || wrong === 'stops'),
  );
  if (open.length > 0) return `${name} does not come to its end in ${tally(open)}`;
  return over === 'waiting'
    ? `${name} always comes to where it waits`
    : `${name} always comes to its end`;
}

function clausesOf(
  runs: readonly ExploredRun[],
  always: string,
  unseen: Unseen,
  tally: Tally = ofThem,
): string {
  const clauses = new Map<string, ExploredRun[]>();
  for (const run of runs)
    for (const clause of new Set(run.verdict.findings.flatMap(clauseOf)))
      clauses.set(clause, [...(clauses.get(clause) ?? []), run]);
  const told = [...clauses].map(([clause, found]) => `in ${tally(found)} ${clause}`);
  const unknown = runs.filter(({ verdict }) => verdict.severity === 'unknown').length;
  if (unknown > 0) told.push(`${unknown} of them can’t be judged`);
  const again = againClause(runs, unseen, tally);
  if (told.length > 0) return `${always}; ${listed(told)}${again}`;
  if (again !== '') return `${always}, with the same result${again}`;
  return `${always}, with the same result, and nothing happens twice`;
}

const OTHER_WAY = 'it goes on differently than without a crash';

/** So many activities are named. */
const MOST_NAMES = 3;

function againClause(runs: readonly ExploredRun[], unseen: Unseen, tally: Tally): string {
  const found = runs.filter(({ verdict }) => unseen(verdict).length > 0);
  const names = [...new Set(found.flatMap(({ verdict }) => unseen(verdict)))];
  if (names.length === 0) return '';
  const who = names.length > MOST_NAMES ? 'an activity' : names.join(' or ');
  return `; in ${tally(found)} ${who} runs twice; whether that does harm, only you know`;
}

function clauseOf({ wrong, effect, times = 0 }: Verdict['findings'][number]): string[] {
  switch (wrong) {
    case 'twice':
    case 'lost':
      return effect === undefined ? [] : [happens(effect, times)];
    case 'other-result':
      return [OTHER_WAY];
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
