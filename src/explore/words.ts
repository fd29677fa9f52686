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

const LONGEST = 80;

/** A value in a sentence. */
export const short = (text: string | undefined): string => {
  if (text === undefined) return 'nothing';
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
};

export const asSentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`;
