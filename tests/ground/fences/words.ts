import { isCode, isTest } from './project-files.ts';
import type { Offence, ProjectFile } from './project-files.ts';
import { lineAt, nameOf, parseFile, walk } from './syntax.ts';
import type { Node } from './syntax.ts';

/** Files of src/ that may say `any`, each with its reason. */
export const MAY_SAY_ANY: Record<string, string> = {};

/** The fences themselves name what they forbid. */
const isFence = (path: string): boolean => path.startsWith('tests/ground/');

interface BannedText {
  pattern: RegExp;
  message: string;
  applies: (path: string) => boolean;
}

const isOwnText = (path: string): boolean => !isFence(path) && path !== 'package-lock.json';
/** Recorded runs of real engines hold whatever was recorded. */
const isRecorded = (path: string): boolean => path.startsWith('tests/corpus/');

const BANNED_TEXTS: readonly BannedText[] = [
  {
    pattern: /@ts-(ignore|nocheck|expect-error)|(eslint|oxlint)-disable|prettier-ignore/,
    message: 'switches a check off',
    applies: (path) => isCode(path) && isOwnText(path),
  },
  {
    pattern: /\b(TODO|FIXME|XXX|HACK)\b/,
    message: 'leaves work undone',
    applies: (path) => isOwnText(path) && !isRecorded(path),
  },
  {
    pattern: /\bregistry\.[a-z0-9-]+\.|npmjs\.(org|com)\b|\bnpmmirror\b|\bjfrog\b|\bartifactory\b/i,
    message: 'names the host of a package registry',
    applies: (path) => !isFence(path),
  },
  {
    pattern: /(?<![\w.:/~*\\-])(\/(home|Users|root|work|tmp|mnt|private)\/\w|[A-Z]:\\Users\\)/,
    message: 'names a folder of one machine',
    applies: (path) => isOwnText(path) && !isRecorded(path),
  },
];

/** Banned words in the text of any file, comments and strings included. */
export function textOffences(files: readonly ProjectFile[]): Offence[] {
  return files.flatMap(({ path, text }) => {
    const bans = BANNED_TEXTS.filter((ban) => ban.applies(path));
    if (bans.length === 0) return [];
    return text.split('\n').flatMap((content, index) =>
      bans
        .map((ban) => ({ hit: ban.pattern.exec(content)?.[0], message: ban.message }))
        .filter(({ hit }) => hit !== undefined)
        .map(({ hit, message }) => ({ path, line: index + 1, message: `${message}: ${hit}` })),
    );
  });
}

/** The type `any` in src/, outside the files that are listed. */
export function anyOffences(files: readonly ProjectFile[]): Offence[] {
  const offences: Offence[] = [];
  for (const file of files) {
    const isChecked = file.path.startsWith('src/') && isCode(file.path) && !isTest(file.path);
    if (!isChecked || MAY_SAY_ANY[file.path] !== undefined) continue;
    walk(parseFile(file), (node) => {
      if (node.type !== 'TSAnyKeyword') return;
      const line = lineAt(file.text, node.start);
      offences.push({ path: file.path, line, message: 'says any: name the type, or use unknown' });
    });
  }
  return offences;
}

const RUNNERS = new Set(['describe', 'it', 'suite', 'test']);
const LEFT_OUT = new Set(['fails', 'fixme', 'only', 'runIf', 'skip', 'skipIf', 'todo']);

/** `test.describe.only(...)` gives test, describe, only. */
function callPath(node: unknown): string[] {
  const current = node as Node | undefined;
  if (current?.type === 'MemberExpression') {
    return [...callPath(current['object']), nameOf(current['property']) ?? ''];
  }
  if (current?.type === 'CallExpression') return callPath(current['callee']);
  return [nameOf(current) ?? ''];
}

/** Tests that are left out, or that leave the others out. */
export function leftOutOffences(files: readonly ProjectFile[]): Offence[] {
  const offences: Offence[] = [];
  for (const file of files) {
    if (!isTest(file.path) || !isCode(file.path)) continue;
    walk(parseFile(file), (node) => {
      if (node.type !== 'CallExpression') return;
      const [runner = '', ...rest] = callPath(node['callee']);
      const word = rest.find((part) => LEFT_OUT.has(part));
      if (!RUNNERS.has(runner) || word === undefined) return;
      const line = lineAt(file.text, node.start);
      offences.push({ path: file.path, line, message: `${runner}.${word}: every test runs` });
    });
  }
  return offences;
}
