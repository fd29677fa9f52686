import { encodeLink } from '../link/codec.ts';
import { ENGINE_VERSION } from '../link/versions.ts';
import type { Moment } from '../sim/scenario.ts';
import { linkReader } from './link-reader.ts';
import { openingMoment, sampleIndex } from './programs.ts';
import type { Notice } from '../ui/screen-state.ts';
import { sampleById } from './samples/outlines.ts';

/** The parts of the browser's address bar and history that are used. All of them may refuse. */
export interface AddressBar {
  readonly href: string;
  readonly hash: string;
  /** What was kept with the current history entry. */
  readonly state: unknown;
  push(state: unknown, address: string): void;
  replace(state: unknown, address: string): void;
}

/** What an address leads to. */
export interface Arrival {
  moment: Moment;
  /** A moment was named, and could be read. */
  isFromLink: boolean;
  notice?: Notice;
}

/** The address of a moment, without what came after `#` before. */
export function addressOf(href: string, moment: Moment): string {
  return `${href.split('#', 1)[0] ?? ''}#${encodeLink(moment, sampleIndex)}`;
}

/** An address that names nothing. */
export const isEmptyHash = (hash: string): boolean => /^[#\s]*$/.test(hash);

/** Reads what an address names. Never fails: a link that cannot be read leads to its sample, or to the first one. */
export function arrivalOf(hash: string): Arrival {
  if (isEmptyHash(hash)) return { moment: openingMoment(), isFromLink: false };
  const { decodeLink, unreadText, AHEAD_TEXT } = linkReader();
  const read = decodeLink(hash.replace(/^#/, ''), sampleIndex);
  if (read.kind === 'empty' || read.kind === 'foreign')
    return { moment: openingMoment(), isFromLink: false };
  if (read.kind !== 'ok') return unreadable(read.sample, unreadText(read));
  return {
    moment: read.moment,
    isFromLink: true,
    ...(isAhead(read.moment) && { notice: { tone: 'info', text: AHEAD_TEXT } }),
  };
}

/** Made with an engine that may do what this one does not do yet. */
const isAhead = ({ engine }: Moment): boolean => engine !== undefined && engine > ENGINE_VERSION;

function unreadable(sampleId: string | undefined, reason: string): Arrival {
  const sample = sampleId === undefined ? undefined : sampleById(sampleId);
  const opened = sample
    ? `The sample it names, “${sample.name}”, is open instead.`
    : 'The first sample is open instead.';
  return {
    moment: sample
      ? { scenario: sample.scenario, position: sample.questions[0].opening }
      : openingMoment(),
    isFromLink: false,
    notice: { tone: 'warning', text: `${reason} ${opened}` },
  };
}

/** What is kept with an entry of the browser's history, beside its address. */
export interface EntryMark {
  /** How many acts of this visit lie behind it. */
  acts: number;
  /** Which of the sample's questions stood over it: away from their moments the address does not tell. Absent: it does. */
  question?: number;
  /** What of one's own scenarios is being worked on there, and which load of the page did that. */
  kept?: KeptMark;
}

export interface KeptMark {
  entry: string;
  writer: string;
}

/** The scenario of one's own that an entry of the browser's history belongs to. */
export function keptBehind(state: unknown): KeptMark | undefined {
  const { kept } = (state ?? {}) as { kept?: unknown };
  const { entry, writer } = (kept ?? {}) as Partial<Record<keyof KeptMark, unknown>>;
  return typeof entry === 'string' && typeof writer === 'string' ? { entry, writer } : undefined;
}

/** How many acts lie behind a history entry; undefined for an entry that a person opened by its address. */
export function actsBehind(state: unknown): number | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const { acts } = state as { acts?: unknown };
  return typeof acts === 'number' ? acts : undefined;
}

/** Which question stood over a history entry; undefined for one that a person opened by its address. */
export function questionBehind(state: unknown): number | undefined {
  const { question } = (state ?? {}) as { question?: unknown };
  return typeof question === 'number' ? question : undefined;
}

/** Writes a moment into the bar. Answers false where the browser does not allow it. */
export function writeAddress(
  bar: AddressBar,
  how: 'push' | 'replace',
  moment: Moment,
  mark: EntryMark,
): boolean {
  try {
    bar[how](mark, addressOf(bar.href, moment));
    return true;
  } catch {
    return false;
  }
}
