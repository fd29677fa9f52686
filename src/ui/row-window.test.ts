import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { around, elementsFor, piecesOf, reachOf, rowAt, type Piece } from './row-window.ts';

const rowsIn = (pieces: readonly Piece[]): number[] =>
  pieces.flatMap((piece) => ('row' in piece ? [piece.row] : []));

describe('the rows of a long list that are in the page', () => {
  it('are as many at an end of the list as in the middle', () => {
    expect(around(1000, 500, 20)).toEqual([480, 520]);
    expect(around(1000, 0, 20)).toEqual([0, 40]);
    expect(around(1000, 999, 20)).toEqual([960, 1000]);
    expect(around(30, 10, 20)).toEqual([0, 30]);
    expect(around(0, 0, 20)).toEqual([0, 0]);
  });

  it('fill a box of the lowest rows, and more', () => {
    for (const height of [100, 450, 900, 2160])
      expect(2 * reachOf(height) * 20).toBeGreaterThan(height);
  });

  it('and the room of the others come to the whole list, each row once and in order', () => {
    const list = fc.record({
      count: fc.integer({ min: 0, max: 200 }),
      middle: fc.integer({ min: 0, max: 220 }),
      reach: fc.integer({ min: 1, max: 40 }),
      pinned: fc.uniqueArray(fc.integer({ min: 0, max: 220 })),
    });
    fc.assert(
      fc.property(list, ({ count, middle, reach, pinned }) => {
        const range = around(count, middle, reach);
        const pieces = piecesOf(count, range, new Set(pinned));
        const all = pieces.flatMap((piece) =>
          'row' in piece
            ? [piece.row]
            : Array.from({ length: piece.end - piece.from }, (_, index) => piece.from + index),
        );
        expect(all).toEqual(Array.from({ length: count }, (_, index) => index));
        const drawn = new Set(rowsIn(pieces));
        for (let row = range[0]; row < range[1]; row += 1) expect(drawn.has(row)).toBe(true);
        for (const row of pinned) expect(drawn.has(row)).toBe(row < count);
        expect(drawn.size).toBeLessThanOrEqual(2 * reach + pinned.length);
        if (middle < count) expect(drawn.has(middle)).toBe(true);
      }),
    );
  });

  it('take over the elements of those that went: none is made anew, none changes its place', () => {
    const first = elementsFor(new Map(), [1, 2, 3, 4], new Set());
    const far = elementsFor(first, [801, 802, 803, 804], new Set());
    expect([...far.values()]).toEqual([...first.values()]);
    // One step on: what comes below the others can't take what went above them.
    expect([...elementsFor(far, [802, 803, 804, 805], new Set())].at(-1)).toEqual([805, 4]);
    // A row that is open is pinned, and its element goes nowhere when a search leaves it out.
    expect([...elementsFor(first, [11, 12, 13, 14], new Set([2])).values()]).toEqual([0, 2, 3, 4]);
  });

  it('keep their elements and the order of them, wherever the list goes', () => {
    const some = fc
      .uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 30 })
      .map((rows) => rows.toSorted((a, b) => a - b));
    const ways = fc.array(some, { minLength: 2, maxLength: 8 });
    const pinned = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 5 });
    fc.assert(
      fc.property(ways, pinned, (lists, held) => {
        let before = new Map<number, number>();
        for (const rows of lists) {
          const after = elementsFor(before, rows, new Set(held));
          expect([...after.keys()]).toEqual(rows);
          expect(new Set(after.values()).size).toBe(rows.length);
          const order = [...before.values()];
          const old = [...after.values()]
            .map((each) => order.indexOf(each))
            .filter((at) => at >= 0);
          expect(old).toEqual(old.toSorted((a, b) => a - b));
          for (const [row, element] of before) {
            if (after.has(row)) expect(after.get(row)).toBe(element);
            else if (held.includes(row)) expect([...after.values()]).not.toContain(element);
          }
          before = after;
        }
      }),
    );
  });

  it('are found by what can be seen, with rows of two heights', () => {
    const heightOf = (row: number) => (row % 3 === 0 ? 23 : 34);
    expect(rowAt(heightOf, 300, -10)).toBe(0);
    expect(rowAt(heightOf, 300, 22)).toBe(0);
    expect(rowAt(heightOf, 300, 23)).toBe(1);
    expect(rowAt(heightOf, 300, 91 * 50 + 1)).toBe(150);
    expect(rowAt(heightOf, 300, 1e6)).toBe(299);
  });
});
