import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StairColumn } from './frame.ts';
import { linear } from './linear.ts';
import { axisNumbers, fittedName, gapBefore } from './staircase-axis.ts';

const LETTER = 7;

describe('the name of a column', () => {
  it.each([
    ['answer', 6, 'answer'],
    ['reserveStock?', 13, 'reserveStock?'],
    ['reserveStock?', 12.9, 'reserveSt…?'],
    ['reserveStock?', 6, 'res…?'],
    ['reserveStock?', 5.9, ''],
    ['answer', 5, 'ans…'],
    ['answer', 4.9, ''],
    ['pay😀Now', 6, 'pay…'],
    ['', 0, ''],
  ])('%s in the room of %d letters is %j', (label, letters, name) => {
    expect(fittedName(label, letters)).toBe(name);
  });

  it('never has more letters than there is room for', () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 0, max: 40, noNaN: true }), (label, letters) => {
        const name = fittedName(label, letters);
        expect(name.length).toBeLessThanOrEqual(letters);
        if (name !== '' && name !== label) expect(name).toMatch(/^.{3,}…\??$/s);
      }),
    );
  });
});

const named = (numbers: readonly number[]): StairColumn[] =>
  numbers.map((number) => ({ number, label: 'x' }));

const fold = (number: number, to?: number): StairColumn => ({
  number,
  label: 'x ×9',
  fold: {
    columns: 9,
    events: 9,
    times: 9,
    span: [0, 9],
    words: 'x',
    ...(to !== undefined && { to }),
  },
});

describe('events without a column', () => {
  it.each([
    ['before the first one', named([2, 3]), 0, 0, [1, 1]],
    ['between two', named([2, 3, 5]), 2, 0, [4, 4]],
    ['several of them', named([2, 5]), 1, 0, [3, 4]],
    ['none of them', named([2, 3]), 1, 0, undefined],
    ['none in plain code, which counts from 1', named([1, 2]), 0, 0, undefined],
    ['where the history starts again', named([2, 8, 2]), 2, 0, [1, 1]],
    ['not where a window begins', named([5, 6]), 0, 4, undefined],
    ['behind a fold', [fold(2, 28), ...named([30])], 1, 0, [29, 29]],
    [
      'not behind a fold in which the history starts again',
      [fold(2), ...named([30])],
      1,
      0,
      undefined,
    ],
  ])('%s', (_, columns, index, first, gap) => {
    expect(gapBefore(columns, index, first)).toEqual(gap);
  });
});

/** What is written, in order of its place; a wake-up in a frame, and `|` where it has only a tick. */
function written(columns: StairColumn[], width: number, first?: number): string {
  const x = linear([0, columns.length], [0, width]);
  const drawn = { columns, ...(first !== undefined && { first }) };
  const { isNumbered, gaps } = axisNumbers(drawn, LETTER, x);
  const own = columns.flatMap(({ number, fold: isFold }, index) =>
    isNumbered[index] ? [{ at: x(index + 0.5), text: isFold ? 'fold' : String(number) }] : [],
  );
  const between = gaps.map((gap) => ({ at: gap.x, text: gap.isNumbered ? `[${gap.text}]` : '|' }));
  return [...own, ...between]
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => text)
    .join(' ');
}

/** A loop of activities: a wake-up, an answer, a request. */
const loop = (rounds: number): StairColumn[] =>
  named([2, ...Array.from({ length: rounds }, (_, at) => [3 * at + 3, 3 * at + 5]).flat()]);

describe('the numbers under the columns', () => {
  it.each([
    ['all, and the wake-ups between them', named([2, 3, 5, 6]), 400, '[1] 2 3 [4] 5 6'],
    ['a tick for each wake-up that has no room', named([2, 3, 5, 6]), 80, '| 2 3 | 5 6'],
    ['those of plain code', named([1, 2, 3]), 300, '1 2 3'],
    ['every second one', named([1, 2, 3, 4, 5, 6]), 6 * 11, '2 4 6'],
    ['every fifth one', loop(5), 11 * 8, '| | 5 | [10] | 15 |'],
    ['again from 1', named([2, 3, 5, 2, 3, 5]), 600, '[1] 2 3 [4] 5 [1] 2 3 [4] 5'],
    ['a fold, whatever stands beside it', [...named([2]), fold(3, 29)], 80, '[1] 2 fold'],
  ])('%s', (_, columns, width, text) => {
    expect(written(columns, width)).toBe(text);
  });

  it.each([
    [
      1216,
      '5 [10] 15 20 [25] 30 35 [40] 45 50 [55] 60 65 [70] 75 80 [85] 90 95 [100] 105 110 [115] 120',
    ],
    [500, '[10] 20 30 [40] 50 60 [70] 80 90 [100] 110 120'],
    [300, '20 [40] 60 80 [100] 120'],
  ])('of 81 columns in %i pixels are round ones, also where that is a wake-up', (width, text) => {
    const numbers = written(loop(40), width)
      .split(' ')
      .filter((each) => each !== '|');
    expect(numbers.join(' ')).toBe(text);
  });

  it('never touch, however many and however narrow', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 120 }),
        fc.integer({ min: 20, max: 2000 }),
        (steps, width) => {
          let number = 0;
          const columns = named(steps.map((step) => (number += step)));
          const x = linear([0, columns.length], [0, width]);
          const { isNumbered, gaps } = axisNumbers({ columns }, LETTER, x);
          const texts = [
            ...columns.flatMap((column, index) =>
              isNumbered[index]
                ? [{ at: x(index + 0.5), half: (String(column.number).length * LETTER) / 2 }]
                : [],
            ),
            ...gaps
              .filter((gap) => gap.isNumbered)
              .map((gap) => ({ at: gap.x, half: (gap.text.length * LETTER) / 2 + 3 })),
          ].sort((a, b) => a.at - b.at);
          texts.forEach((text, index) => {
            const before = texts[index - 1];
            if (before) expect(text.at - text.half).toBeGreaterThan(before.at + before.half);
          });
        },
      ),
    );
  });
});
