import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { unpacked } from './packed.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text)).buffer;

test.each(['', 'a', '\0asm and the rest'])(
  'what is not packed stays as it is: %j',
  async (text) => {
    expect(await unpacked(bytesOf(text))).toEqual(bytesOf(text));
  },
);

test('what is packed comes out as it went in', async () => {
  const packed = new Uint8Array(gzipSync('\0asm and the rest')).buffer;
  expect(await unpacked(packed)).toEqual(bytesOf('\0asm and the rest'));
});

test('what is packed and cut off is not taken for whole', async () => {
  const packed = new Uint8Array(gzipSync('\0asm and the rest').subarray(0, 20)).buffer;
  await expect(unpacked(packed)).rejects.toThrow(/unexpected end/i);
});
