import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOurs, readCommand, readReport } from './protocol.ts';

const read = (data: unknown) => (isOurs(data) ? readCommand(data) : undefined);

describe('a command', () => {
  test.each<[Record<string, unknown>]>([
    [{ type: 'seek', to: 't4:a4' }],
    [{ type: 'seek', to: 'start' }],
    [{ type: 'seek', to: 0 }],
    [{ type: 'step', by: -1 }],
    [{ type: 'play' }],
    [{ type: 'pause' }],
    [{ type: 'crash', id: 7 }],
    [{ type: 'restart', id: 'a' }],
    [{ type: 'theme', theme: 'auto' }],
    [{ type: 'state' }],
    [{ type: 'hello' }],
  ])('%j is understood', (command) => {
    expect(read({ replayscope: 1, ...command })).toEqual({ ok: true, value: command });
  });

  test('a step without a direction goes on', () => {
    expect(read({ replayscope: 1, type: 'step' })).toMatchObject({ value: { by: 1 } });
  });

  test.each<[string, unknown]>([
    ['no type', {}],
    ['an unknown type', { type: 'format' }],
    ['a place that is none', { type: 'seek', to: -1 }],
    ['half a stop', { type: 'seek', to: 1.5 }],
    ['a place without end', { type: 'seek', to: 'x'.repeat(501) }],
    ['a leap', { type: 'step', by: 5 }],
    ['a colour', { type: 'theme', theme: 'pink' }],
    ['a name from Object', { type: 'constructor' }],
  ])('%s is answered by what would be right', (_, command) => {
    const problem = { code: 'malformed', id: 3 };
    expect(read({ replayscope: 1, id: 3, ...(command as object) })).toMatchObject({ problem });
  });

  test.each([0, 2, '1', null, undefined, {}])('version %j is refused by name', (version) => {
    expect(read({ replayscope: version, type: 'play', id: 'x' })).toMatchObject({
      ok: false,
      problem: { code: 'version', id: 'x' },
    });
  });

  test('other messages are none of ours, and nothing throws', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (data) => {
        expect(read(data)).toBeUndefined();
        expect(readReport(data)).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (fields) => {
        expect(read({ ...fields, replayscope: 1, type: 'nothing' })?.ok).toBe(false);
      }),
    );
  });
});

describe('a report', () => {
  test.each([
    { type: 'ready', canCrash: false },
    { type: 'state', state: { position: 't4:a4' }, id: 1 },
    { type: 'size', width: 720, height: 480 },
    { type: 'error', code: 'not-allowed', text: 'No.' },
  ])('%j is understood', (report) => {
    expect(readReport({ replayscope: 1, ...report })).toEqual(report);
    expect(readReport({ replayscope: 2, ...report })).toBeUndefined();
  });

  test.each([
    { type: 'size', width: 720, height: Number.NaN },
    { type: 'size', width: 720, height: 1e9 },
    { type: 'size', width: 720, height: '480px' },
    { type: 'state', state: 'x' },
  ])('%j is left alone', (report) => {
    expect(readReport({ replayscope: 1, ...report })).toBeUndefined();
  });
});
