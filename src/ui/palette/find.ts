/** One thing that a person can do, as the palette lists it. */
export interface Command {
  id: string;
  group: string;
  name: string;
  about?: string;
  /** The key that does the same, as the list of shortcuts writes it. */
  keys?: string;
  /** Other words under which people look for it. */
  words?: string;
  /** Why it is impossible now. */
  reason?: string;
  run: () => void;
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** How well a word of the query fits a text: 0 not at all. Letters in order, as in `crev` for `crash everywhere`, fit a little. */
function fit(word: string, text: string): number {
  const lower = text.toLowerCase();
  if (wordsOf(lower).some((each) => each.startsWith(word))) return 4;
  if (lower.includes(word)) return 2;
  return 0;
}

function lettersInOrder(word: string, text: string): boolean {
  let from = 0;
  const lower = text.toLowerCase();
  for (const letter of word) {
    const at = lower.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

function scoreOf(command: Command, query: readonly string[]): number {
  let score = 0;
  for (const word of query) {
    const inName = fit(word, command.name) * 2;
    const inWords = fit(word, `${command.words ?? ''} ${command.group}`);
    const inAbout = fit(word, command.about ?? '') / 2;
    const best = Math.max(inName, inWords, inAbout);
    const loose = word.length > 2 && lettersInOrder(word, command.name) ? 0.5 : 0;
    if (best === 0 && loose === 0) return 0;
    score += Math.max(best, loose);
  }
  return score;
}

/** The commands that fit every word of a query, the best first; all of them, in their order, for an empty one. */
export function findCommands(commands: readonly Command[], query: string): Command[] {
  const words = wordsOf(query);
  if (words.length === 0) return [...commands];
  return commands
    .map((command) => ({ command, score: scoreOf(command, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command);
}

/** Groups in the order in which their first command stands; in each what is possible comes first. */
export function groupsOf(commands: readonly Command[]): [string, Command[]][] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    const list = groups.get(command.group);
    if (list) list.push(command);
    else groups.set(command.group, [command]);
  }
  for (const list of groups.values())
    list.sort((a, b) => Number(a.reason !== undefined) - Number(b.reason !== undefined));
  return [...groups];
}

/** `event 12`, `e 12`, `12`: the number that a query asks for, and of what. */
export function numberAskedFor(
  query: string,
): { of: 'event' | 'wake-up' | 'moment' | 'any'; number: number } | undefined {
  const match = /^(?:go\s+to\s+)?([a-z-]*)\s*(\d{1,6})$/i.exec(query.trim());
  if (!match) return undefined;
  const [, word = '', digits = ''] = match;
  const number = Number(digits);
  const name = word.toLowerCase();
  if (name === '') return { of: 'any', number };
  for (const of of ['event', 'wake-up', 'moment'] as const)
    if (of.startsWith(name) || of.replace('-', '').startsWith(name)) return { of, number };
  return undefined;
}
