import type { Stretch } from './stretch.ts';

const KEYWORDS =
  'and|as|assert|async|await|break|class|continue|def|elif|else|except|finally|for|from|if|import|in|is|lambda|not|or|pass|raise|return|try|while|with|yield';

/** One piece of a line: comment, text, number or constant, word of the language, what is called or decorates. */
const PIECES = new RegExp(
  [
    '(?<comment>#.*$)',
    `(?<string>[rbf]{0,2}(?:'(?:[^'\\\\]|\\\\.)*'|"(?:[^"\\\\]|\\\\.)*"))`,
    '(?<number>\\b(?:\\d[\\d_.]*|True|False|None)\\b)',
    `(?<keyword>\\b(?:${KEYWORDS})\\b)`,
    '(?<name>@[\\w.]+|\\b\\w+(?=\\())',
  ].join('|'),
  'g',
);

/** A line of Python as coloured stretches. The readings have no text over several lines, so each line stands by itself. */
export function pythonStretches(line: string): Stretch[] {
  const stretches: Stretch[] = [];
  let done = 0;
  for (const found of line.matchAll(PIECES)) {
    const [text] = found;
    const tone = Object.entries(found.groups ?? {}).find(([, part]) => part !== undefined)?.[0];
    if (found.index > done) stretches.push({ text: line.slice(done, found.index) });
    stretches.push(tone === undefined ? { text } : { text, tone });
    done = found.index + text.length;
  }
  if (done < line.length) stretches.push({ text: line.slice(done) });
  return stretches;
}
