import type { Intervention } from '../sim/scenario.ts';
import { SAME, asDocument, baseOfChange, baseOfOwn, baseOfSample, type Base } from './bases.ts';
import type { ProgramTexts } from './dictionary.ts';
import { numberIn, readActs, type Opened } from './format-0.ts';
import { OWN, type LinkContent } from './link-text.ts';
import { unpack } from './unpack.ts';
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
