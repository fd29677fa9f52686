import { describe, expect, it } from 'vitest';
import { samples } from '../samples/catalogue.ts';
import { numberInPython, pythonRows } from './python-reading.ts';

const python = {
  text: 'head\n\ndef f():\n    if a:\n        b\n    c\n',
  lines: [3, 4, 5, 5, 6, 6],
};

const plainOf = (rows: ReturnType<typeof pythonRows>) =>
  rows.map(({ number, stretches }) => ({
    number,
    text: stretches.map(({ text }) => text).join(''),
  }));

describe('the lines in Python', () => {
  it('bear the numbers of the JavaScript lines that they stand for', () => {
    expect(plainOf(pythonRows(python, 11))).toEqual([
      { number: 11, text: 'def f():' },
      { number: 12, text: '    if a:' },
      { number: 13, text: '        b' },
      { number: 15, text: '    c' },
    ]);
  });

  it('take a closing brace to the line before it, and leave what lies outside alone', () => {
    expect([11, 13, 14, 15, 16].map((each) => numberInPython(python, 11, each))).toEqual([
      11, 13, 13, 15, 15,
    ]);
    expect(numberInPython(python, 11, 40)).toBe(40);
  });

  it('show every line of every sample at a number that is there', () => {
    for (const { python: reading } of samples) {
      if (!reading) continue;
      const numbers = pythonRows(reading, 1).map(({ number }) => number);
      reading.lines.forEach((_, index) =>
        expect(numbers).toContain(numberInPython(reading, 1, index + 1)),
      );
    }
  });
});
