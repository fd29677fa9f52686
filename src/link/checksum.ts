/** Digits that people do not mistake for one another: no i, l, o, u. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Characters of a checksum: 32 bits, five a digit. */
export const CHECKSUM_LENGTH = 7;

/** CRC-32 (polynomial of ISO-HDLC, reflected), which notices every change within four characters in a row. */
const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 of bytes, from 0 to 2³² - 1. */
export function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

/** The last `length` of the digits of a number, five bits each. */
export function digitsOf(value: number, length: number): string {
  let rest = value;
  let digits = '';
  for (let place = 0; place < length; place += 1) {
    digits = DIGITS.charAt(rest % 32) + digits;
    rest = Math.floor(rest / 32);
  }
  return digits;
}

/** Checksum of a text of ASCII characters, as seven digits in lower case. */
export function checksumOf(text: string): string {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  return digitsOf(crcOf(bytes), CHECKSUM_LENGTH);
}
