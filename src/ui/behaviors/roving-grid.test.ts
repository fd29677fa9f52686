import { describe, expect, test } from 'vitest';
import { cellAfterKey, nearestCell, type CellRows } from './roving-grid.ts';

const rows: CellRows = [
  [0, 3],
  [0, 7],
  [2, 5],
];

describe('walking a grid by keys', () => {
  test.each([
    ['ArrowRight', { row: 1, column: 3 }, { row: 1, column: 4 }],
    ['ArrowRight', { row: 0, column: 2 }, { row: 0, column: 2 }],
    ['ArrowLeft', { row: 2, column: 2 }, { row: 2, column: 2 }],
    ['ArrowUp', { row: 1, column: 6 }, { row: 0, column: 2 }],
    ['ArrowDown', { row: 1, column: 0 }, { row: 2, column: 2 }],
    ['ArrowDown', { row: 2, column: 4 }, { row: 2, column: 4 }],
    ['Home', { row: 2, column: 4 }, { row: 2, column: 2 }],
    ['End', { row: 1, column: 0 }, { row: 1, column: 6 }],
  ])('%s', (key, from, to) => {
    expect(cellAfterKey(rows, from, key)).toEqual(to);
  });

  test('other keys are left to the page', () => {
    expect(cellAfterKey(rows, { row: 0, column: 0 }, 'x')).toBeUndefined();
  });

  test('the tab stop is a cell that exists', () => {
    expect(nearestCell(rows, { row: 9, column: 9 })).toEqual({ row: 2, column: 4 });
    expect(nearestCell(rows, { row: -1, column: -1 })).toEqual({ row: 0, column: 0 });
  });
});
