import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Staircase, StairRow } from './frame.ts';
import { placeUnder, staircaseMarks } from './marks.ts';
import { trackPaths } from './stair-tracks.ts';
import type { StairBox } from './staircase-column-marks.ts';

const box: StairBox = {
  width: 900,
  labelWidth: 100,
  rowHeight: 24,
  leastRows: 2,
  letterWidth: 7,
  axisHeight: 34,
};

function row(part: Partial<StairRow>): StairRow {
  return {
    label: 'App run 1',
    process: 1,
    again: [0, 0],
    live: [0, 4],
    end: 'saved',
    isAhead: false,
    step: 0,
    stops: [0, 1, 2, 3, 4].map((column) => ({ column, step: 7, beat: column })),
    marks: [],
    ...part,
  };
}

function stairs(rows: StairRow[], column = 4, at = rows.length - 1): Staircase {
  const columns = [2, 3, 5, 6].map((number) => ({ number, label: `event ${number}` }));
  return { columns, rows, playhead: { row: at, column } };
}

describe('the drawing of a staircase', () => {
  test('a bar is cut in two at the playhead, and the rest is ahead', () => {
    const marks = staircaseMarks(stairs([row({ again: [0, 2], live: [2, 4] })], 1.5), box);
    const bars = marks.rows[0]?.bars.map(({ kind, isAhead }) => `${kind} ${isAhead}`);
    expect(bars).toEqual(['again false', 'again true', 'live true']);
  });

  test('rows before the playhead are whole, rows after it are ahead', () => {
    const rows = [row({}), row({ isAhead: true, process: 2 })];
    const marks = staircaseMarks(stairs(rows, 1, 0), box);
    expect(marks.rows[1]?.bars.every((bar) => bar.isAhead)).toBe(true);
    const past = staircaseMarks(stairs([row({}), row({ process: 2 })], 0, 1), box);
    expect(past.rows[0]?.bars.every((bar) => !bar.isAhead)).toBe(true);
  });

  test('two effects in one column stand side by side', () => {
    const mark = { column: 2, kind: 'effect' as const, label: 'Card charged', isAhead: false };
    const marks = staircaseMarks(
      stairs([
        row({ marks: [mark] }),
        row({ process: 2, marks: [{ ...mark, isDuplicate: true }] }),
      ]),
      box,
    );
    const [first, second] = marks.effects;
    expect(second?.isDuplicate).toBe(true);
    expect((second?.x ?? 0) - (first?.x ?? 0)).toBeGreaterThan(8);
    expect(second?.y).toBe(first?.y);
  });

  test('two effects in a narrow column stand one on the other, over its number and below the rows', () => {
    const mark = { column: 2, kind: 'effect' as const, label: 'Card charged', isAhead: false };
    const marks = staircaseMarks(
      stairs([
        row({ marks: [mark] }),
        row({ process: 2, marks: [{ ...mark, isDuplicate: true }] }),
      ]),
      { ...box, width: 100 + 26 + 4 * 24 },
    );
    const [first, second] = marks.effects;
    expect([first?.x, second?.x]).toEqual([marks.columns[2]?.centre, marks.columns[2]?.centre]);
    // Each is 10.5 px high, from 6 px over its place.
    expect((first?.y ?? 0) - (second?.y ?? 0)).toBeGreaterThanOrEqual(10);
    expect(second?.y).toBeGreaterThanOrEqual(marks.stripY + 5);
    expect(first?.y).toBeLessThanOrEqual(marks.axisY - 5);
  });

  test.each([
    [['app run 1 crashed', 'the engine crashed'], 'app run 1 and the engine crashed'],
    [['app run 1 crashed', 'app run 1 crashed'], 'crashed ×2'],
    [['app run 1 crashed', 'the engine crashed', 'app run 1 crashed'], 'crashed ×3'],
    [['a crashed', 'a crashed', 'a crashed', 'a crashed'], 'crashed ×4'],
  ])('crashes at one place, %j, are one mark with one text', (labels, text) => {
    const crashes = labels.map((label) => ({
      kind: 'crash' as const,
      column: 1,
      label,
      isAhead: false,
    }));
    // Its words would lie on those of what has happened.
    const ahead = { kind: 'crash' as const, column: 1, label: 'later crashed', isAhead: true };
    const apart = { ...ahead, column: 2, isAhead: false, label: 'apart crashed' };
    const aheadApart = { ...ahead, column: 3 };
    const marks = [...crashes, ahead, apart, aheadApart];
    const [drawn] = staircaseMarks(stairs([row({ live: [0, 3], marks })], 3), box).rows;
    expect(drawn?.marks.map(({ label }) => label)).toEqual([
      text,
      'apart crashed',
      'later crashed',
    ]);
  });

  test('a divergence has two tracks that part', () => {
    const asked = { column: 1, recorded: 'pathB', asked: 'pathA' };
    const marks = staircaseMarks(stairs([row({ live: [0, 1], end: 'disagrees', asked })], 1), box);
    const tracks = marks.rows[0]?.tracks;
    const paths = tracks && trackPaths(tracks, 12);
    expect(paths?.recorded).toMatch(/^M/);
    expect(paths?.recorded).not.toBe(paths?.asked);
    expect(tracks?.askedY).toBeGreaterThan((marks.rows[0]?.y ?? 0) + 10);
    expect(marks.rowsBottom).toBeGreaterThan(tracks?.askedY ?? Infinity);
  });

  test('an app run that had come further before it disagrees has one diamond, at the event that does not line up', () => {
    const asked = { column: 1, recorded: 'chargeEuros', asked: 'chargeDollars' };
    const run = row({ live: [0, 3], end: 'disagrees', asked });
    const marks = staircaseMarks(stairs([run], 3), box).rows[0];
    expect(marks?.end).toMatchObject({ x: marks?.tracks?.x, isAhead: false });
    const before = staircaseMarks(stairs([row({ live: [0, 3], end: 'disagrees' })], 3), box);
    expect(before.rows[0]?.end.isAhead).toBe(true);
  });

  test('names are shortened where they do not fit, and left out where nothing of them would be said', () => {
    const names = (width: number) =>
      staircaseMarks(stairs([row({})]), { ...box, width }).columns.map(({ name }) => name);
    expect(names(900)).toEqual(['event 2', 'event 3', 'event 5', 'event 6']);
    expect(names(320)).toEqual(['even…', 'even…', 'even…', 'even…']);
    expect(names(200)).toEqual(['', '', '', '']);
  });

  test('a name is cut by its own width: thin letters need less room than wide ones', () => {
    const narrow = { ...box, width: 320, textWidth: (text: string) => text.length * 5 };
    const names = staircaseMarks(stairs([row({})]), narrow).columns.map(({ name }) => name);
    expect(names).toEqual(['event 2', 'event 3', 'event 5', 'event 6']);
  });

  test('a few events fill the width, and not more of it than can be read', () => {
    const right = (width: number) => staircaseMarks(stairs([row({})]), { ...box, width }).right;
    expect(right(1370)).toBe(1370 - 26);
    expect(right(4000)).toBe(100 + 4 * 400);
  });

  test.each([
    [900, 24, 15, 5],
    [200, 24, 9.25, 5],
    [160, 24, 7, 5],
    [900, 12, 15, 4],
    [900, 5, 15, 2.5],
  ])(
    'a wait in %i pixels and rows of %i is inside of its cell',
    (width, rowHeight, behind, radius) => {
      const { ring } =
        staircaseMarks(stairs([row({ end: 'waiting' })]), { ...box, width, rowHeight }).rows[0] ??
        {};
      expect(ring).toEqual({ behind, radius });
    },
  );

  test('it does not grow when the second row begins', () => {
    const one = staircaseMarks(stairs([row({})]), box).height;
    expect(staircaseMarks(stairs([row({}), row({ process: 2 })]), box).height).toBe(one);
  });
});

describe('pressing the drawing', () => {
  test('a stop is found where it is drawn', () => {
    const picture = stairs([row({})]);
    const columns = staircaseMarks(picture, box).columns;
    const third = columns[2];
    expect(placeUnder(picture, box, { x: third?.x ?? 0, y: 5 })).toEqual({
      step: 7,
      beat: 2,
      fraction: 0,
    });
    const middle = placeUnder(picture, box, { x: third?.centre ?? 0, y: 5 });
    expect(middle?.beat).toBe(2);
    expect(middle?.fraction).toBeCloseTo(0.5);
  });

  test('left of the first column is the start of that row', () => {
    const picture = stairs([
      row({}),
      row({ process: 2, stops: [{ column: 0, step: 30, beat: 0 }] }),
    ]);
    expect(placeUnder(picture, box, { x: 3, y: 30 })).toEqual({ step: 30, beat: 0, fraction: 0 });
  });

  test('any point answers with a stop of a row, and a fraction below one', () => {
    const picture = stairs([row({}), row({ process: 2, again: [0, 3], live: [3, 4] })]);
    const point = fc.record({
      x: fc.integer({ min: -50, max: 1200 }),
      y: fc.integer({ min: -50, max: 400 }),
    });
    fc.assert(
      fc.property(point, (at) => {
        const place = placeUnder(picture, box, at);
        expect(place?.step).toBe(7);
        expect(place?.fraction).toBeGreaterThanOrEqual(0);
        expect(place?.fraction).toBeLessThan(1);
      }),
    );
  });

  test('a run without rows has no place', () => {
    expect(placeUnder(stairs([]), box, { x: 200, y: 5 })).toBeUndefined();
  });

  test('moving to the right never goes back in time', () => {
    const picture = stairs([row({})]);
    const when = (x: number) => {
      const place = placeUnder(picture, box, { x, y: 5 });
      return (place?.beat ?? 0) + (place?.fraction ?? 0);
    };
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 0, max: 200 }),
        (x, more) => {
          expect(when(x + more)).toBeGreaterThanOrEqual(when(x) - 1e-9);
        },
      ),
    );
  });
});
