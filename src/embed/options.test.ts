import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DEFAULT_EMBED,
  EMBED_PANES,
  embedAddress,
  embedQuery,
  originOf,
  readEmbedOptions,
  type EmbedOptions,
} from './options.ts';

const anyOptions: fc.Arbitrary<EmbedOptions> = fc.record({
  panes: fc.subarray([...EMBED_PANES], { minLength: 1 }),
  controls: fc.constantFrom('full', 'minimal', 'none'),
  theme: fc.constantFrom('light', 'dark', 'auto', 'host'),
  start: fc.constantFrom('link', 'start'),
  canCrash: fc.boolean(),
  hosts: fc.subarray(['https://course.example', 'http://localhost:3000']),
});

test('what an address asks for is what was written into it', () => {
  fc.assert(
    fc.property(anyOptions, (options) => {
      expect(readEmbedOptions(embedQuery(options))).toEqual(options);
    }),
  );
});

test('no text after ? breaks anything, and without embed it is no embed', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readEmbedOptions(`?embed&${text}`)?.panes.length).toBeGreaterThan(0);
    }),
  );
  expect(readEmbedOptions('')).toBeUndefined();
  expect(readEmbedOptions('?panes=code')).toBeUndefined();
});

test('the usual embed has the shortest address', () => {
  expect(embedQuery({})).toBe('?embed');
  expect(readEmbedOptions('?embed')).toEqual(DEFAULT_EMBED);
});

test('what is not known is left at its usual value', () => {
  const asked =
    '?embed&panes=toaster&controls=all&theme=pink&start=end&crash=perhaps&host=x,ftp://y';
  expect(readEmbedOptions(asked)).toEqual(DEFAULT_EMBED);
});

describe('the address of an embed', () => {
  test.each([
    ['https://a.example/scope/#0/order?c=1', 'https://a.example/scope/?embed&crash=no#0/order?c=1'],
    [
      'https://a.example/scope/?embed&theme=dark#0/x',
      'https://a.example/scope/?embed&crash=no#0/x',
    ],
    ['./', './?embed&crash=no'],
  ])('%s', (src, address) => {
    expect(embedAddress(src, { canCrash: false })).toBe(address);
  });
});

test.each([
  ['https://course.example/lesson', 'https://course.example'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['javascript:alert(1)', undefined],
  ['course.example', undefined],
  ['', undefined],
])('the origin of %s', (text, origin) => {
  expect(originOf(text)).toBe(origin);
});
