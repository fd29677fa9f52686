import { expect, it } from 'vitest';
import type { CrashPoint, ExploreBase, ExploredRun, Finding, Verdict } from './report.ts';
import { kindsText, worstText } from './headline.ts';
import { plain, plainPair } from './words.ts';

const verdict = (change: Partial<Verdict>): Verdict => ({
  severity: 'holds',
  shape: 'solid',
  findings: [],
  remarks: [],
  ranAgain: [],
  status: 'COMPLETED',
  ...change,
});

const pointOf = (number: number, moments: number): CrashPoint => ({
  victim: 'app',
  at: { subject: 'task', number, attempt: 1, moment: 'end' },
  number,
  name: `k${number}:end`,
  steps: [number, number],
  moments,
  kept: 0,
});

const run = (number: number, moments: number, change: Partial<Verdict> = {}): ExploredRun => ({
  number,
  crashes: [pointOf(number, moments)],
  verdict: verdict(change),
});

const base: ExploreBase = {
  name: 'pay',
  points: [pointOf(1, 8), pointOf(2, 5), pointOf(3, 4)],
  verdict: verdict({}),
};

const twice = verdict({
  severity: 'broken',
  findings: [
    { invariant: 'effects-once', wrong: 'twice', text: '', effect: 'Card charged', times: 2 },
  ],
});

it('says how many kinds of crash there were, and for how many moments each number stands', () => {
  expect(kindsText(base, [run(1, 8, twice), run(2, 5, twice), run(3, 4)], () => [])).toBe(
    '3 kinds of crash (17 moments): pay always comes to its end; in 2 kinds (13 moments) the card is charged twice.',
  );
});

it('says why something is not known, and does not count it as what holds', () => {
  const lost = { severity: 'unknown', reason: 'An act found no place. The event e1.' } as const;
  expect(kindsText(base, [run(1, 8), run(2, 1, lost)], () => [])).toBe(
    '2 kinds of crash (9 moments): pay always comes to its end, with the same result, and nothing happens twice. Not known for 1 kind (1 moment): An act found no place.',
  );
});

const broken = (...findings: Finding[]): Partial<Verdict> => ({ severity: 'broken', findings });
const finding = (wrong: Finding['wrong'], text: string, effect?: string): Finding => ({
  invariant: 'same-result',
  wrong,
  text,
  ...(effect !== undefined && { effect, times: 2 }),
});
const other = finding('other-result', 'On the same facts, pay goes on differently.');
const silent = finding('silently-different', 'At event 9 it differs. No engine notices.');
const charged = finding('twice', 'The card is charged twice.', 'Card charged');

it.each<[string, readonly ExploredRun[], ExploreBase, string]>([
  [
    'the worst first, whatever was found first',
    [run(1, 8, broken(charged)), run(2, 5, broken(other, silent))],
    base,
    'At event 9 it differs. No engine notices. Some crashes also do this: the card is charged twice.',
  ],
  [
    'what is wrong without a crash, too',
    [run(1, 8, broken(silent))],
    { ...base, verdict: verdict(broken(silent)) },
    'At event 9 it differs. No engine notices. That happens without a crash, too.',
  ],
  [
    'an effect in words',
    [run(1, 8, broken(charged))],
    base,
    'After a crash the card is charged twice.',
  ],
  [
    'nothing',
    [run(1, 8)],
    base,
    'No crash does harm: pay always comes to its end, with the same result, and nothing happens twice.',
  ],
])('says in one plain sentence: %s', (_name, runs, of, said) => {
  expect(worstText(of, runs, () => [])).toBe(said);
});

it('writes values without brackets, and of two alike only what differs', () => {
  const [one, two] = ['{"to":"ada","text":"Thank you"}', '{"to":"ada","text":"A gift"}'];
  expect(plainPair(one, two)).toEqual(['text Thank you', 'text A gift']);
  expect(plainPair('"a"', undefined)).toEqual(['a', 'nothing']);
  expect(plainPair('[1]', '[1]')).toEqual(['[1]', '[1]']);
  expect(plain('{"id":"6f1c2d3e-1111-4222-8333-444455556666"}')).toBe('id 6f1c2d3e…');
});
