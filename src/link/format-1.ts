import type { Intervention, Scenario } from '../sim/scenario.ts';
import { formatPlace } from '../trace/place-text.ts';
import { dictionaryOf, type ProgramTexts } from './dictionary.ts';
import { numberIn, readActs, type Opened } from './format-0.ts';
import { OWN, type LinkContent } from './link-text.ts';
import { unpack } from './packed.ts';
import { isObject } from './raw-json.ts';
import { idOf, type SampleIndex } from './sample-index.ts';

const KEYS = [
  'seed',
  'mode',
  'dialect',
  'facade',
  'do',
  'at',
  'of',
  'see',
  'on',
  'names',
  'engine',
  'end',
  'z',
];

/** What own code is, as far as its link says nothing else. Part of the format: it never changes. */
export const OWN_DEFAULTS = {
  mode: 'workflow',
  dialect: 'dapr',
  facade: 'dapr',
  input: undefined,
  seed: 1,
  environment: { variables: {}, events: [], services: [] },
  interventions: [],
} satisfies Omit<Scenario, 'program'>;

/** What a link's reader knows without it. */
export interface Base {
  /** The scenario of which the link tells the difference. */
  defaults: Omit<Scenario, 'program'>;
  texts?: ProgramTexts;
  dictionary: Uint8Array;
}

/** What a link of a sample is the difference to. Its text need not be here. */
export function baseOfSample(id: string, samples: SampleIndex): Base | undefined {
  const defaults = samples.defaults(id);
  return defaults && { defaults, dictionary: dictionaryOf(defaults, undefined) };
}

/** What code is the difference to that is a change of a sample; its text must be here. */
export function baseOfChange(id: string, samples: SampleIndex): Base | undefined {
  const defaults = samples.defaults(id);
  const texts = samples.texts?.(id);
  return defaults && texts && { defaults, texts, dictionary: dictionaryOf(defaults, texts) };
}

export const baseOfOwn = (): Base => ({
  defaults: OWN_DEFAULTS,
  dictionary: dictionaryOf(undefined, undefined),
});

/** Reads a link of format 1. Every field of the document is filled in, so that no default of a later version can change it. */
export function openFormat1(
  { path, fields }: LinkContent,
  samples: SampleIndex,
): Opened | undefined {
  const isOwn = path === OWN;
  const base = baseNamed(isOwn, isOwn ? fields.get('of') : path, samples);
  if (!base) return { kind: 'unknown' };
  const z = fields.get('z');
  const unpacked = z === undefined ? { value: {} } : unpack(z, base.dictionary);
  if (unpacked === 'unlike' || unpacked === 'too-large') return { kind: unpacked };
  if (!isObject(unpacked?.value)) return undefined;
  const packed = unpacked.value;
  const acts = readMoreActs(fields, packed, base.defaults.interventions);
  if (acts.isUnknown || [...fields.keys()].some((key) => !KEYS.includes(key)))
    return { kind: 'unknown' };
  const { defaults } = base;
  const program = isOwn ? programIn(packed['program'], base.texts) : { sample: path };
  const view = {
    pane: fields.get('see'),
    instance: fields.get('on') ?? packed['on'],
    names: fields.get('names'),
  };
  const document = {
    replayscope: 1,
    engine: numberIn(fields, 'engine'),
    program,
    mode: fields.get('mode') ?? defaults.mode,
    dialect: fields.get('dialect') ?? defaults.dialect,
    facade: fields.get('facade') ?? defaults.facade,
    input: inputIn(packed, defaults.input),
    seed: numberIn(fields, 'seed') ?? defaults.seed,
    environment: packed['environment'] ?? defaults.environment,
    interventions: acts.interventions ?? defaults.interventions.map(asDocument),
    position: fields.get('at') ?? packed['position'],
    ...(Object.values(view).some((each) => each !== undefined) && { view }),
    ending: fields.get('end'),
  };
  return { kind: 'document', document };
}

/** Absent: as in the sample, or none at all where the link says so. */
function inputIn(packed: Record<string, unknown>, usual: unknown): unknown {
  if (packed['noInput'] === true) return undefined;
  return packed['input'] === undefined ? usual : packed['input'];
}

/** An act as a document holds it: its place as text. */
export const asDocument = (act: Intervention): object =>
  'at' in act ? { ...act, at: formatPlace(act.at) } : act;

/** Before acts that follow those of the sample. */
export const SAME = 'same';

function readMoreActs(
  fields: LinkContent['fields'],
  packed: Record<string, unknown>,
  own: readonly Intervention[],
): ReturnType<typeof readActs> {
  const text = fields.get('do');
  if (!text?.startsWith(`${SAME},`)) return readActs(fields, packed);
  const more = readActs(new Map([['do', text.slice(SAME.length + 1)]]), packed);
  if (!Array.isArray(more.interventions)) return more;
  return { ...more, interventions: [...own.map(asDocument), ...(more.interventions as unknown[])] };
}

function baseNamed(
  isOwn: boolean,
  name: string | undefined,
  samples: SampleIndex,
): Base | undefined {
  if (name === undefined) return baseOfOwn();
  const id = idOf(name, samples);
  if (id === undefined) return undefined;
  return isOwn ? baseOfChange(id, samples) : baseOfSample(id, samples);
}

/** The functions that a change of a sample starts are the sample's own, unless it says so; null: none. */
function programIn(packed: unknown, texts: ProgramTexts | undefined): unknown {
  if (!isObject(packed)) return packed;
  const { workflow = texts?.workflow, plain = texts?.plain, ...rest } = packed;
  return {
    ...rest,
    ...(workflow !== null && workflow !== undefined && { workflow }),
    ...(plain !== null && plain !== undefined && { plain }),
  };
}
