import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  converter,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
  type Color,
} from 'culori';
import { describe, expect, test } from 'vitest';

const room = fileURLToPath(new URL('../src/ui', import.meta.url));
const css = readFileSync(`${room}/tokens.css`, 'utf8');
const oklab = converter('oklab');

/** Every colour of one theme, by its name without the dashes. */
function themeOf(side: 'light' | 'dark'): Map<string, string> {
  const pairs = css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\);/g);
  return new Map(
    [...pairs].map(([, name, light, dark]) => [
      name ?? '',
      (side === 'light' ? light : dark) ?? '',
    ]),
  );
}

const themes = { light: themeOf('light'), dark: themeOf('dark') };
const states = ['live', 'again', 'kept', 'waiting', 'crash', 'apart', 'silent'];
const surfaces = ['ground', 'panel', 'raised'];

/** Text colour, and the surfaces it stands on. */
const texts: readonly [string, readonly string[]][] = [
  ['ink', [...surfaces, ...states.map((state) => `${state}-tint`)]],
  ['ink-soft', [...surfaces, ...states.map((state) => `${state}-tint`)]],
  ['ink-faint', [...surfaces, 'live-tint', 'again-tint', 'apart-tint']],
  ['live-ink', ['ground', 'panel', 'raised', 'live-tint']],
  ['again', ['ground', 'panel', 'raised', 'again-tint']],
  ['waiting', ['ground', 'panel', 'waiting-tint']],
  ['crash', ['ground', 'panel', 'crash-tint']],
  ['apart', ['ground', 'panel', 'apart-tint']],
  ['silent', ['ground', 'panel', 'raised', 'silent-tint']],
  ['volatile-ink', ['panel']],
  ['history-ink', ['panel', 'raised']],
  ...['code-keyword', 'code-name', 'code-string', 'code-number', 'code-type', 'code-comment'].map(
    (name): [string, readonly string[]] => [
      name,
      ['panel', 'live-tint', 'again-tint', 'apart-tint'],
    ],
  ),
  ['on-live', ['live']],
  ['on-crash', ['crash']],
  ['on-ink', ['ink', 'ink-soft']],
  ['on-kept', ['kept']],
  ['on-again', ['again']],
  ['on-apart', ['apart']],
];

/** Marks and edges that carry meaning, and the surfaces they are drawn on. */
const graphics: readonly [string, readonly string[]][] = [
  ...states.map((state): [string, readonly string[]] => [state, [...surfaces, `${state}-tint`]]),
  ['edge', surfaces],
  ['volatile', ['ground', 'panel']],
  ['focus', surfaces],
];

const sights: Record<string, (color: Color) => Color | undefined> = {
  'usual sight': (color) => color,
  'protan sight': filterDeficiencyProt(1),
  'deutan sight': filterDeficiencyDeuter(1),
  'tritan sight': filterDeficiencyTrit(1),
};

function colorOf(theme: Map<string, string>, name: string): string {
  const color = theme.get(name);
  if (color === undefined) throw new Error(`tokens.css has no colour --${name}`);
  return color;
}

/** Distance in OKLab, times 100, as one kind of sight perceives it. */
function distance(a: string, b: string, sight: (color: Color) => Color | undefined): number {
  const [first, second] = [a, b].map((text) => oklab(sight(parse(text) as Color)));
  if (!first || !second) throw new Error(`cannot compare ${a} and ${b}`);
  return 100 * Math.hypot(first.l - second.l, first.a - second.a, first.b - second.b);
}

describe.each(Object.entries(themes))('the colours of the %s theme', (_name, theme) => {
  test.each(texts)('%s can be read as text', (name, grounds) => {
    for (const ground of grounds) {
      const contrast = wcagContrast(colorOf(theme, name), colorOf(theme, ground));
      expect(contrast, `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(graphics)('%s can be seen as a mark', (name, grounds) => {
    for (const ground of grounds) {
      const contrast = wcagContrast(colorOf(theme, name), colorOf(theme, ground));
      expect(contrast, `${name} on ${ground}`).toBeGreaterThanOrEqual(3);
    }
  });

  test.each(Object.entries(sights))('any two states differ for %s', (_sight, sight) => {
    for (const [index, first] of states.entries()) {
      for (const second of states.slice(index + 1)) {
        const far = distance(colorOf(theme, first), colorOf(theme, second), sight);
        expect(far, `${first} and ${second}`).toBeGreaterThanOrEqual(10);
      }
    }
  });
});

/** Every style sheet but the one that names the colours. */
const sheets = readdirSync(room)
  .filter((name) => name.endsWith('.css') && name !== 'tokens.css')
  .map((name) => ({ name, text: readFileSync(`${room}/${name}`, 'utf8') }));

test('every colour that the style sheets use has a name in tokens.css', () => {
  const used = sheets.flatMap(({ text }) =>
    [...text.matchAll(/var\(--([a-z-]+)[,)]/g)].map((match) => match[1] ?? ''),
  );
  const scales = /^(t-|round|sans|mono|target|indent|gutter|reached|share|stair)/;
  expect(used.length).toBeGreaterThan(100);
  expect(used.filter((name) => !themes.light.has(name) && !scales.test(name))).toEqual([]);
});

test('no style sheet but tokens.css names a colour', () => {
  const found = sheets.flatMap(({ name, text }) =>
    [...text.matchAll(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|oklch\(/g)].map(
      (match) => `${name}: ${match[0]}`,
    ),
  );
  expect(found).toEqual([]);
});
