import { CHECKSUM_LENGTH, checksumOf } from './checksum.ts';

/** In the place of a sample's name: the code is in the link. */
export const OWN = 'own';
/** Sample names that can stand in a link as they are: `order`, and `order.2` for its second text. */
export const PLAIN_NAME = /^[a-z0-9][a-z0-9-]{0,59}(?:\.[1-9]\d{0,2})?$/;
/** Every field of every format. */
export const KEYS: readonly string[] = [
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
  'c',
];

/** What stands in a link after the number of its format and before its checksum. */
export interface LinkContent {
  path: string;
  fields: Map<string, string>;
}

/** The whole text: what it says, and the checksum of that. */
export function linkText(version: number, path: string, fields: readonly string[]): string {
  const content = `${version}/${path}?${fields.map((field) => `${field}&`).join('')}`;
  return `${content}c=${checksumOf(content)}`;
}

/** The text before the checksum; undefined when the checksum is another one. */
export function checked(text: string): string | undefined {
  const end = text.length - CHECKSUM_LENGTH - 'c='.length;
  const content = text.slice(0, Math.max(0, end));
  const isRight = /[?&]$/.test(content) && text.slice(end) === `c=${checksumOf(content)}`;
  return isRight ? content : undefined;
}

/** Every field of the content ends with `&`. */
export function contentOf(checkedText: string): LinkContent {
  const [, path = '', query = ''] = /^\d+\/([^?]*)\?(.*)$/.exec(checkedText) ?? [];
  const fields = query.split('&').slice(0, -1);
  return {
    path,
    fields: new Map(
      fields.map((field) => {
        const [key = ''] = field.split('=', 1);
        return [key, field.slice(key.length + 1)];
      }),
    ),
  };
}

/** True when only the end is missing: every field but the last is one of ours, and the last may have become one. */
export function isCut(text: string): boolean {
  const query = /^\d+\/[a-z0-9.-]*(?:\?(.*))?$/.exec(text);
  if (!query) return false;
  const fields = (query[1] ?? '').split('&').map((field) => field.split('='));
  return fields.every(([key = '', value], index) => {
    const isLast = index === fields.length - 1;
    if (value === undefined) return isLast && KEYS.some((each) => each.startsWith(key));
    if (key === 'c') return isLast && value.length < CHECKSUM_LENGTH;
    return KEYS.includes(key);
  });
}
