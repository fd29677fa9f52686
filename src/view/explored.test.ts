import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandPieces } from './explored-band.ts';
import { exploredMarks } from './explored-marks.ts';
import { countByTone, legendOf, rowsOf, worstFirst, type ExploredCell } from './explored.ts';
import type { Staircase } from './frame.ts';

const cell = fc.record({
  number: fc.nat(500),
  lane: fc.nat(2),
  step: fc.nat(40),
  where: fc.constant('somewhere'),
  stretch: fc.constantFrom('one', 'two', 'three').map((key) => ({ key, words: key })),
  moments: fc.integer({ min: 1, max: 9 }),
  found: fc.record({
    shape: fc.constantFrom('solid' as const, 'double' as const, 'question' as const),
    tone: fc.constantFrom('good' as const, 'note' as const, 'bad' as const, 'quiet' as const),
    verdict: fc.constantFrom('Holds', 'Happens twice'),
    text: fc.constantFrom('', 'A sentence.', 'Another one.'),
  }),
}) satisfies fc.Arbitrary<ExploredCell>;
const cells = fc.uniqueArray(cell, { selector: ({ number }) => number, maxLength: 60 });

const stairs: Staircase = {
  columns: [2, 3, 5, 6].map((number) => ({ number, label: `event ${number}` })),
  rows: [
    {
      label: 'App run 1',
      process: 1,
      again: [0, 0],
      live: [0, 4],
      end: 'saved',
      isAhead: false,
      step: 0,
      stops: Array.from({ length: 41 }, (_, step) => ({ column: step / 10, step, beat: 0 })),
      marks: [],
    },
  ],
  playhead: { row: 0, column: 4 },
};

describe('places in the picture', () => {
  it('never lie on each other, keep the order of their lane, and stay inside', () => {
    fc.assert(
      fc.property(cells, fc.integer({ min: 240, max: 1400 }), (all, width) => {
        const sorted = [...all].sort((a, b) => a.step - b.step);
        const picture = { lanes: ['App', 'Engine', 'Both'], cells: sorted };
        const box = { width, labelWidth: 60, laneHeight: 30 };
        const marks = exploredMarks(picture, stairs, box);
        expect(marks.cells).toHaveLength(all.length);
        for (const lane of [0, 1, 2]) {
          const xs = marks.cells.filter((each) => each.cell.lane === lane).map(({ x }) => x);
          xs.slice(1).forEach((x, index) => expect(x - (xs[index] ?? 0)).toBeGreaterThan(13.99));
          for (const x of xs) expect(x + 8).toBeLessThanOrEqual(marks.width);
        }
      }),
    );
  });

  it('are listed with the worst first, and each counted once', () => {
    fc.assert(
      fc.property(cells, (all) => {
        const tones = worstFirst(all).map(({ found }) => found?.tone);
        const firstGood = tones.indexOf('good');
        expect(firstGood < 0 || !tones.slice(firstGood).includes('bad')).toBe(true);
        const { good, note, bad, quiet } = countByTone(all);
        expect(good + note + bad + quiet).toBe(all.length);
        const legend = legendOf(all).map(({ shape, verdict }) => `${shape} ${verdict}`);
        expect(new Set(legend).size).toBe(legend.length);
      }),
    );
  });
});

describe('the list', () => {
  it('has a row for each stretch, and each place once, under what was found there', () => {
    fc.assert(
      fc.property(cells, (all) => {
        const rows = rowsOf(all);
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
        const listed = rows.flatMap(({ key, said }) =>
          said.flatMap(({ found, cells: same, numbers }) => {
            for (const each of same) {
              expect(each.stretch.key).toBe(key);
              expect(each.found).toEqual(found);
              expect(numbers).toContain(each.number);
            }
            // One button a lane, and nothing that is alike twice.
            expect(new Set(same.map(({ lane }) => lane)).size).toBe(same.length);
            return numbers;
          }),
        );
        // What is left out was said by the last row with this verdict.
        const last = new Map<string | undefined, string>();
        for (const { found, isAgain } of rows.flatMap(({ said }) => said)) {
          const text = `${found.tone} ${found.shape} ${found.text}`;
          expect(isAgain === true).toBe(found.text !== '' && last.get(found.verdict) === text);
          last.set(found.verdict, text);
        }
        const momentsIn = (some: readonly ExploredCell[]) =>
          some.reduce((sum, { moments }) => sum + moments, 0);
        const shown = rows.flatMap(({ said }) => said.flatMap((each) => each.cells));
        expect(momentsIn(shown)).toBe(momentsIn(all));
        expect(listed.sort((a, b) => a - b)).toEqual(
          all.map(({ number }) => number).sort((a, b) => a - b),
        );
        const tones = rows.map(({ tone }) => tone);
        const firstGood = tones.indexOf('good');
        expect(firstGood < 0 || !tones.slice(firstGood).includes('bad')).toBe(true);
      }),
    );
  });
});

describe('the band over the staircase', () => {
  const columns = [0, 1, 2, 3].map((index) => ({ x: 100 + index * 150, width: 150 }));
  const lanes = ['App', 'Engine', 'Both'];

  it('stands for every place once, by the worst of them, and each mark has its room', () => {
    fc.assert(
      fc.property(cells, fc.integer({ min: 10, max: 60 }), (all, room) => {
        const pieces = bandPieces({ lanes, cells: all }, stairs, columns, room);
        expect(pieces.reduce((count, { others }) => count + 1 + others, 0)).toBe(all.length);
        pieces.forEach(({ x }, index) => {
          expect(x - (pieces[index - 1]?.x ?? 0)).toBeGreaterThanOrEqual(index === 0 ? 0 : room);
          expect(x).toBeGreaterThan(100);
          expect(x).toBeLessThan(700);
        });
        const isBad = (each: ExploredCell | undefined) => each?.found?.tone === 'bad';
        expect(pieces.some(({ worst }) => isBad(worst))).toBe(all.some(isBad));
      }),
    );
  });

  const one = (step: number, tone: 'good' | 'bad', number: number): ExploredCell => ({
    number,
    lane: 0,
    step,
    where: 'somewhere',
    stretch: { key: 'one', words: 'somewhere' },
    moments: 1,
    found: { shape: 'solid', tone, verdict: 'Holds', text: '' },
  });

  it('has a mark in the column of its place, and the worst hides the others', () => {
    const picture = { lanes, cells: [one(5, 'good', 1), one(5, 'bad', 2), one(25, 'good', 3)] };
    const pieces = bandPieces(picture, stairs, columns, 20);
    expect(pieces.map(({ worst, others }) => [worst.number, others])).toEqual([
      [2, 1],
      [3, 0],
    ]);
    // Within half of its room: places 5 and 25 are half of columns 0 and 2.
    expect(Math.abs((pieces[0]?.x ?? 0) - 175)).toBeLessThanOrEqual(10);
    expect(Math.abs((pieces[1]?.x ?? 0) - 475)).toBeLessThanOrEqual(10);
  });

  it('goes on to the right where a replay starts again at the left', () => {
    const [row] = stairs.rows;
    if (!row) throw new Error('The staircase has no row.');
    const again = {
      ...row,
      stops: [0, 1, 2].map((at) => ({ column: at / 10, step: 41 + at, beat: 0 })),
    };
    const both = { ...stairs, rows: [row, again] };
    const picture = { lanes, cells: [one(25, 'good', 1), one(42, 'bad', 2)] };
    const [before, after] = bandPieces(picture, both, columns, 20);
    expect([before?.worst.number, after?.worst.number]).toEqual([1, 2]);
    expect(after?.x).toBeGreaterThan(680);
  });

  it('leaves out what is not tried yet, and what is not drawn', () => {
    const { found: _, ...open } = one(5, 'good', 1);
    const picture = { lanes, cells: [open, one(80, 'bad', 2)] };
    expect(bandPieces(picture, stairs, columns, 20)).toEqual([]);
    expect(bandPieces({ lanes, cells: [] }, stairs, [], 20)).toEqual([]);
  });
});
