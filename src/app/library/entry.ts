import { isObject } from '../../link/raw-json.ts';
import { FORMAT_VERSION } from '../../link/versions.ts';
import { readSmallStairs, type SmallStairs } from '../../view/small-stairs.ts';
import type { Texts } from '../own-code/texts.ts';

/** Number of the form in which entries are kept. A page that is older than an entry leaves it alone. */
export const ENTRY_VERSION = 1;

/** Entries without a name of their own: so many of the last ones are kept. */
export const MOST_UNNAMED = 50;

/** What the editor knows of a program beside the scenario. */
export interface Code {
  /** What the program is called: its file, or the sample that it began as. */
  name: string;
  sampleId?: string;
  texts: Texts;
}

/** A scenario of one's own, as it is kept on this device. */
export interface Entry {
  version: number;
  id: string;
  name: string;
  /** A person gave it its name: it is kept until a person deletes it. The others are the last ones only. */
  isNamed: boolean;
  /** It came in a file, and nothing was done to it here: its code is a stranger's. */
  isImported?: true;
  changedAtMs: number;
  /** The scenario document (docs/SCENARIO.md). It has been read from the disk, and is not checked yet. */
  document: Record<string, unknown>;
  code?: Code;
  picture?: SmallStairs;
  /** Rises with every save. A tab that knows a smaller one has missed what another tab did. */
  revision: number;
  /** The tab that saved it last. */
  writer: string;
}

/** Where a person was last: what the page opens with. Written often, so it is small. */
export interface Seat {
  atMs: number;
  /** The entry. Absent while a person has only looked around: then the scenario itself is here. */
  entry?: string;
  document?: Record<string, unknown>;
  /** The position, in the JSON form of docs/SCENARIO.md. */
  place?: unknown;
  isEditing?: true;
}

/** What became of an attempt to keep something. `elsewhere`: another tab has changed it, and its work stays. */
export type Reason = 'elsewhere' | 'full' | 'refused';
export type Kept = { ok: true; entry: Entry } | { ok: false; reason: Reason };
export type Done = { ok: true } | { ok: false; reason: 'full' | 'refused' };

/** Something in the database that can not be read: of a newer version, or damaged. */
export interface Unreadable {
  key: string;
  isNewer: boolean;
  kept: unknown;
}

export interface Listing {
  /** The last changed first. */
  entries: Entry[];
  unreadable: Unreadable[];
  /** The browser gave nothing at all. */
  isRefused?: true;
}

/** The place where scenarios are kept. Nothing in it throws: a browser may refuse all of it. */
export interface Library {
  list(): Promise<Listing>;
  find(id: string): Promise<Entry | undefined>;
  /** Keeps the entry if what is there is no newer than its own `revision`, and gives it back with the next one. */
  keep(entry: Entry, seat: Seat): Promise<Kept>;
  /** Where a person is; its entry stays as it is. */
  sit(seat: Seat): Promise<Done>;
  lastSeat(): Promise<Seat | undefined>;
  /** Where a person was in this entry. */
  seatIn(id: string): Promise<Seat | undefined>;
  /** Puts entries there as they are: from a file, or after a deletion that was undone. */
  put(entries: readonly Entry[]): Promise<Done>;
  remove(keys: readonly string[]): Promise<Done>;
  /** This very text has been run here before, or was written here. */
  trusts(texts: Texts): Promise<boolean>;
  /** Remembers that somebody wanted this text to run. */
  trust(texts: Texts): Promise<void>;
}

const LONGEST_NAME = 120;

export const cleanName = (name: string): string =>
  name
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME);

function readTexts(kept: unknown): Texts | undefined {
  if (!isObject(kept)) return undefined;
  const { v1, v2 } = kept;
  if (typeof v1 !== 'string' || (v2 !== undefined && typeof v2 !== 'string')) return undefined;
  return { v1, ...(v2 !== undefined && { v2 }) };
}

function readCode(kept: unknown): Code | undefined {
  if (!isObject(kept)) return undefined;
  const { name, sampleId, texts: keptTexts } = kept;
  const texts = readTexts(keptTexts);
  if (typeof name !== 'string' || !texts) return undefined;
  return { name: cleanName(name), texts, ...(typeof sampleId === 'string' && { sampleId }) };
}

/** What is kept is read as strictly as a stranger's file: another version, or a damaged disk, may have written it. */
export function readEntry(kept: unknown): Entry | undefined {
  if (!isObject(kept)) return undefined;
  const { version, id, name, isNamed, isImported, changedAtMs, document, revision, writer } = kept;
  const isWhole =
    version === ENTRY_VERSION &&
    typeof id === 'string' &&
    typeof name === 'string' &&
    typeof isNamed === 'boolean' &&
    typeof changedAtMs === 'number' &&
    Number.isFinite(changedAtMs) &&
    typeof revision === 'number' &&
    Number.isSafeInteger(revision) &&
    typeof writer === 'string' &&
    isObject(document);
  if (!isWhole) return undefined;
  const code = readCode(kept['code']);
  const picture = readSmallStairs(kept['picture']);
  return {
    version,
    id,
    name: cleanName(name) || 'Without a name',
    isNamed,
    ...(isImported === true && { isImported }),
    changedAtMs,
    document,
    ...(code && { code }),
    ...(picture && { picture }),
    revision,
    writer,
  };
}

/** Of a form that this page does not know yet. */
export const isNewerEntry = (kept: unknown): boolean =>
  isObject(kept) && typeof kept['version'] === 'number' && kept['version'] > ENTRY_VERSION;

/** A program as earlier versions of the page kept it, before there were whole scenarios. */
export function readDraft(kept: unknown): Entry | undefined {
  if (!isObject(kept)) return undefined;
  const { id, name, savedAtMs, revision, writer, sampleId, circumstances } = kept;
  const texts = readTexts(kept['texts']);
  if (!texts || typeof name !== 'string') return undefined;
  const { program, ...rest } = isObject(circumstances)
    ? circumstances
    : { replayscope: FORMAT_VERSION };
  const starts = isObject(program) ? program : {};
  const source = { source: texts.v1, ...(texts.v2 !== undefined && { next: texts.v2 }) };
  return readEntry({
    version: ENTRY_VERSION,
    id,
    name,
    isNamed: true,
    changedAtMs: savedAtMs,
    document: { ...rest, program: { ...starts, ...source } },
    code: { name, sampleId, texts },
    revision,
    writer,
  });
}

export function readSeat(kept: unknown): Seat | undefined {
  if (!isObject(kept)) return undefined;
  const { atMs, entry, document, place, isEditing } = kept;
  if (typeof atMs !== 'number') return undefined;
  if (typeof entry !== 'string' && !isObject(document)) return undefined;
  return {
    atMs,
    ...(typeof entry === 'string' && { entry }),
    ...(isObject(document) && { document }),
    ...(place !== undefined && { place }),
    ...(isEditing === true && { isEditing }),
  };
}

/** What a person sees of what is kept in it: two entries that are the same differ in nothing here. */
export const contentOf = ({ name, document, code }: Entry): string =>
  JSON.stringify([name, document, code ?? null]);

/** The sample that an entry runs; undefined: a program of one's own. */
export function sampleIdOf({ document }: Entry): string | undefined {
  const { program } = document;
  return isObject(program) && typeof program['sample'] === 'string' ? program['sample'] : undefined;
}
