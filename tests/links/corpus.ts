import { readFileSync, writeFileSync } from 'node:fs';
import { strToU8 } from 'fflate';
import { crcOf, digitsOf } from '../../src/link/checksum.ts';
import type { MomentView } from '../../src/sim/scenario.ts';
import { FORMAT_VERSION } from '../../src/link/versions.ts';

/** A link that was made by some version, and must open and run for ever. One line of JSON each. */
export interface Golden {
  name: string;
  link: string;
  /** The place on the screen when it is open. */
  at: string;
  view?: MomentView;
  /** The link tells another end than its run has, and the page says so. */
  endsDifferently?: true;
  /** How the run ends, by the engine's version: what is true of the versions after it, too, up to the next one that is named. */
  ends: Record<string, string>;
  /** Checksum of everything before it in the file, up to the first end of this line: no line can be changed or taken away. */
  chain: string;
}

const FORMATS = Array.from({ length: FORMAT_VERSION + 1 }, (_, format) => format);
const fileOf = (format: number) => new URL(`./golden/format-${format}.jsonl`, import.meta.url);

export function readCorpus(format: number): Golden[] {
  const lines = readFileSync(fileOf(format), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Golden);
}

export const corpus = FORMATS.map((format) => ({ format, goldens: readCorpus(format) }));

export function writeCorpus(format: number, goldens: readonly Golden[]): void {
  writeFileSync(fileOf(format), goldens.map((each) => `${JSON.stringify(each)}\n`).join(''));
}

/** What the chain of a line must be, after that of the line before. */
export function chainAfter(before: string, { name, link, at, view, ends }: Golden): string {
  const first = Math.min(...Object.keys(ends).map(Number));
  const text = JSON.stringify([before, name, link, at, view ?? {}, ends[String(first)]]);
  return digitsOf(crcOf(strToU8(text)), 7);
}

/** The end that holds for an engine of this version. */
export function endFor({ ends }: Golden, engine: number): string | undefined {
  const known = Object.keys(ends)
    .map(Number)
    .filter((version) => version <= engine);
  return ends[String(Math.max(...known))];
}
