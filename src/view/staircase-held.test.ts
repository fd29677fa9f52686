import { describe, expect, it } from 'vitest';
import type { StairColumn, Staircase } from './frame.ts';
import { staircaseMarks } from './marks.ts';
import { longStairs, type LongChoice } from './staircase-long.ts';
import { isLong } from './staircase-size.ts';

const box = {
  width: 1026,
  labelWidth: 100,
  rowHeight: 24,
  leastRows: 2,
  letterWidth: 7,
  axisHeight: 34,
};
const room = { width: 900, branch: 20 };
const closed: LongChoice = { open: [], openRows: [] };

const rounds = Array.from({ length: 298 }, () => ['chargeCard?', 'answer']).flat();
const columns: StairColumn[] = ['started', ...rounds, 'done'].map((label, index) => ({
  number: index + 2,
  label,
}));

/** A run that ends at so many columns, where its playhead is. */
function runOf(count: number, head = count): Staircase {
  const stops = columns.slice(0, count).map((_, at) => ({ column: at + 0.5, step: at, beat: 0 }));
  return {
    columns: count === columns.length ? columns : columns.slice(0, count),
    rows: [
      {
        label: 'App run 1',
        process: 1,
        again: [0, 0],
        live: [0, count],
        end: count < columns.length ? 'torn' : 'saved',
        isAhead: false,
        step: 0,
        stops,
        marks: [],
      },
    ],
    playhead: { row: 0, column: head },
  };
}

/** The same after a crash there. */
const deadAt = (count: number): Staircase => ({
  ...runOf(count),
  apart: [count - 1],
  held: { columns, rows: 1, moments: 900 },
});

describe('a long run that a crash has just cut', () => {
  it.each(
    [0, 1, 2, 3].flatMap((level) => [2, 3, 60, 299, 300, 597].map((cut) => [level, cut] as const)),
  )('at level %i with %i columns left stays where it was', (level, cut) => {
    const before = longStairs(runOf(columns.length, cut), { ...closed, level }, room);
    const dead = longStairs(deadAt(cut), { ...closed, level }, room);
    expect(dead.slots).toMatchObject({ window: before.slots.window });
    expect(dead.slots.list).toBe(before.slots.list);
    const was = staircaseMarks(before.stairs, box);
    const is = staircaseMarks(dead.stairs, box);
    expect(is.columns.length).toBeGreaterThan(0);
    expect(is.columns.map(({ x, width }) => [x, width])).toEqual(
      was.columns.slice(0, is.columns.length).map(({ x, width }) => [x, width]),
    );
    expect(is.columns.length + is.empty.length).toBe(was.columns.length);
    expect(is.playhead).toEqual(was.playhead);
    expect(is.height).toBe(was.height);
    // Nothing is named that is not there.
    const most = Math.max(...is.columns.map(({ number }) => number));
    expect(most).toBeLessThanOrEqual(cut + 1);
  });

  it.each([
    [300, '3–301', 'chargeCard ×149', 299],
    [301, '3–302', 'chargeCard ×150', 300],
    [4, '3–5', '3 events', 3],
  ])('with %i columns has a fold of what is left', (cut, range, label, events) => {
    const { stairs } = longStairs(deadAt(cut), closed, room);
    const [, fold] = stairs.columns;
    expect(`${fold?.number}–${fold?.fold?.to}`).toBe(range);
    expect([fold?.label, fold?.fold?.events]).toEqual([label, events]);
    // The key that opens it is that of the whole.
    expect(fold?.fold?.span).toEqual([1, 597]);
  });

  it('shows the playhead at each level, also in a row of many wake-ups', () => {
    const run = runOf(columns.length);
    const [last] = run.rows;
    if (!last) throw new Error('no row');
    const wakeUps = [588, 590, 592, 594, 596].map((column) => ({
      ...last,
      stops: [0, column].map((place) => ({ column: place, step: column, beat: place })),
    }));
    const again = { ...run, rows: wakeUps, playhead: { row: 4, column: 5 } };
    expect(longStairs(again, closed, room).rows).toHaveLength(2);
    for (const level of [0, 1, 2, 3])
      expect(
        staircaseMarks(longStairs(again, { ...closed, level }, room).stairs, box).playhead,
      ).toBeDefined();
  });

  it('is drawn as a long one, also when little of it is left', () => {
    expect(isLong(runOf(3))).toBe(false);
    expect(isLong(deadAt(3))).toBe(true);
  });
});
