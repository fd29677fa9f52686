import { parseActs } from './act-text.ts';
import { OWN, type LinkContent } from './link-text.ts';
import type { RawDocument } from './migrations.ts';
import { unpackBare } from './unpack.ts';
import { isObject } from './raw-json.ts';

/** What a link says, as a document of the link's own format; or why there is none. */
export type Opened =
  | { kind: 'document'; document: RawDocument }
  /** It unpacks to more than any document may have. */
  | { kind: 'too-large' }
  /** It speaks of what is not known here. */
  | { kind: 'unknown' }
  /** It is a change of a text that is another one here. */
  | { kind: 'unlike' };

const KEYS = ['seed', 'mode', 'dialect', 'facade', 'do', 'at', 'z'];

/** Reads a link of format 0, which was written until version 0.1. Nothing here changes any more. */
export function openFormat0({ path, fields }: LinkContent): Opened | undefined {
  const z = fields.get('z');
  const unpacked = z === undefined ? { value: {} } : unpackBare(z);
  if (unpacked === 'too-large') return { kind: 'too-large' };
  const packed = unpacked?.value;
  if (!isObject(packed)) return undefined;
  const acts = readActs(fields, packed);
  if (acts.isUnknown || [...fields.keys()].some((key) => !KEYS.includes(key)))
    return { kind: 'unknown' };
  const document = {
    replayscope: 0,
    program: path === OWN ? packed['program'] : { sample: path },
    mode: fields.get('mode'),
    dialect: fields.get('dialect'),
    facade: fields.get('facade'),
    seed: numberIn(fields, 'seed'),
    input: packed['input'],
    environment: packed['environment'],
    interventions: acts.interventions,
    position: fields.get('at') ?? packed['position'],
  };
  return { kind: 'document', document };
}

export const numberIn = (fields: LinkContent['fields'], key: string): number | undefined => {
  const text = fields.get(key);
  return text === undefined ? undefined : Number(text);
};

/** The acts, readable or packed. */
export function readActs(
  fields: LinkContent['fields'],
  packed: Record<string, unknown>,
): { interventions: unknown; isUnknown: boolean } {
  const acts = fields.get('do');
  if (acts === undefined) return { interventions: packed['interventions'], isUnknown: false };
  const data: unknown = packed['data'];
  const interventions = parseActs(acts, Array.isArray(data) ? (data as unknown[]) : []);
  return { interventions, isUnknown: interventions === undefined };
}
