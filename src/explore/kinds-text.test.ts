import { expect, it } from 'vitest';
import type { CrashPoint, ExploreBase, ExploredRun, Verdict } from './report.ts';
import { kindsText } from './summary.ts';

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
