import { describe, expect, test } from 'vitest';
import { durationText } from './durations.ts';
import { highlightLines } from './syntax.ts';

describe('colouring code', () => {
  test('every letter stays where it is', () => {
    const source = [
      'export async function* order(ctx, order: Order) {',
      '  const text = `two',
      'lines ${order.id}`; // why',
      '',
      "  return 'sent';",
      '}',
      '',
    ].join('\n');
    const lines = highlightLines(source).map((line) => line.map((part) => part.text).join(''));
    expect(lines.join('\n')).toBe(source);
  });

  test('keywords, strings, numbers and comments have their tones', () => {
    const [line = []] = highlightLines("const n = 42 + 'x'.length; // sum");
    const toneOf = (text: string) => line.find((part) => part.text === text)?.tone;
    expect(toneOf('const')).toBe('keyword');
    expect(toneOf('42')).toBe('number');
    expect(toneOf("'x'")).toBe('string');
    expect(toneOf('// sum')).toBe('comment');
  });

  test('code that cannot be read is still shown', () => {
    const source = 'function { ( "';
    expect(
      highlightLines(source)
        .flat()
        .map((part) => part.text)
        .join(''),
    ).toBe(source);
  });
});

describe('lengths of time', () => {
  test.each([
    [3 * 86_400_000, '3 days'],
    [86_400_000, '1 day'],
    [7_200_000, '2 hours'],
    [60_000, '1 minute'],
    [1_500, '2 seconds'],
    [300, 'moments'],
  ])('%i ms', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});
