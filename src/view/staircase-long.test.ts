import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Staircase, StairRow } from './frame.ts';
import { placeUnder, staircaseMarks } from './marks.ts';
import type { StairBox } from './staircase-column-marks.ts';
import { eventsUpTo, levelsOf, longStairs, type LongChoice } from './staircase-long.ts';
import { keyOf, opened, repeatsIn } from './staircase-patterns.ts';
import { windowAround } from './staircase-slots.ts';

const room = { width: 900, branch: 20 };
const box: StairBox = {
  width: 1026,
  labelWidth: 100,
  rowHeight: 24,
  leastRows: 2,
  letterWidth: 7,
  axisHeight: 34,
};
const whole: LongChoice = { open: [], openRows: [] };

function row(part: Partial<StairRow>): StairRow {
  return {
    label: 'App run 1',
    process: 1,
    again: [0, 0],
    live: [0, 0],
    end: 'saved',
    isAhead: false,
    step: 0,
    stops: [],
    marks: [],
    ...part,
  };
}

/** One app run that has a stop in the middle of each column; the step is the column. */
function runOf(labels: readonly string[], apart: number[] = []): Staircase {
  const columns = labels.map((label, index) => ({ number: index + 2, label }));
  const stops = labels.map((_, index) => ({ column: index + 0.5, step: index, beat: 0 }));
  return {
    columns,
    rows: [row({ live: [0, labels.length], stops })],
    playhead: { row: 0, column: 0 },
    apart,
  };
}

const times = (count: number, ...labels: string[]): string[] =>
  Array.from({ length: count }, () => labels).flat();
const loop = ['started', ...times(298, 'chargeCard?', 'answer'), 'done'];

/** `2 started`, `3–598 chargeCard ×298`. */
const layout = (stairs: Staircase): string[] =>
  stairs.columns.map(({ number, label, fold }) =>
    fold ? `${number}–${fold.to ?? ''} ${label}` : `${number} ${label}`,
  );

test('the events of a run are counted with the wake-ups’ own, and anew in every history', () => {
  const columns = [2, 3, 5, 6, 8].map((number) => ({ number, label: 'a' }));
  expect(columns.map((_, at) => eventsUpTo(columns, at + 1))).toEqual([2, 3, 5, 6, 8]);
  expect(eventsUpTo(columns, 0)).toBe(0);
  const again = [
    ...columns,
    { number: 2, label: 'a', begins: 'continued' as const },
    ...columns.slice(1),
  ];
  expect(eventsUpTo(again, again.length)).toBe(16);
});

describe('a long run, folded', () => {
  test.each([
    ['a loop', loop, [], ['2 started', '3–598 chargeCard ×298', '599 done']],
    [
      'a loop with a crash in the middle',
      loop,
      [300],
      [
        '2 started',
        '3–300 chargeCard ×149',
        '301 chargeCard?',
        '302 answer',
        '303–598 chargeCard ×148',
        '599 done',
      ],
    ],
    [
      'a fan-out',
      ['started', ...times(500, 'work?'), ...times(500, 'answer'), 'done'],
      [],
      ['2 started', '3–502 work ×500', '503–1002 answer ×500', '1003 done'],
    ],
    [
      'rounds of several activities',
      times(50, 'reserve?', 'answer', 'charge?', 'answer'),
      [],
      ['2–201 reserve, charge ×50'],
    ],
  ])('%s', (_, labels, apart, expected) => {
    const shifted = apart.map((each) => each - 1);
    expect(layout(longStairs(runOf(labels, shifted), whole, room).stairs)).toEqual(expected);
  });

  it('says no range of numbers where the history begins anew', () => {
    const rounds = times(20, 'started', 'remind?', 'answer', 'done');
    const run = runOf(rounds);
    run.columns.forEach((column, index) => (column.number = (index % 4) + 2));
    expect(layout(longStairs(run, whole, room).stairs)).toEqual(['2– remind ×20']);
  });

  it('folds whole stretches where nothing is repeated', () => {
    const labels = Array.from({ length: 400 }, (_, index) => `step${index}?`);
    expect(layout(longStairs(runOf(labels, [200]), whole, room).stairs)).toEqual([
      '2–201 200 events',
      '202 step200?',
      '203–401 199 events',
    ]);
  });

  it('counts the events of a folded stretch with the wake-ups’ own, as the history does', () => {
    const run = runOf(Array.from({ length: 400 }, (_, index) => `step${index}?`));
    run.columns.forEach((column, index) => (column.number = index + 2 + Math.floor(index / 2)));
    expect(layout(longStairs(run, whole, room).stairs)).toEqual(['2–600 599 events']);
  });

  it('opens a fold into parts, and those into single events', () => {
    const run = runOf(loop);
    const open = opened([], { from: 1, to: 597 });
    const parts = longStairs(run, { ...whole, open }, room).stairs;
    expect(layout(parts).slice(0, 3)).toEqual([
      '2 started',
      '3–32 chargeCard ×15',
      '33–62 chargeCard ×15',
    ]);
    const further = opened(open, { from: 31, to: 61 });
    const columns = longStairs(run, { ...whole, open: further }, room).stairs.columns;
    expect(columns.filter(({ fold }) => !fold)).toHaveLength(32);
    expect(opened(further, { from: 31, to: 61 })).toEqual(open);
  });

  it('counts the effects of a fold in one mark', () => {
    const run = runOf(loop);
    const marks = Array.from({ length: 298 }, (_, index) => ({
      column: 1 + index * 2,
      kind: 'effect' as const,
      label: 'Card charged',
      isAhead: index >= 100,
    }));
    const first = run.rows[0];
    if (first) first.marks = marks;
    expect(longStairs(run, whole, room).stairs.rows[0]?.marks).toEqual([
      { column: 1, kind: 'effect', label: 'Card charged ×100', isAhead: false },
    ]);
  });
});

describe('many wake-ups', () => {
  const wakeUps = Array.from({ length: 300 }, (_, index) =>
    row({
      label: index === 0 ? 'App run 1 · flow started' : `woken by event ${index}`,
      again: [0, index * 2],
      live: [index * 2, index * 2 + 2],
      stops: [{ column: index * 2, step: index, beat: 0 }],
      ...(index === 250 && { end: 'torn' }),
    }),
  );
  const run: Staircase = { ...runOf(loop), rows: wakeUps, playhead: { row: 100, column: 200 } };
  const names = (openRows: readonly string[]) =>
    longStairs(run, { ...whole, openRows }, room).stairs.rows.map(({ label }) => label);

  it('are one row with a count; a crash has a row of its own', () => {
    expect(names([])).toEqual([
      'App run 1 · flow started',
      '249 wake-ups',
      'woken by event 250',
      '49 wake-ups',
    ]);
    expect(longStairs(run, whole, room).stairs.playhead.row).toBe(1);
  });

  it('open into fewer, and those into single ones', () => {
    expect(names(['1-250'])).toHaveLength(23);
    expect(names(['1-250', '1-14']).slice(0, 3)).toEqual([
      'App run 1 · flow started',
      'woken by event 1',
      'woken by event 2',
    ]);
  });
});

describe('zooming', () => {
  it('has one level for each useful number of columns', () => {
    const sizes = (count: number, width: number) =>
      levelsOf(count, width, true).levels.map((each) => (each.kind === 'window' ? each.size : 0));
    expect(sizes(1342, 1000)).toEqual([0, 166, 62, 10]);
    expect(sizes(60, 1000)).toEqual([0, 60, 10]);
    expect(levelsOf(60, 1000, true).suggested).toBe(1);
    expect(levelsOf(60, 280, true).suggested).toBe(0);
  });

  it('the window holds the cursor, and stands where the cursor alone says', () => {
    const integer = fc.integer({ min: 1, max: 3000 });
    fc.assert(
      fc.property(
        integer,
        integer,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, n, share) => {
          const size = Math.max(4, n % 300);
          const place = share * count;
          const [from, to] = windowAround(place, size, count);
          expect(from).toBeLessThanOrEqual(place);
          expect(to).toBeGreaterThanOrEqual(place);
          expect(to - from).toBe(Math.min(size, count));
        },
      ),
    );
  });
});

const label = fc.constantFrom('a?', 'b?', 'answer', 'timer');
const piece = fc
  .record({ labels: fc.array(label, { minLength: 1, maxLength: 4 }), count: fc.nat(40) })
  .map(({ labels, count }) => times(count + 1, ...labels));
const labelsOf = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.flat());
const runs = fc.tuple(labelsOf, fc.array(fc.nat(400), { maxLength: 4 })).map(([labels, apart]) =>
  runOf(
    labels,
    apart.filter((each) => each < labels.length),
  ),
);

describe('whatever is folded', () => {
  it('each event lies in exactly one column or fold, and none that stands apart is folded', () => {
    fc.assert(
      fc.property(runs, fc.nat(5), (run, which) => {
        const fold = repeatsIn(run.columns, new Set(run.apart))[which];
        const { slots } = longStairs(run, { ...whole, open: fold ? [keyOf(fold)] : [] }, room);
        let next = 0;
        for (const { from, to, column } of slots.list) {
          expect(from).toBe(next);
          expect(to).toBeGreaterThan(from);
          expect(column.fold?.columns ?? 1).toBe(to - from);
          if (column.fold) expect(run.apart?.some((at) => at >= from && at < to)).toBe(false);
          next = to;
        }
        expect(next).toBe(run.columns.length);
      }),
    );
  });

  it('a later event is never drawn further to the left, and a place leads back to its column', () => {
    fc.assert(
      fc.property(runs, fc.nat(3), (run, level) => {
        const { slots } = longStairs(run, { ...whole, level }, room);
        let before = -Infinity;
        for (let column = 0; column <= run.columns.length; column += 0.5) {
          const place = slots.place(column);
          expect(place).toBeGreaterThan(before);
          expect(slots.columnAt(place)).toBeCloseTo(column);
          before = place;
        }
      }),
    );
  });

  it('a press on a fold leads to a moment inside it', () => {
    fc.assert(
      fc.property(runs, fc.double({ min: 0.3, max: 0.95, noNaN: true }), (run, share) => {
        const { stairs } = longStairs(run, { ...whole, level: 0 }, room);
        const marks = staircaseMarks(stairs, box);
        stairs.columns.forEach(({ fold }, index) => {
          const column = marks.columns[index];
          if (!fold || !column) return;
          const place = placeUnder(stairs, box, { x: column.x + share * column.width, y: 5 });
          expect(place?.step).toBeGreaterThanOrEqual(fold.span[0]);
          expect(place?.step).toBeLessThan(fold.span[1]);
        });
      }),
    );
  });
});
