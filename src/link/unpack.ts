import { Inflate, strFromU8 } from 'fflate';
import { DIGITS, PROOF_BYTES, proofOf } from './packed.ts';

const VALUES = new Map(Array.from(DIGITS, (digit, value) => [digit, value]));

/** A document of the largest allowed size unpacks to less than this. */
export const MAX_UNPACKED_BYTES = 1_000_000;
/** Deflate makes at most about a thousand bytes out of one, so each slice stays near the bound. */
const SLICE_BYTES = 256;

/**
 * The value again. `unlike`: what came out is not what was packed, so the dictionary was another one. `too-large`: it would unpack to too
 * much. Undefined when the text is no packed JSON.
 */
export function unpack(
  text: string,
  dictionary: Uint8Array,
): { value: unknown } | 'unlike' | 'too-large' | undefined {
  const bytes = fromBase64Url(text);
  if (!bytes || bytes.length <= PROOF_BYTES) return undefined;
  try {
    const plain = inflateBounded(bytes.subarray(PROOF_BYTES), dictionary);
    const proof = proofOf(plain);
    if (proof.some((byte, index) => byte !== bytes[index])) return 'unlike';
    const value: unknown = JSON.parse(strFromU8(plain));
    return { value };
  } catch (error) {
    return error instanceof TooLarge ? 'too-large' : undefined;
  }
}

class TooLarge extends Error {}

/** As format 0 had it: deflated without a dictionary, and nothing before it. */
export function unpackBare(text: string): { value: unknown } | 'too-large' | undefined {
  const bytes = fromBase64Url(text);
  if (!bytes) return undefined;
  try {
    const value: unknown = JSON.parse(strFromU8(inflateBounded(bytes)));
    return { value };
  } catch (error) {
    return error instanceof TooLarge ? 'too-large' : undefined;
  }
}

/** In slices, so that a bomb is given up before it has taken its memory. */
function inflateBounded(bytes: Uint8Array, dictionary?: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let total = 0;
  const inflate = new Inflate(dictionary ? { dictionary } : {}, (part) => {
    total += part.length;
    if (total > MAX_UNPACKED_BYTES) throw new TooLarge();
    parts.push(part);
  });
  for (let from = 0; from < bytes.length; from += SLICE_BYTES) {
    const slice = bytes.slice(from, from + SLICE_BYTES);
    inflate.push(slice, from + SLICE_BYTES >= bytes.length);
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function fromBase64Url(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let group = 0;
  let bits = 0;
  let at = 0;
  for (const digit of text) {
    const value = VALUES.get(digit);
    if (value === undefined) return undefined;
    group = ((group << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (group >> bits) & 0xff;
    at += 1;
  }
  return bytes;
}
