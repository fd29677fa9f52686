import { describe, expect, it } from 'vitest';
import { LETTER, placeForWords } from './stair-words.ts';

const words = 'history says mailVoucher';
const length = words.length * LETTER;

describe('what history says stands', () => {
  it.each([
    ['behind its track', 300, 1000, undefined, 300],
    ['as far right as it fits', 900, 1000, undefined, 996 - length],
    ['where it is, when the playhead is before it', 300, 1000, 280, 300],
    ['where it is, when the playhead is behind it', 300, 1000, 300 + length + 20, 300],
    ['behind a playhead that would cover its beginning', 300, 1000, 296, 306],
    ['behind a playhead in its middle', 300, 1000, 400, 410],
    ['before a playhead at the right edge', 900, 1000, 950, 940 - length],
  ])('%s', (_, from, width, head, x) => {
    expect(placeForWords(words, from, width, head)).toBeCloseTo(x);
  });

  it('never under the playhead, and never past the right edge', () => {
    for (let head = 100; head <= 1000; head += 1) {
      const x = placeForWords(words, 300, 1000, head);
      expect(head < x - 7 || head > x + length + 7).toBe(true);
      expect(x + length).toBeLessThanOrEqual(1000);
    }
  });
});
