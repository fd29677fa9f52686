import * as v from 'valibot';
import { BOUNDS } from './bounds.ts';
import { fitsAsJson } from './json-bounds.ts';

export const text = (max: number) => {
  const message = `must be a text of 1 to ${max} characters`;
  return v.pipe(v.string(message), v.minLength(1, message), v.maxLength(max, message));
};

export const whole = (min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`;
  return v.pipe(
    v.number(message),
    v.integer(message),
    v.minValue(min, message),
    v.maxValue(max, message),
  );
};

export const listOf = <Item extends v.GenericSchema>(item: Item, max: number) => {
  const message = `must be a list of at most ${max}`;
  return v.pipe(v.array(item, message), v.maxLength(max, message));
};

export const choice = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  v.picklist(words, `must be ${words.map((word) => `"${word}"`).join(' or ')}`);

/** Tells a missing field, an unknown one, and something that is no object apart. */
const objectMessage = (issue: v.StrictObjectIssue): string => {
  if (issue.expected === 'never') return 'is not a known field';
  return issue.received === 'undefined' ? 'is missing' : 'must be an object';
};

export const strict = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.strictObject(entries, objectMessage);

export const json = v.pipe(
  v.unknown(),
  v.check(
    (value) => fitsAsJson(value, BOUNDS.json),
    `must be JSON of at most ${BOUNDS.json} characters`,
  ),
);

/** The names and texts of `process.env`. */
export const variables = v.pipe(
  v.record(
    text(BOUNDS.name),
    v.pipe(
      v.string('must be a text'),
      v.maxLength(BOUNDS.variable, `must be a text of at most ${BOUNDS.variable} characters`),
    ),
    'must be an object of names and texts',
  ),
  v.maxEntries(BOUNDS.variables, `must have at most ${BOUNDS.variables} entries`),
);
