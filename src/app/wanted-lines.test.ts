import { describe, expect, it } from 'vitest';
import type { Beat } from '../trace/beat.ts';
import type { Pass } from '../trace/step.ts';
import { wantedLines, withVariablesOf } from './wanted-lines.ts';

const base = { event: 3, isReplaying: true };

/** A line, and the event that is dealt with after it. */
const twoBeats = (number: number, isShown: boolean): Beat[] => [
  {
    ...base,
    key: `l4.${number}`,
    line: 4,
    kind: 'line',
    visit: number,
    ...(isShown && { stack: [{ fn: 'flow', variables: [] }] }),
  },
  { ...base, key: `e${number}`, line: 4, kind: 'event', outcome: 'completed' },
];

const linesOf = (count: number, isShown: (number: number) => boolean): Beat[] =>
  Array.from({ length: count }, (_, number) => twoBeats(number, isShown(number))).flat();

const passOf = (beats: Beat[] | undefined, of: Pass['of'] = 'turn'): Pass => ({
  of,
  number: 1,
  attempt: 1,
  process: 1,
  instance: 'order-1',
  name: 'flow',
  oldCount: 3,
  newCount: 1,
  knownCount: 3,
  reads: [],
  ...(beats && { beats }),
  isLast: true,
  isTorn: false,
});

const divergence: Beat = {
  ...base,
  key: 'd',
  line: 4,
  kind: 'diverge',
  divergence: {
    eventNumber: 3,
    recorded: { method: 'callActivity', name: 'one' },
    message: 'They do not match.',
  } as Extract<Beat, { kind: 'diverge' }>['divergence'],
};

/** As the engine tells it: code and history disagree, and with that the workflow has failed. */
const apart: Beat[] = [
  divergence,
  { ...base, key: 'end', line: 4, kind: 'finish', status: 'FAILED' },
];

describe('the lines whose variables are wanted', () => {
  const until = (known: number) => (number: number) => number < known;

  it.each([
    ['of a wake-up without beats', passOf(undefined), 0, { window: { from: 0, to: 600 } }],
    ['of an activity without beats', passOf(undefined, 'task'), 0, {}],
    ['of a later stretch of an activity', passOf(linesOf(9, until(0)), 'task'), 17, undefined],
    ['where they are there', passOf(linesOf(900, until(600))), 2 * 599 + 1, undefined],
    ['at the first line that has none', passOf(linesOf(900, until(600))), 1200, around(600)],
    ['at an event after it', passOf(linesOf(900, until(600))), 1201, around(600)],
    ['before any line', passOf(linesOf(2, until(0)).slice(1, 2)), 0, undefined],
    [
      'where code and history disagree: those before it first',
      passOf([...linesOf(2000, until(600)), ...apart]),
      0,
      { window: { from: 499, to: 2000 } },
    ],
    [
      'of a disagreement whose lines are there',
      passOf([...linesOf(900, () => true), ...apart]),
      1800,
      undefined,
    ],
  ])('%s', (_name, pass, beat, wanted) => {
    expect(wantedLines(pass, beat)).toEqual(wanted);
  });

  function around(line: number) {
    return { window: { from: line - 150, to: line + 450 } };
  }
});

describe('the variables of two looks at a pass', () => {
  it('are all there afterwards', () => {
    const first = linesOf(6, (number) => number < 2);
    const second = linesOf(6, (number) => number >= 4);
    expect(withVariablesOf(second, first)).toEqual(
      linesOf(6, (number) => number < 2 || number >= 4),
    );
  });

  it('are those of the new one where the old one is no other look at the same pass', () => {
    const second = linesOf(6, () => false);
    expect(withVariablesOf(second, undefined)).toBe(second);
    expect(
      withVariablesOf(
        second,
        linesOf(5, () => true),
      ),
    ).toBe(second);
  });
});
