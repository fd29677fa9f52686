/** Every character that a link of ours has. None of them needs a percent sign in an address. */
const NOT_OURS = /[^A-Za-z0-9/?=&@:,._$-]/g;
const ENTITY = /&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,4}|#x[0-9a-f]{1,4});/gi;
/** An address is sometimes encoded once by the sender and again by each program on the way. */
const MAX_ROUNDS = 5;

/**
 * What a fragment can have been before mail and chat were at it, the likeliest first: percent-encoding (several times over), HTML
 * entities, line breaks, spaces and quotation marks inside are undone in each; then the ends of lines and the equals signs of an encoded
 * mail; then what was put behind the checksum. The checksum tells which one is right, and finds what was damaged in any other way.
 */
export function likelyTexts(fragment: string): readonly string[] {
  const plain = cleanUp(fragment);
  const printed = cleanUp(fragment.replace(/=[ \t]*\r?\n/g, '').replace(/=3D/gi, '='));
  const texts = [plain, printed].map(withoutPunctuation);
  return [...new Set([...texts, ...texts.flatMap(withoutTail)])];
}

function cleanUp(fragment: string): string {
  let text = fragment;
  for (let round = 0; round < MAX_ROUNDS && text.includes('%'); round += 1)
    text = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  for (let round = 0; round < MAX_ROUNDS; round += 1)
    text = text.replace(ENTITY, (entity) => (isAmpersand(entity) ? '&' : ''));
  // Word processors make one dash out of two hyphens.
  return text.replace(/[\u2013\u2014]/g, '--').replace(NOT_OURS, '');
}

const isAmpersand = (entity: string) => /^&(?:amp|#38|#x26);$/i.test(entity);

/** A link ends in a digit or letter: what follows belongs to the sentence around it. */
const withoutPunctuation = (text: string): string => text.replace(/[^A-Za-z0-9]+$/, '');

/** Programs that follow readers put fields of their own at the end. */
function withoutTail(text: string): string[] {
  const [whole] = /^.*?[?&]c=[0-9a-z]{7}(?=[^0-9A-Za-z])/.exec(text) ?? [];
  return whole === undefined ? [] : [whole];
}
