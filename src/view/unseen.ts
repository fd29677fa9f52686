/** Characters that are not seen, or that turn the order of others: code with them can look like other code than it is. Line ends and tabs are seen. */
const UNSEEN =
  /[\p{Cf}\p{Co}\p{Cn}\u2028\u2029]|\u034F|\u115F|\u1160|\u17B4|\u17B5|\u3164|\uFFA0|(?![\n\t])\p{Cc}/gu;

/** Characters that turn the order of those after them: in a line of ours they would turn our own words, too. */
export const TURNING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

const byNumber = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** The text with each of those by its number. The letters of a language that is written from the right are left as they are. */
export const withTurning = (text: string): string => text.replaceAll(TURNING, byNumber);

/** The text with each of them by its number, as in `[U+202E]`, and how many there are. */
export function withUnseen(text: string): { text: string; count: number } {
  let count = 0;
  const shown = text.replace(UNSEEN, (character) => {
    count += 1;
    return byNumber(character);
  });
  return { text: shown, count };
}
