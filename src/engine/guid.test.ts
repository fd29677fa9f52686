import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DurableTaskContext } from './contexts.ts';
import { deterministicGuid, sha1, utf8 } from './guid.ts';
import { SmallSidecar } from './sidecar.test-support.ts';

describe('SHA-1', () => {
  test('agrees with Node on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(sha1([...bytes])).toEqual([...createHash('sha1').update(bytes).digest()]);
      }),
    );
  });

  test('UTF-8 agrees with Node on any text, lone surrogates too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8(text)).toEqual([...Buffer.from(text, 'utf8')]);
      }),
    );
    expect(utf8('\ud800x')).toEqual([...Buffer.from('\ud800x', 'utf8')]);
  });
});

describe('newGuid', () => {
  // RFC 4122 section 4.3, worked out by Node.
  function uuid5(name: string): string {
    const namespace = Buffer.from('9e9529585e334daf827f2fa12937b875', 'hex');
    const hash = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16);
    hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
    hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
    const hex = hash.toString('hex');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  test('is version 5 in durabletask’s namespace', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(deterministicGuid(name)).toBe(uuid5(name));
      }),
    );
  });

  test('is made of the instance, the clock and a count, so every replay gives the same', async () => {
    const sidecar = new SmallSidecar(async function* (ctx: DurableTaskContext): AsyncGenerator {
      const guids = [ctx.newGuid(), ctx.newGuid()];
      yield ctx.callActivity('keep', guids);
    });
    const { actions } = await sidecar.start();
    const now = '2026-01-01T00:00:00.000Z';
    const guids = [uuid5(`wf-1_${now}_0`), uuid5(`wf-1_${now}_1`)];
    expect(actions).toMatchObject([{ input: JSON.stringify(guids) }]);
  });
});
