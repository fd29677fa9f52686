import { deflateSync, strToU8 } from 'fflate';
import { crcOf } from './checksum.ts';

export const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Bytes before the deflated ones that hold for the text which comes out: the upper bits of its CRC-32. */
export const PROOF_BYTES = 3;

/** The last text: own code is packed for every moment at which the address is asked for, and stays the same. */
let last: { text: string; dictionary: Uint8Array; packed: string } | undefined;

/** JSON value -> a proof of its text, then the text deflated with what the reader knows already; in base64url without padding. */
export function pack(value: unknown, dictionary: Uint8Array): string {
  const text = JSON.stringify(value);
  if (last?.text === text && isSame(last.dictionary, dictionary)) return last.packed;
  const packed = packText(text, dictionary);
  last = { text, dictionary, packed };
  return packed;
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a === b || (a.length === b.length && a.every((byte, index) => byte === b[index]));

function packText(text: string, dictionary: Uint8Array): string {
  const plain = strToU8(text);
  const deflated = deflateSync(plain, { level: 9, dictionary });
  const bytes = new Uint8Array(PROOF_BYTES + deflated.length);
  bytes.set(proofOf(plain));
  bytes.set(deflated, PROOF_BYTES);
  return toBase64Url(bytes);
}

export function proofOf(plain: Uint8Array): Uint8Array {
  const crc = crcOf(plain);
  return Uint8Array.of(crc >>> 24, (crc >>> 16) & 0xff, (crc >>> 8) & 0xff);
}

function toBase64Url(bytes: Uint8Array): string {
  const digits: string[] = [];
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b, c] = bytes.subarray(index, index + 3);
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    digits.push(DIGITS.charAt(group >> 18), DIGITS.charAt((group >> 12) & 63));
    if (b !== undefined) digits.push(DIGITS.charAt((group >> 6) & 63));
    if (c !== undefined) digits.push(DIGITS.charAt(group & 63));
  }
  return digits.join('');
}
