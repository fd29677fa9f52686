/** Every character that a link of ours has. None of them needs a percent sign in an address. */
const NOT_OURS = /[^A-Za-z0-9/?=&@:,._$-]/g;
const ENTITY = /&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,4}|#x[0-9a-f]{1,4});/gi;
/** An address is sometimes encoded once by the sender and again by each program on the way. */
const MAX_ROUNDS = 5;

/**
 * Undoes what mail and chat do to an address: percent-encoding (several times over), HTML entities, line breaks, spaces and
 * quotation marks inside. What was damaged in any other way is found by the checksum.
 */
export function cleanUp(fragment: string): string {
  let text = fragment;
  for (let round = 0; round < MAX_ROUNDS && text.includes('%'); round += 1)
    text = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  const isAmpersand = (entity: string) => /^&(?:amp|#38|#x26);$/i.test(entity);
  text = text.replace(ENTITY, (entity) => (isAmpersand(entity) ? '&' : ''));
  return text.replace(NOT_OURS, '');
}

/** A link ends in a digit or letter: what follows belongs to the sentence around it. */
export const withoutPunctuation = (text: string): string => text.replace(/[^A-Za-z0-9]+$/, '');
