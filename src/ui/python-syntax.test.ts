import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pythonStretches } from './python-syntax.ts';

const toned = (line: string): string[] =>
  pythonStretches(line).flatMap(({ text, tone }) =>
    tone === undefined ? [] : [`${tone} ${text}`],
  );

it.each<[line: string, tones: string[]]>([
  ['@wfr.workflow', ['name @wfr.workflow']],
  [
    "    if first == too_late: raise RuntimeError('it\\'s #1')",
    ['keyword if', 'keyword raise', 'name RuntimeError', "string 'it\\'s #1'"],
  ],
  [
    '        hits = yield wf.when_all(searches)  # all of them',
    ['keyword yield', 'name when_all', 'comment # all of them'],
  ],
  [
    `    return f"{order['id']} closed", 3.5, None`,
    ['keyword return', `string f"{order['id']} closed"`, 'number 3.5', 'number None'],
  ],
  ['    informed = format_of', []],
])('%s', (line, tones) => {
  expect(toned(line)).toEqual(tones);
});

it('leaves every character where it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (line) => {
      expect(
        pythonStretches(line)
          .map(({ text }) => text)
          .join(''),
      ).toBe(line);
    }),
  );
});
