import type { Intervention, Moment } from '../sim/scenario.ts';
import { formatPlace } from '../trace/place-text.ts';
import { formatActs, parseActs, placeInLink, withoutMain } from './act-text.ts';
import { CHECKSUM_LENGTH, checksumOf } from './checksum.ts';
import { cleanUp, withoutPunctuation } from './clean-up.ts';
import { pack, unpack } from './packed.ts';
import {
  FORMAT_VERSION,
  isObject,
  ownDefaults,
  parseScenario,
  type SampleIndex,
} from './schema.ts';

/**
 * The address of a moment, as the fragment of a page, for example
 * `0/order?seed=3&do=crash@t4:a4,restart&at=t4.2:e8&c=5x7k2qd`.
 *
 * Version first; then the sample, or `own`; then what differs from the sample's own scenario: `seed`, `mode`, `dialect`, `facade`,
 * `do` (acts), `at` (position), `z` (everything else, packed); last `c`, the checksum of all the text before it.
 */
const OWN = 'own';
const PLAIN_ID = /^[a-z0-9][a-z0-9-]{0,59}$/;
const KEYS = ['seed', 'mode', 'dialect', 'facade', 'do', 'at', 'z', 'c'];
/** Longer than any link of a document within bounds. */
const MAX_LENGTH = 2_000_000;

export type LinkReading =
  | { kind: 'ok'; moment: Moment }
  /** Made by a later version, or by one that knows more samples, acts or fields. */
  | { kind: 'newer'; version: number; sample?: string }
  | { kind: 'damaged'; sample?: string }
  /** The end is missing. */
  | { kind: 'truncated'; sample?: string }
  | { kind: 'empty' }
  /** Not a link of ours. */
  | { kind: 'foreign' };

/** What has no readable form, as JSON. Read back, it is anything until the schema has seen it. */
interface Packed {
  program?: unknown;
  input?: unknown;
  environment?: unknown;
  interventions?: unknown;
  position?: unknown;
  data?: unknown;
}

/**
 * The fragment for a moment, without `#`. Places in `samples.mainInstance` lose their instance, which says the same.
 * An input of `undefined` where the sample has one becomes `null`: JSON has no other way to say it.
 */
export function encodeLink(moment: Moment, samples: SampleIndex): string {
  const { scenario } = moment;
  const { program } = scenario;
  const maybeDefaults = 'sample' in program ? samples.defaults(program.sample) : undefined;
  const defaults = maybeDefaults ?? ownDefaults(program, samples);
  const isReadable =
    'sample' in program && maybeDefaults && PLAIN_ID.test(program.sample) && program.sample !== OWN;
  const packed: Packed = isReadable ? {} : { program };
  const params: string[] = [];
  if (scenario.seed !== defaults.seed) params.push(`seed=${scenario.seed}`);
  if (scenario.mode !== defaults.mode) params.push(`mode=${scenario.mode}`);
  if (scenario.dialect !== defaults.dialect) params.push(`dialect=${scenario.dialect}`);
  // Own code that names its engine is written for it (schema.ts, fillIn).
  const isNamed = 'source' in program && scenario.dialect !== defaults.dialect;
  const facade = isNamed ? scenario.dialect : defaults.facade;
  if (scenario.facade !== facade) params.push(`facade=${scenario.facade}`);
  if (!isSame(scenario.input, defaults.input)) packed.input = scenario.input ?? null;
  if (!isSame(scenario.environment, defaults.environment))
    packed.environment = scenario.environment;
  params.push(...actParams(scenario.interventions, defaults.interventions, samples, packed));
  params.push(...positionParams(moment, samples, packed));
  if (Object.keys(packed).length > 0) params.push(`z=${pack(packed)}`);
  const path = isReadable ? program.sample : OWN;
  const content = `${FORMAT_VERSION}/${path}?${params.map((param) => `${param}&`).join('')}`;
  return `${content}c=${checksumOf(content)}`;
}

function actParams(
  interventions: readonly Intervention[],
  defaults: readonly Intervention[],
  { mainInstance }: SampleIndex,
  packed: Packed,
): string[] {
  const short = (each: Intervention): Intervention =>
    'at' in each ? { ...each, at: withoutMain(each.at, mainInstance) } : each;
  const acts = interventions.map(short);
  if (isSame(acts, defaults.map(short))) return [];
  const readable = formatActs(acts);
  if (readable) {
    if (readable.data.length > 0) packed.data = readable.data;
    return [`do=${readable.text}`];
  }
  packed.interventions = acts.map((each) =>
    'at' in each ? { ...each, at: formatPlace(each.at) } : each,
  );
  return [];
}

function positionParams(
  { position }: Moment,
  { mainInstance }: SampleIndex,
  packed: Packed,
): string[] {
  if (!position) return [];
  const place = withoutMain(position, mainInstance);
  const readable = placeInLink(place);
  if (readable !== undefined) return [`at=${readable}`];
  packed.position = formatPlace(place);
  return [];
}

/** Equal to the byte, so that a run of the one is a run of the other: the order of fields counts, too. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Reads a fragment, with or without `#`, also after mail and chat have been at it. Never throws. */
export function decodeLink(fragment: string, samples: SampleIndex): LinkReading {
  if (fragment.length > MAX_LENGTH) return { kind: 'damaged' };
  const clean = cleanUp(fragment);
  const text = withoutPunctuation(clean);
  if (text === '') return /^[#\s]*$/.test(fragment) ? { kind: 'empty' } : { kind: 'foreign' };
  const sample = sampleIn(clean, samples);
  const version = /^(0|[1-9]\d{0,3})\//.exec(text)?.[1];
  if (version === undefined) return withoutVersion(text);
  if (Number(version) !== FORMAT_VERSION)
    return { kind: 'newer', version: Number(version), ...sample };
  const end = text.length - CHECKSUM_LENGTH - 'c='.length;
  const content = text.slice(0, Math.max(0, end));
  if (/[?&]$/.test(content) && text.slice(end) === `c=${checksumOf(content)}`)
    return open(content, samples) ?? { kind: 'damaged', ...sample };
  return { kind: isCut(text) ? 'truncated' : 'damaged', ...sample };
}

/** The sample that a link of any version names, when its name is whole and known. */
function sampleIn(text: string, samples: SampleIndex): { sample?: string } {
  const id = /^\d{1,4}\/([a-z0-9-]+)(?:\?|$)/.exec(text)?.[1];
  return id !== undefined && id !== OWN && samples.defaults(id) ? { sample: id } : {};
}

function withoutVersion(text: string): LinkReading {
  if (text === String(FORMAT_VERSION)) return { kind: 'truncated' };
  return /[?&]c=[0-9A-Za-z]+$/.test(text) ? { kind: 'damaged' } : { kind: 'foreign' };
}

/** True when only the end is missing: every field but the last is one of ours, and the last may have become one. */
function isCut(text: string): boolean {
  const query = /^\d+\/[a-z0-9-]*(?:\?(.*))?$/.exec(text);
  if (!query) return false;
  const fields = (query[1] ?? '').split('&').map((field) => field.split('='));
  return fields.every(([key = '', value], index) => {
    const isLast = index === fields.length - 1;
    if (value === undefined) return isLast && KEYS.some((each) => each.startsWith(key));
    if (key === 'c') return isLast && value.length < CHECKSUM_LENGTH;
    return KEYS.includes(key);
  });
}

/** Opens a link whose checksum is right. Undefined: what it says is not allowed. */
function open(content: string, samples: SampleIndex): LinkReading | undefined {
  const [, path = '', query = ''] = /^\d+\/([^?]*)\?(.*)$/.exec(content) ?? [];
  const fields = fieldsOf(query);
  const z = fields.get('z');
  const packed: unknown = z === undefined ? {} : unpack(z)?.value;
  if (!isObject(packed)) return undefined;
  const program = path === OWN ? packed['program'] : { sample: path };
  const acts = fields.get('do');
  const data: unknown = packed['data'];
  const interventions =
    acts === undefined
      ? packed['interventions']
      : parseActs(acts, Array.isArray(data) ? (data as unknown[]) : []);
  const isKnown =
    [...fields.keys()].every((key) => KEYS.includes(key)) &&
    (acts === undefined || interventions !== undefined) &&
    isProgramKnown(program, samples);
  if (!isKnown) return { kind: 'newer', version: FORMAT_VERSION, ...sampleIn(content, samples) };
  const seed = fields.get('seed');
  const document: Record<string, unknown> = {
    program,
    mode: fields.get('mode'),
    dialect: fields.get('dialect'),
    facade: fields.get('facade'),
    seed: seed === undefined ? undefined : Number(seed),
    input: packed['input'],
    environment: packed['environment'],
    interventions,
    position: fields.get('at') ?? packed['position'],
  };
  const reading = parseScenario({ replayscope: FORMAT_VERSION, ...document }, samples);
  return reading.ok ? { kind: 'ok', moment: reading.moment } : undefined;
}

/** Every field of the content ends with `&`. */
function fieldsOf(query: string): Map<string, string> {
  const fields = query.split('&').slice(0, -1);
  return new Map(
    fields.map((field) => {
      const [key = ''] = field.split('=', 1);
      return [key, field.slice(key.length + 1)];
    }),
  );
}

const isProgramKnown = (program: unknown, samples: SampleIndex): boolean =>
  !isObject(program) ||
  typeof program['sample'] !== 'string' ||
  samples.defaults(program['sample']) !== undefined;
