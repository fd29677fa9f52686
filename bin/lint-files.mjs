import { readFile } from 'node:fs/promises';
import { PlainError } from '../scripts/project.mjs';
import { builtCommand } from './built-command.mjs';

export const LINT_USAGE = `Usage: node bin/replayscope.mjs lint [--json] FILE…

Looks in TypeScript or JavaScript files for workflow code that does not stand a replay. The rules are in docs/LINT.md.
  --json  one JSON object per finding, for programs
The exit status is 0 when nothing was found (hints do not count), 1 when something was, 2 when a file could not be read.`;

/** Prints what is found in the files, and gives the exit status. */
export async function lintFiles(words, write) {
  const isJson = words.includes('--json');
  const afterDashes = words.indexOf('--');
  const options = afterDashes < 0 ? words : words.slice(0, afterDashes);
  const files = [
    ...options.filter((word) => !word.startsWith('-')),
    ...(afterDashes < 0 ? [] : words.slice(afterDashes + 1)),
  ];
  const unknown = options.find((word) => word.startsWith('-') && word !== '--json');
  if (files.length === 0 || unknown !== undefined) {
    throw new PlainError(
      unknown === undefined ? LINT_USAGE : `Unknown option: ${unknown}\n\n${LINT_USAGE}`,
    );
  }
  const { lintLines, unreadable } = await import(await builtCommand());
  const states = new Set();
  for (const file of files) {
    const source = await readFile(file, 'utf8').catch((error) => error);
    const { lines, state } =
      typeof source === 'string'
        ? lintLines(file, source, isJson)
        : unreadable(file, reasonOf(source), isJson);
    states.add(state);
    for (const line of lines) await write(`${line}\n`);
  }
  if (states.has('unreadable')) return 2;
  return states.has('found') ? 1 : 0;
}

function reasonOf(error) {
  switch (error.code) {
    case 'ENOENT':
      return 'There is no such file.';
    case 'EISDIR':
      return 'This is a folder. Name the files in it.';
    case 'EACCES':
      return 'This file may not be read.';
    default:
      return `The file could not be read: ${error.message}`;
  }
}
