import { TURNING } from '../../view/unseen.ts';

/** JSON in which line ends of old engines, and what turns the order of letters, are escapes: it means the same, and looks like it. */
export const escapedJson = (json: string): string =>
  json.replaceAll(/[\u2028\u2029]/g, escapeOf).replaceAll(TURNING, escapeOf);

const escapeOf = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
