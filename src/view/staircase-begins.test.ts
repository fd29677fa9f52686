import { describe, expect, it } from 'vitest';
import type { Staircase, StairRow } from './frame.ts';
import { staircaseMarks } from './marks.ts';
import { beginMarks } from './staircase-begins.ts';
import type { StairBox } from './staircase-column-marks.ts';

const box = {
  width: 1226,
  labelWidth: 100,
  rowHeight: 20,
  leastRows: 2,
  letterWidth: 7,
  axisHeight: 34,
};

const row = (again: [number, number], live: [number, number], rest: Partial<StairRow> = {}) => ({
  label: 'woken by event 5',
  process: 1,
  again,
  live,
  end: 'saved' as const,
  isAhead: false,
  step: 0,
  stops: [],
  marks: [],
  ...rest,
});

const crash = { kind: 'crash', label: 'app run 1 crashed', isAhead: false } as const;

/** Ten columns; the history starts again at the fifth, or at two of them. */
function stairs(rows: StairRow[], second?: number): Staircase {
  const columns = Array.from({ length: 10 }, (_, index) => ({
    number: 2 + (index % 4),
    label: 'answer',
    ...((index === 4 || index === second) && { begins: 'continued' as const }),
  }));
  return { columns, rows, playhead: { row: 0, column: 0 } };
}

const WHOLE = 'continued as new: the history starts again';

const drawnOf = (staircase: Staircase, at: StairBox) => {
  const marks = staircaseMarks(staircase, at);
  return { columns: marks.columns, begins: beginMarks(staircase, marks, at) };
};

describe('where the history starts again', () => {
  it.each([
    ['beside the line, in the first row that is free there', [row([0, 0], [0, 4])], WHOLE, 0],
    ['a row lower, when the first one goes on', [row([0, 0], [0, 8])], WHOLE, 1],
    [
      'not over the words of a crash',
      [
        row([0, 0], [0, 3.5], { end: 'torn', marks: [{ ...crash, column: 3.5 }] }),
        row([0, 2], [2, 4]),
      ],
      WHOLE,
      1,
    ],
    ['not over a ring', [row([0, 0], [0, 4], { end: 'waiting' })], WHOLE, 1],
    ['nowhere, when each row goes on', [row([0, 0], [0, 8]), row([4, 5], [5, 9])], '', 0],
    [
      'not below a disagreement, whose track is there',
      [row([0, 0], [0, 8], { asked: { column: 3, recorded: 'a', asked: 'b' } })],
      '',
      0,
    ],
  ])('is said %s', (_, rows, words, at) => {
    const { begins, columns } = drawnOf(stairs(rows), box);
    expect(begins).toEqual([{ x: columns[4]?.x, words, title: WHOLE, y: (at + 0.5) * 20 }]);
  });

  it.each([
    [
      1226,
      ['continued as new: the history starts again', 'continued as new: the history starts again'],
    ],
    [900, ['the history starts again', 'the history starts again']],
    [500, ['starts again', 'starts again']],
    [300, ['', '']],
  ])('in as many words as fit before the next time, in %i pixels', (width, words) => {
    const drawn = drawnOf(stairs([row([0, 0], [0, 4])], 7), { ...box, width });
    expect(drawn.begins.map((each) => each.words)).toEqual(words);
  });

  it('is a line alone where rows are as low as on the phone’s scrubber', () => {
    const { begins } = drawnOf(stairs([row([0, 0], [0, 4])]), { ...box, rowHeight: 9 });
    expect(begins).toMatchObject([{ words: '', title: WHOLE }]);
  });

  it('has no line in a history that goes on', () => {
    const { columns, ...rest } = stairs([row([0, 0], [0, 4])]);
    const plain = columns.map(({ number, label }) => ({ number, label }));
    expect(drawnOf({ ...rest, columns: plain }, box).begins).toEqual([]);
  });
});
