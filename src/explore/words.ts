/** `once`, `twice`, `3 times`. `count` from 1. */
export function timesWord(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
}

/** `1 wake-up`, `2 wake-ups`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/**
 * How often it happens, as a clause: the ledger says `Card charged`, a sentence says `the card is charged twice`, or `the card is
 * never charged`. A label of another form is quoted.
 */
export function happens(label: string, count: number): string {
  const words = /^([A-Z][\w ]*) (\w+(?:ed|nt|wn|en))$/.exec(label);
  const [, thing = '', done = ''] = words ?? [];
  if (!words) return `“${label}” ${count === 0 ? 'never happens' : `happens ${timesWord(count)}`}`;
  const subject = `the ${thing.charAt(0).toLowerCase()}${thing.slice(1)} is`;
  return count === 0 ? `${subject} never ${done}` : `${subject} ${done} ${timesWord(count)}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(texts: readonly string[]): string {
  if (texts.length < 2) return texts.join('');
  return `${texts.slice(0, -1).join(', ')} and ${texts[texts.length - 1]}`;
}

/** For two values of which only the ids differ: ids are long, and other ones in every run. */
export const OTHER_ID: readonly [string, string] = ['another id', 'an id'];

const LONGEST = 80;

/** A value in a sentence. */
export const short = (text: string | undefined): string => {
  if (text === undefined) return 'nothing';
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
};

export const asSentence = (text: string): string =>
  withStop(`${text.charAt(0).toUpperCase()}${text.slice(1)}`);

/** A sentence that begins with a name of the code stays as it is. */
export const withStop = (text: string): string => (/[.?!…]$/.test(text) ? text : `${text}.`);

const UUID = /\b([0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;

/** A JSON value in a sentence, without its brackets: `text Thank you, to ada@example.com`. Ids as they begin. */
export function plain(json: string | undefined): string {
  return json === undefined ? 'nothing' : short(wordsOf(valueIn(json), 0).replace(UUID, '$1…'));
}

/** The message of a failed activity or child says by itself who failed; its number says nothing to a person. */
export const plainFailure = (message: string): string =>
  short(
    message.replace(/^(?:\S+: )?(?:Activity|Sub-orchestration) task #\d+ failed: /, ''),
  ).replace(/\.$/, '');

/** Two JSON values in a sentence: of two objects of one shape only what differs, of ids that they differ. */
export function plainPair(a: string | undefined, b: string | undefined): [string, string] {
  const [one, two] = [valueIn(a ?? ''), valueIn(b ?? '')];
  if (a !== b && a?.replace(UUID, '') === b?.replace(UUID, '')) return [...OTHER_ID];
  const keys = isObject(one) && isObject(two) ? Object.keys(one) : [];
  const left = isObject(one) ? one : {};
  const right = isObject(two) ? two : {};
  const differing = keys.filter((key) => textIn(left[key]) !== textIn(right[key]));
  const isOneShape = keys.length > 0 && Object.keys(right).join('\n') === keys.join('\n');
  const texts: [string, string] =
    isOneShape && differing.length > 0
      ? [plain(textIn(pick(left, differing))), plain(textIn(pick(right, differing)))]
      : [plain(a), plain(b)];
  // Too long to tell apart: then as they are.
  return texts[0] === texts[1] ? [short(a), short(b)] : texts;
}

const pick = (object: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.map((key) => [key, object[key]]));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textIn = (value: unknown): string | undefined => JSON.stringify(value);

function valueIn(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    // Some dialects pass raw text where others pass JSON.
    return json;
  }
}

function wordsOf(value: unknown, depth: number): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value))
    return depth > 1 ? '…' : value.map((each) => wordsOf(each, depth + 1)).join(', ');
  if (!isObject(value)) return String(value);
  if (depth > 1) return '…';
  return Object.entries(value)
    .map(([key, each]) => `${key} ${wordsOf(each, depth + 1)}`)
    .join(', ');
}
