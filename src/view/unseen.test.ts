import { expect, it, test } from 'vitest';
import { withUnseen } from './unseen.ts';

test.each([
  ['a direction override', 'if (a \u202E) {', 'if (a [U+202E]) {', 1],
  ['isolates', '\u2066x\u2069', '[U+2066]x[U+2069]', 2],
  ['spaces without width', 'ad\u200Bmin\uFEFF', 'ad[U+200B]min[U+FEFF]', 2],
  ['a letter that is not seen', 'const \u3164 = 1', 'const [U+3164] = 1', 1],
  ['tags', '\u{E0041}', '[U+E0041]', 1],
  ['controls', 'a\u0000\u001Bb', 'a[U+0000][U+001B]b', 2],
  ['a line end of its own', 'a\u2028b', 'a[U+2028]b', 1],
])('%s is shown by its number', (_, text, shown, count) => {
  expect(withUnseen(text)).toEqual({ text: shown, count });
});

it('leaves alone what is seen', () => {
  const text = "\tconst größe = '日本 عربى 😀';\n";
  expect(withUnseen(text)).toEqual({ text, count: 0 });
});
