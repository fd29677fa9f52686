import { builtins, codeAt } from './builtins.ts';

const { imul } = builtins;

/** A source of 32-bit numbers. */
export type Draw = () => number;

/**
 * Chance that is a function of a text: the text is hashed to four words (MurmurHash3's mixing, four seeds), which start
 * the sfc32 generator. The same text gives the same numbers on every machine.
 */
export function drawsFor(text: string): Draw {
  let a = hash(text, 0x9e3779b9);
  let b = hash(text, 0x243f6a88);
  let c = hash(text, 0xb7e15162);
  let counter = hash(text, 0xdeadbeef) | 1;
  const draw = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) draw();
  return draw;
}

function hash(text: string, seed: number): number {
  let state = seed;
  for (let at = 0; at < text.length; at += 1) {
    let block = imul(codeAt(text, at), 0xcc9e2d51);
    block = (block << 15) | (block >>> 17);
    state ^= imul(block, 0x1b873593);
    state = (state << 13) | (state >>> 19);
    state = (imul(state, 5) + 0xe6546b64) | 0;
  }
  state ^= text.length;
  state = imul(state ^ (state >>> 16), 0x85ebca6b);
  state = imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) | 0;
}

/** 0 up to, not including, 1, with 53 bits. */
export function fractionFrom(draw: Draw): number {
  return ((draw() >>> 5) * 0x4000000 + (draw() >>> 6)) / 0x20000000000000;
}

/** Version 4 of RFC 9562. */
export function uuidFrom(draw: Draw): string {
  let text = '';
  for (let word = 0; word < 4; word += 1) {
    let bits = draw();
    if (word === 1) bits = ((bits & 0xffff0fff) | 0x4000) >>> 0;
    if (word === 2) bits = ((bits & 0x3fffffff) | 0x80000000) >>> 0;
    const hex = hexOf(bits);
    if (word === 1)
      text += `-${hex[0]}${hex[1]}${hex[2]}${hex[3]}-${hex[4]}${hex[5]}${hex[6]}${hex[7]}`;
    else if (word === 2)
      text += `-${hex[0]}${hex[1]}${hex[2]}${hex[3]}-${hex[4]}${hex[5]}${hex[6]}${hex[7]}`;
    else text += hex;
  }
  return text;
}

const DIGITS = '0123456789abcdef';

function hexOf(bits: number): string {
  let text = '';
  for (let shift = 28; shift >= 0; shift -= 4) text += DIGITS[(bits >>> shift) & 15];
  return text;
}
