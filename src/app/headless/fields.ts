import { LineError } from './line-error.ts';

/** A JSON object of a line, and where it stands in it, for messages. */
export interface Fields {
  values: Readonly<Record<string, unknown>>;
  /** Empty for the line itself, else like `stimuli[2]`. */
  where: string;
}

export function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new LineError('bad-request', `${where || 'The line'} must be a JSON object.`);
  return { values: value as Record<string, unknown>, where };
}

export function pathOf({ where }: Fields, name: string): string {
  return where === '' ? `"${name}"` : `"${where}.${name}"`;
}

/** Own fields only: `constructor` is nobody's option. Absent and null are the same. */
export function field(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields.values, name) ? (fields.values[name] ?? undefined) : undefined;
}

function problem(fields: Fields, name: string, what: string): LineError {
  return new LineError('bad-request', `${pathOf(fields, name)} must be ${what}.`);
}

export function maybeText(fields: Fields, name: string): string | undefined {
  const value = field(fields, name);
  if (value === undefined || typeof value === 'string') return value;
  throw problem(fields, name, 'a text');
}

export function text(fields: Fields, name: string): string {
  const value = maybeText(fields, name);
  if (value === undefined || value === '') throw problem(fields, name, 'a text');
  return value;
}

/** Text that holds JSON, or nothing. */
export function maybeJsonText(fields: Fields, name: string): string | undefined {
  const value = maybeText(fields, name);
  if (value === undefined) return undefined;
  try {
    JSON.parse(value);
    return value;
  } catch {
    throw problem(fields, name, 'JSON as a text, for example "5" or "\\"five\\""');
  }
}

export function maybeNumber(fields: Fields, name: string): number | undefined {
  const value = field(fields, name);
  if (value === undefined || typeof value === 'number') return value;
  throw problem(fields, name, 'a number');
}

export function maybeCount(fields: Fields, name: string): number | undefined {
  const value = maybeNumber(fields, name);
  if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) return value;
  throw problem(fields, name, 'a whole number from 0');
}

export function maybeOneOf<Word extends string>(
  fields: Fields,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const value = field(fields, name);
  const word = words.find((each) => each === value);
  if (value === undefined || word !== undefined) return word;
  throw problem(fields, name, words.map((each) => `"${each}"`).join(' or '));
}

export function list(fields: Fields, name: string): Fields[] {
  const value = field(fields, name);
  if (!Array.isArray(value)) throw problem(fields, name, 'a list');
  return value.map((each: unknown, index) =>
    fieldsOf(each, `${fields.where === '' ? '' : `${fields.where}.`}${name}[${index}]`),
  );
}

/** Texts by name. */
export function maybeTexts(fields: Fields, name: string): Record<string, string> | undefined {
  const value = field(fields, name);
  if (value === undefined) return undefined;
  const inner = fieldsOf(value, fields.where === '' ? name : `${fields.where}.${name}`);
  const texts = Object.create(null) as Record<string, string>;
  for (const key of Object.keys(inner.values)) {
    const each = inner.values[key];
    if (typeof each !== 'string') throw problem(inner, key, 'a text');
    texts[key] = each;
  }
  return texts;
}
