import {
  rankOf,
  worstFirst,
  type EndKind,
  type ExploreBase,
  type ExploredRun,
  type Finding,
  type OtherEnd,
  type Verdict,
} from './report.ts';
import { counted, happens, listed, plainFailure } from './words.ts';

/** Names of the activities that ran again in a run, where only the person who wrote them knows what that does. */
export type Unseen = (verdict: Verdict) => readonly string[];

/** Some of the runs that a sentence speaks of, counted in words. */
type Tally = (runs: readonly ExploredRun[]) => string;

const ofThem: Tally = ({ length }) => `${length} of them`;

/** One place and who dies there are one kind of crash, which stands for so many moments: the rows of the list add up to it. */
const kinds: Tally = (runs) => {
  const moments = runs.reduce((sum, { crashes }) => sum + (crashes[0]?.moments ?? 0), 0);
  return `${counted(runs.length, 'kind')} (${counted(moments, 'moment')})`;
};

const isJudged = ({ verdict }: ExploredRun): boolean => verdict.severity !== 'unknown';

/** What the runs with one crash have shown, as the screen says it beside the list of them. */
export function kindsText(
  base: ExploreBase,
  singles: readonly ExploredRun[],
  unseen: Unseen,
): string {
  const unknown = singles.filter((run) => !isJudged(run));
  const why = unknown[0]?.verdict.reason?.replace(/\..*$/s, '');
  return [
    `${kinds(singles).replace(' (', ' of crash (')}${share(base)}: `,
    `${claimsOf(base, singles.filter(isJudged), unseen, kinds)}.`,
    unknown.length > 0 ? ` Not known for ${kinds(unknown)}: ${why}.` : '',
  ].join('');
}

/** All runs of an exploration, single crashes and pairs, in one sentence. */
export function wholeText(base: ExploreBase, done: readonly ExploredRun[], unseen: Unseen): string {
  const [first] = base.verdict.findings;
  const already = first ? `Already without a crash: ${first.text} ` : '';
  const singles = done.filter(({ crashes }) => crashes.length === 1);
  const pairs = done.filter(({ crashes }) => crashes.length === 2);
  const parts = [claimsOf(base, singles, unseen, ofThem)];
  if (pairs.length > 0)
    parts.push(
      `${counted(pairs.length, 'pair')} of crashes: ${claimsOf(base, pairs, unseen, ofThem)}`,
    );
  return `${already}${counted(singles.length, 'crash point')}${share(base)}: ${parts.join('. ')}.`;
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
  const fails = failsText(base, singles);
  const [worst] = worstFirst(findingsIn(base, singles));
  const rest = worst ? harmText(base, singles, worst) : endsText(base, singles, unseen);
  return [fails, rest].filter((each) => each !== '').join(' ');
}

const findingsIn = (base: ExploreBase, singles: readonly ExploredRun[]): Finding[] =>
  [base.verdict, ...singles.map(({ verdict }) => verdict)].flatMap((each) => each.findings);

/** The run to look at first: the earliest that shows the worst. */
export function worstRun(singles: readonly ExploredRun[]): ExploredRun | undefined {
  const rank = ({ verdict }: ExploredRun): number =>
    Math.min(...verdict.findings.map(({ wrong }) => rankOf(wrong)));
  return singles
    .filter(({ verdict }) => verdict.findings.length > 0)
    .sort((a, b) => rank(a) - rank(b) || a.number - b.number)[0];
}

/** So much else is told in words. */
const MOST_TOLD = 3;

function harmText(base: ExploreBase, singles: readonly ExploredRun[], worst: Finding): string {
  const [mild, hard] = [true, false].map((isMild) =>
    singles
      .filter(({ verdict }) => (verdict.otherEnd?.kind === 'result') === isMild)
      .flatMap(({ verdict }) => endClause(verdict)),
  );
  const clauses = [
    hard ?? [],
    worstFirst(findingsIn(base, singles)).flatMap(clauseOf),
    mild ?? [],
  ].flat();
  const isSaid = (clause: string): boolean =>
    clauseOf(worst).includes(clause) ||
    clause === OTHER_WAY ||
    (worst.wrong === 'other-result' && clause.startsWith(END_CLAUSES.result));
  const others = [...new Set(clauses)].filter((each) => !isSaid(each));
  const isAlready = base.verdict.findings.includes(worst);
  return [
    worst.effect === undefined ? worst.text : `After a crash ${clauseOf(worst).join('')}.`,
    isAlready ? ' That happens without a crash, too.' : '',
    others.length > 0 ? ` Some crashes also do this: ${listed(others.slice(0, MOST_TOLD))}.` : '',
  ].join('');
}

/** What stops it without a crash, too, is a finding, and said as one. */
export const isFailing = ({ verdict }: ExploreBase): boolean =>
  verdict.status === 'FAILED' && !verdict.findings.some(({ wrong }) => wrong === 'stops');

/** A workflow that fails by itself begins with that: what crashes do to it comes after. */
function failsText(base: ExploreBase, singles: readonly ExploredRun[]): string {
  if (!isFailing(base)) return '';
  const { failure = 'no reason is given' } = base.verdict;
  const why = `${base.line === undefined ? '' : `line ${base.line}, `}${plainFailure(failure)}`;
  return allFailAlike(singles)
    ? `${base.name} fails in every run, with and without a crash: ${why}.`
    : `${base.name} fails without a crash: ${why}.`;
}

const allFailAlike = (runs: readonly ExploredRun[]): boolean =>
  runs.every((run) => isJudged(run) && run.verdict.status === 'FAILED');

/** No crash breaks a rule: how it ends, and what runs again. */
function endsText(base: ExploreBase, singles: readonly ExploredRun[], unseen: Unseen): string {
  const judged = singles.filter(isJudged);
  if (judged.length === 0)
    return singles.length === 0
      ? 'No crash was tried.'
      : `No crash could be judged: ${singles[0]?.verdict.reason ?? ''}`;
  const again = [...new Set(judged.flatMap(({ verdict }) => unseen(verdict)))];
  const asks = again.length > 0 ? `${whoText(again)} may run twice. ${ONLY_YOU}` : '';
  const ends = endGroups(judged).map(([clause, found]) => `in ${kinds(found)} ${clause}`);
  if (ends.length > 0)
    return `${base.name} does not always end in the same way: ${listed(ends)}. ${asks}`.trim();
  if (isFailing(base)) return asks === '' ? 'No crash changes that.' : asks;
  const end = base.over === 'waiting' ? 'to where it waits' : 'to its end';
  const always = `${base.name} always comes ${end}, with the same result`;
  if (asks !== '') return `${asks} ${always}.`;
  const some = judged.length < singles.length ? ' that could be judged' : '';
  const tried = base.of === undefined ? some : ' that was tried';
  return `No crash${tried} does harm: ${always}, and nothing happens twice.`;
}

const ONLY_YOU = 'Whether that does harm, only you know.';

const share = ({ of }: ExploreBase): string =>
  of === undefined ? '' : `, spread evenly over ${of} of them`;

const isOpen = ({ verdict }: ExploredRun): boolean =>
  verdict.findings.some(({ wrong }) => wrong === 'no-end' || wrong === 'stops');

/** What holds in all of the runs that were judged, or how many of them it does not hold in. */
function leadOf(base: ExploreBase, judged: readonly ExploredRun[], tally: Tally): string {
  const { name, over } = base;
  const open = judged.filter(isOpen);
  if (open.length > 0) return `${name} does not come to its end in ${tally(open)}`;
  if (isFailing(base))
    return allFailAlike(judged) ? `${name} fails in every run` : `${name} fails without a crash`;
  const isOther = judged.some(({ verdict }) => (verdict.otherEnd?.kind ?? 'result') !== 'result');
  if (isOther) return `${name} does not always end in the same way`;
  return over === 'waiting'
    ? `${name} always comes to where it waits`
    : `${name} always comes to its end`;
}

/** Everything that was found in some runs, each thing with how many runs it was found in. */
function claimsOf(
  base: ExploreBase,
  runs: readonly ExploredRun[],
  unseen: Unseen,
  tally: Tally,
): string {
  const judged = runs.filter(isJudged);
  if (judged.length === 0)
    return runs.length === 0 ? 'nothing was tried' : 'none of them can be judged';
  const lead = leadOf(base, judged, tally);
  const found = grouped(judged, ({ verdict }) => verdict.findings.flatMap(clauseOf));
  const told = [...found, ...endGroups(judged)].map(
    ([clause, some]) => `in ${tally(some)} ${clause}`,
  );
  const unknown = runs.length - judged.length;
  if (unknown > 0) told.push(`${unknown} of them can’t be judged`);
  const again = againClause(judged, unseen, tally);
  if (told.length > 0) return `${lead}; ${listed(told)}${again}`;
  if (judged.some(isOpen)) return `${lead}${again}`;
  const same = isFailing(base) ? lead : `${lead}, with the same result`;
  return again === '' ? `${same}, and nothing happens twice` : `${same}${again}`;
}

type Grouped = [clause: string, runs: ExploredRun[]][];

/** The runs that each clause is true of, in the order in which the clauses are first met. */
function grouped(
  runs: readonly ExploredRun[],
  clausesIn: (run: ExploredRun) => readonly string[],
): Grouped {
  const clauses = new Map<string, ExploredRun[]>();
  for (const run of runs)
    for (const clause of new Set(clausesIn(run)))
      clauses.set(clause, [...(clauses.get(clause) ?? []), run]);
  return [...clauses];
}

const endGroups = (runs: readonly ExploredRun[]): Grouped =>
  grouped(runs, ({ verdict }) => endClause(verdict));

const endClause = ({ otherEnd }: Verdict): string[] =>
  otherEnd === undefined
    ? []
    : [`${END_CLAUSES[otherEnd.kind]}${otherEnd.because ? BECAUSE[otherEnd.because] : ''}`];

const END_CLAUSES: Record<EndKind, string> = {
  fails: 'it fails instead of completing',
  completes: 'it completes instead of failing',
  result: 'it ends with another result',
  failure: 'it fails for another reason',
  ends: 'it ends instead of waiting',
  never: 'it is never started',
  other: 'it ends in another way',
};

const BECAUSE: Record<NonNullable<OtherEnd['because']>, string> = {
  answer: ', because an activity answers differently',
  order: ', because its messages come in another order',
  time: ', because it is later by then',
};

const OTHER_WAY = 'it goes on differently than without a crash';

/** So many activities are named. */
const MOST_NAMES = 3;

function whoText(names: readonly string[]): string {
  return names.length > MOST_NAMES ? 'An activity' : listed(names);
}

function againClause(runs: readonly ExploredRun[], unseen: Unseen, tally: Tally): string {
  const found = runs.filter(({ verdict }) => unseen(verdict).length > 0);
  const names = [...new Set(found.flatMap(({ verdict }) => unseen(verdict)))];
  if (names.length === 0) return '';
  const who = names.length > MOST_NAMES ? 'an activity' : names.join(' or ');
  const isTwice = found.every(({ verdict }) =>
    verdict.ranAgain.every(({ runs: times }) => times === 2),
  );
  return `; in ${tally(found)} ${who} runs ${isTwice ? 'twice' : 'again'}; whether that does harm, only you know`;
}

function clauseOf({ wrong, effect, times = 0 }: Finding): string[] {
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
