import type { Moment } from '../sim/scenario.ts';
import { BOUNDS } from './bounds.ts';
import { openFormat0, type Opened } from './format-0.ts';
import { openFormat1 } from './format-1.ts';
import { likelyTexts } from './clean-up.ts';
import { checked, contentOf, isCut, OWN, type LinkContent } from './link-text.ts';
import { isObject } from './raw-json.ts';
import { idOf, type SampleIndex } from './sample-index.ts';
import { parseScenario } from './schema.ts';
import { FORMAT_VERSION } from './versions.ts';

export type LinkReading =
  | { kind: 'ok'; moment: Moment }
  /** Made by a later version, or by one that knows more samples, acts or fields. `sample`: its id, when it is known here. */
  | { kind: 'newer'; version: number; sample?: string }
  | { kind: 'damaged'; sample?: string }
  /** Whole, but with more in it than a link may hold. */
  | { kind: 'too-large'; sample?: string }
  /** Whole, but what it says is not allowed. `problem`: the field and what is wrong with it; absent where no field can be named. */
  | { kind: 'wrong'; problem?: string; sample?: string }
  /** A change of a sample whose text is another one here. */
  | { kind: 'unlike'; sample?: string }
  /** The end is missing. */
  | { kind: 'truncated'; sample?: string }
  | { kind: 'empty' }
  /** Not a link of ours. */
  | { kind: 'foreign' };

/** Longer than any link of a document within bounds. */
const MAX_LENGTH = 2_000_000;

/** How the links of each format are read. Their documents are then migrated to the newest (migrations.ts). */
const READERS: readonly ((content: LinkContent, samples: SampleIndex) => Opened | undefined)[] = [
  openFormat0,
  openFormat1,
];

/** Reads a fragment, with or without `#`, also after mail and chat have been at it. Never throws. */
export function decodeLink(fragment: string, samples: SampleIndex): LinkReading {
  if (fragment.length > MAX_LENGTH) return { kind: 'too-large' };
  if (/^[#\s]*$/.test(fragment)) return { kind: 'empty' };
  let first: LinkReading | undefined;
  // Only one of the texts can have the right checksum.
  for (const text of likelyTexts(fragment)) {
    const reading = readText(text, samples);
    if (reading.kind === 'ok' || isWhole(text)) return reading;
    first ??= reading;
  }
  return first ?? { kind: 'foreign' };
}

const isWhole = (text: string): boolean => /^\d{1,4}\//.test(text) && checked(text) !== undefined;

/** The sample whose text must be here before a link can be read: the link is a change of it. Undefined: none is missing. */
export function textNeeded(fragment: string, samples: SampleIndex): string | undefined {
  if (fragment.length > MAX_LENGTH) return undefined;
  for (const text of likelyTexts(fragment)) {
    const name = /^\d{1,4}\/own\?(?:[^?]*&)?of=([a-z0-9.-]+)&/.exec(text)?.[1];
    const id = name === undefined ? undefined : idOf(name, samples);
    if (id !== undefined && !samples.texts?.(id)) return id;
  }
  return undefined;
}

function readText(text: string, samples: SampleIndex): LinkReading {
  if (text === '') return { kind: 'foreign' };
  const version = /^(0|[1-9]\d{0,3})\//.exec(text)?.[1];
  if (version === undefined) return withoutVersion(text);
  const sample = sampleIn(text, samples);
  if (Number(version) > FORMAT_VERSION)
    return { kind: 'newer', version: Number(version), ...sample };
  const content = checked(text);
  if (content === undefined) return { kind: isCut(text) ? 'truncated' : 'damaged', ...sample };
  return open(Number(version), content, samples) ?? { kind: 'wrong', ...sample };
}

/** The sample that a link of any version names, when its name is whole and known. */
function sampleIn(text: string, samples: SampleIndex): { sample?: string } {
  const name = /^\d{1,4}\/([a-z0-9.-]+)(?:\?|$)/.exec(text)?.[1];
  const id = name === undefined || name === OWN ? undefined : idOf(name, samples);
  return id === undefined ? {} : { sample: id };
}

function withoutVersion(text: string): LinkReading {
  // A number that no version will have: a link of ours, or what is left of one.
  if (/^\d{5,}\/|^0\d+\//.test(text)) return { kind: 'damaged' };
  if (/^\d{1,4}$/.test(text) && Number(text) <= FORMAT_VERSION) return { kind: 'truncated' };
  return /[?&]c=[0-9A-Za-z]+$/.test(text) ? { kind: 'damaged' } : { kind: 'foreign' };
}

/** Opens a link whose checksum is right. Undefined: what it says is not allowed. */
function open(version: number, text: string, samples: SampleIndex): LinkReading | undefined {
  const content = contentOf(text);
  const opened = READERS[version]?.(content, samples);
  if (!opened) return undefined;
  const sample = sampleIn(text, samples);
  if (opened.kind === 'unlike' || opened.kind === 'too-large')
    return { kind: opened.kind, ...sample };
  const newer: LinkReading = { kind: 'newer', version, ...sample };
  if (opened.kind === 'unknown' || !isProgramKnown(opened.document['program'], samples))
    return newer;
  if (isTooLong(opened.document['program'])) return { kind: 'too-large', ...sample };
  const reading = parseScenario(opened.document, samples);
  if (reading.ok) return { kind: 'ok', moment: reading.moment };
  const [problem] = reading.problems;
  return { kind: 'wrong', ...(problem !== undefined && { problem }), ...sample };
}

const isTooLong = (program: unknown): boolean =>
  isObject(program) &&
  [program['source'], program['next']].some(
    (text) => typeof text === 'string' && text.length > BOUNDS.source,
  );

const isProgramKnown = (program: unknown, samples: SampleIndex): boolean =>
  !isObject(program) ||
  typeof program['sample'] !== 'string' ||
  idOf(program['sample'], samples) !== undefined;
