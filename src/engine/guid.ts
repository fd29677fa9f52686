/** Namespace of durabletask's deterministic GUIDs, big-endian. */
const NAMESPACE = '9e952958-5e33-4daf-827f-2fa12937b875';

/** UUID version 5 (RFC 4122 section 4.3) of a name in durabletask's namespace. */
export function deterministicGuid(name: string): string {
  const hash = sha1([...bytesOfHex(NAMESPACE.replaceAll('-', '')), ...utf8(name)]);
  const bytes = hash.slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}

function bytesOfHex(hex: string): number[] {
  const bytes: number[] = [];
  for (let at = 0; at < hex.length; at += 2) bytes.push(Number.parseInt(hex.slice(at, at + 2), 16));
  return bytes;
}

/** Lone surrogates become U+FFFD, as in every UTF-8 encoder. */
export function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    let code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else if (code < 0x10000)
      bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 0x3f),
        0x80 | ((code >> 6) & 0x3f),
        0x80 | (code & 0x3f),
      );
  }
  return bytes;
}

/** SHA-1 (FIPS 180-4) of bytes, as 20 bytes. Used for names only, never for security. */
export function sha1(message: readonly number[]): number[] {
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const padded = pad(message);
  for (let block = 0; block < padded.length; block += 64) absorb(state, padded, block);
  return state.flatMap((word) => [
    word >>> 24,
    (word >>> 16) & 255,
    (word >>> 8) & 255,
    word & 255,
  ]);
}

function pad(message: readonly number[]): number[] {
  const padded = [...message, 0x80];
  while (padded.length % 64 !== 56) padded.push(0);
  const bits = message.length * 8;
  const high = Math.floor(bits / 2 ** 32);
  for (const word of [high, bits >>> 0]) {
    padded.push(word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255);
  }
  return padded;
}

function rotate(word: number, by: number): number {
  return ((word << by) | (word >>> (32 - by))) >>> 0;
}

function absorb(state: number[], bytes: readonly number[], from: number): void {
  const words = new Uint32Array(80);
  for (let at = 0; at < 16; at++) {
    const byte = from + at * 4;
    words[at] =
      ((bytes[byte] ?? 0) << 24) |
      ((bytes[byte + 1] ?? 0) << 16) |
      ((bytes[byte + 2] ?? 0) << 8) |
      (bytes[byte + 3] ?? 0);
  }
  for (let at = 16; at < 80; at++) {
    const mixed =
      (words[at - 3] ?? 0) ^ (words[at - 8] ?? 0) ^ (words[at - 14] ?? 0) ^ (words[at - 16] ?? 0);
    words[at] = rotate(mixed >>> 0, 1);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let at = 0; at < 80; at++) {
    const [mix, constant] = roundOf(at, b, c, d);
    const next = (rotate(a, 5) + mix + e + constant + (words[at] ?? 0)) >>> 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  [a, b, c, d, e].forEach((word, at) => {
    state[at] = ((state[at] ?? 0) + word) >>> 0;
  });
}

function roundOf(at: number, b: number, c: number, d: number): [mix: number, constant: number] {
  if (at < 20) return [((b & c) | (~b & d)) >>> 0, 0x5a827999];
  if (at < 40) return [(b ^ c ^ d) >>> 0, 0x6ed9eba1];
  if (at < 60) return [((b & c) | (b & d) | (c & d)) >>> 0, 0x8f1bbcdc];
  return [(b ^ c ^ d) >>> 0, 0xca62c1d6];
}
