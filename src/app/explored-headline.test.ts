import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type {
  CrashPoint,
  EndKind,
  ExploredRun,
  Finding,
  Verdict,
  Wrong,
} from '../explore/report.ts';
import { shapeOf } from '../explore/shapes.ts';
import { summaryOf } from '../explore/summary.ts';
import { MAIN_INSTANCE } from '../sim/simulate.ts';
import { rowsOf, type ExploredCell } from '../view/explored.ts';
import { explorationOf } from './explored-picture.ts';
import type { Explorings } from './explorings.ts';
import { openedPage } from './visit.test-support.ts';

let shown: Pick<Explorings, 'scenario' | 'trace' | 'program'>;
beforeAll(async () => {
  const { trace, program, scenario } = (await openedPage()).shown();
  // Code of one's own: what its activities do outside, nobody counts.
  shown = { trace, program, scenario: { ...scenario, program: { source: '', workflow: 'order' } } };
});

const INVARIANTS: Record<Wrong, Finding['invariant']> = {
  stops: 'no-divergence',
  'silently-different': 'no-divergence',
  'no-end': 'reaches-the-end',
  twice: 'effects-once',
  lost: 'effects-once',
  'other-result': 'same-result',
  rewritten: 'history-grows',
};
const WRONGS = Object.keys(INVARIANTS) as Wrong[];

const EFFECT = { effect: 'Card charged', times: 2 };
const findingOf = (wrong: Wrong): Finding => ({
  invariant: INVARIANTS[wrong],
  wrong,
  text: `Found: ${wrong}.`,
  ...(wrong === 'twice' && EFFECT),
});

/** One run with one crash, of a workflow that ends with `status` without it. */
const madeUp = fc.record({
  moments: fc.integer({ min: 1, max: 9 }),
  wrongs: fc.oneof(fc.constant<Wrong[]>([]), fc.subarray(WRONGS, { maxLength: 2 })),
  isUnknown: fc.integer({ max: 9, min: 0 }).map((at) => at === 0),
  isOther: fc.constantFrom(undefined, undefined, 'value' as const, 'status' as const),
  again: fc.subarray(['pay', 'ship']),
  hasRemark: fc.boolean(),
});
type MadeUp = typeof madeUp extends fc.Arbitrary<infer Value> ? Value : never;

const END_KINDS = {
  COMPLETED: { value: 'result', status: 'fails' },
  FAILED: { value: 'failure', status: 'completes' },
} as const satisfies Record<string, Record<string, EndKind>>;
type Ended = keyof typeof END_KINDS;

const NOTHING: Verdict = {
  severity: 'holds',
  shape: 'solid',
  findings: [],
  remarks: [],
  ranAgain: [],
  status: 'COMPLETED',
};

function verdictOf(made: MadeUp, status: Ended): Verdict {
  const { wrongs, isUnknown, isOther, again, hasRemark } = made;
  const ranAgain = again.map((name, task) => ({ instance: '', task, name, runs: 2 }));
  const none = { ...NOTHING, ranAgain, status };
  if (isUnknown) return { ...none, severity: 'unknown', reason: 'An act found no place.' };
  const findings = WRONGS.filter((each) => wrongs.includes(each)).map(findingOf);
  const isOpen = wrongs.includes('no-end') || wrongs.includes('stops');
  const kind = isOther && !isOpen ? END_KINDS[status][isOther] : undefined;
  const isFlipped = kind === 'fails' || kind === 'completes';
  const other = status === 'FAILED' ? 'COMPLETED' : 'FAILED';
  const severity = findings.length > 0 ? 'broken' : kind || hasRemark ? 'remark' : 'holds';
  return {
    ...none,
    severity,
    shape: shapeOf(severity, findings, ranAgain),
    findings,
    status: wrongs.includes('stops') ? 'FAILED' : isFlipped ? other : status,
    ...(kind && { otherEnd: { kind, text: `It ${kind}.` } }),
  };
}

function seenOf(status: Ended, all: readonly MadeUp[]) {
  const points = all.map(({ moments }, index): CrashPoint => {
    const at = { subject: 'turn', number: index + 1, attempt: 1, moment: 'sent' } as const;
    const number = index + 1;
    return { victim: 'app', at, number, name: '', steps: [index, index], moments, kept: 0 };
  });
  const runs = all.map((made, index): ExploredRun => {
    const point = points[index];
    return { number: index + 1, crashes: point ? [point] : [], verdict: verdictOf(made, status) };
  });
  const failed = { ...NOTHING, status, failure: 'boom' };
  const verdict = status === 'FAILED' ? failed : NOTHING;
  const base = { name: 'order', points, verdict };
  const summary = summaryOf(base, runs, { pairs: 0, seed: 1 });
  const about = { kind: 'crashes', standing: 'done', done: 1, total: 1, points: [] } as const;
  const seen = explorationOf({ ...about, ...shown, base, runs, summary }, MAIN_INSTANCE);
  return { seen, runs, said: `${seen.summary} ${seen.counts}` };
}

const tallyOf = (cells: readonly { moments: number }[]): string => {
  const moments = cells.reduce((sum, each) => sum + each.moments, 0);
  const [kind, moment] = [
    cells.length === 1 ? 'kind' : 'kinds',
    moments === 1 ? 'moment' : 'moments',
  ];
  return `${cells.length} ${kind} (${moments} ${moment})`;
};

const many = fc.array(madeUp, { minLength: 1, maxLength: 8 });
const status = fc.constantFrom<Ended>('COMPLETED', 'FAILED');
const foundText = ({ found }: ExploredCell): string => found?.text ?? '';

describe('the headline of a crash everywhere', () => {
  it('promises nothing that a row takes back', () => {
    fc.assert(
      fc.property(status, many, (ended, all) => {
        const { seen, runs, said } = seenOf(ended, all);
        const { cells } = seen.picture;
        const verdicts = runs.map(({ verdict }) => verdict);
        const judged = verdicts.filter(({ severity }) => severity !== 'unknown');
        const isBad = cells.some(({ found }) => found?.tone === 'bad');
        if (/same result/.test(said)) {
          expect(judged.every((each) => !each.otherEnd && each.status === ended)).toBe(true);
          expect(isBad).toBe(false);
        }
        if (/nothing happens twice/.test(said))
          expect(cells.filter((each) => /ran \d+ times|: twice/.test(foundText(each)))).toEqual([]);
        if (/^No crash .*does harm/.test(said)) expect(isBad).toBe(false);
        if (/always comes to its end/.test(said))
          expect(judged.every((each) => each.status === ended)).toBe(true);
        for (const cell of cells.filter(({ found }) => found?.tone === 'good')) {
          const verdict = verdicts[cell.number - 1];
          expect([verdict?.severity, verdict?.status, verdict?.otherEnd]).toEqual([
            'holds',
            'COMPLETED',
            undefined,
          ]);
        }
      }),
    );
  });

  it('begins with it where a workflow fails by itself, without praise and without green', () => {
    fc.assert(
      fc.property(many, (all) => {
        const { seen, said } = seenOf('FAILED', all);
        expect(seen.summary).toMatch(
          /^order fails (in every run, with and )?without a crash: .*boom\./,
        );
        expect(said).not.toMatch(/always comes|same result|No crash does harm/);
        expect(seen.picture.cells.filter(({ found }) => found?.tone === 'good')).toEqual([]);
      }),
    );
  });

  it('counts what the rows say, in kinds and in moments', () => {
    fc.assert(
      fc.property(status, many, (ended, all) => {
        const { seen, runs } = seenOf(ended, all);
        const { cells } = seen.picture;
        const counts = seen.counts ?? '';
        const again = cells.filter((each) => /(pay|ship) ran 2 times/.test(foundText(each)));
        const told = /in (\d+ kinds? \(\d+ moments?\)) [^;,]* runs (?:twice|again)/.exec(counts);
        expect(told?.[1]).toBe(again.length === 0 ? undefined : tallyOf(again));
        const endings: [EndKind, string][] = [
          ['fails', 'it fails instead of completing'],
          ['completes', 'it completes instead of failing'],
          ['result', 'it ends with another result'],
          ['failure', 'it fails for another reason'],
        ];
        for (const [kind, clause] of endings) {
          const found = cells.filter(
            ({ number }) => runs[number - 1]?.verdict.otherEnd?.kind === kind,
          );
          expect(counts.includes(clause)).toBe(found.length > 0);
          if (found.length > 0) expect(counts).toContain(`in ${tallyOf(found)} ${clause}`);
          for (const each of found) expect(foundText(each)).toContain(`It ${kind}.`);
        }
        expect(counts).toMatch(new RegExp(`^${cells.length} kinds? of crash`));
      }),
    );
  });

  it('sends a person to the worst, which is the first row', () => {
    fc.assert(
      fc.property(status, many, (ended, all) => {
        const { seen } = seenOf(ended, all);
        const [first] = rowsOf(seen.picture.cells);
        const isBad = first?.tone === 'bad';
        expect(seen.first !== undefined).toBe(isBad);
        if (isBad) expect(first.said[0]?.numbers).toContain(seen.first);
      }),
    );
  });
});
