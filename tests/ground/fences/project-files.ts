import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

/** One text file of the project. `path` is relative to the project's folder, with `/`. */
export interface ProjectFile {
  path: string;
  text: string;
}

/** One breach of a fence. `line` is from 1; 0 means the file as a whole. */
export interface Offence {
  path: string;
  line: number;
  message: string;
}

export const showOffence = ({ path, line, message }: Offence): string =>
  `${path}:${line}  ${message}`;

const BINARY = new Set(['.gif', '.ico', '.jpg', '.png', '.wasm', '.webp', '.woff', '.woff2']);

/** Folders that git never keeps, whatever .gitignore says. */
const NEVER_KEPT = new Set(['.git', 'node_modules']);

/** True for a name that .gitignore leaves out. Only the two forms that ours uses: `name/` and `*.ending`. */
export function ignoredBy(gitignore: string): (name: string) => boolean {
  const lines = gitignore
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return (name) =>
    lines.some((line) =>
      line.startsWith('*') ? name.endsWith(line.slice(1)) : name === line.replace(/\/$/, ''),
    );
}

/** Paths of all files that belong to the project, sorted. */
export function projectPaths(root: string): string[] {
  const isIgnored = ignoredBy(readFileSync(join(root, '.gitignore'), 'utf8'));
  const walk = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      if (NEVER_KEPT.has(entry.name) || isIgnored(entry.name)) return [];
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? walk(path) : [path];
    });
  return walk('').sort();
}

export function readProject(root: string): ProjectFile[] {
  return projectPaths(root)
    .filter((path) => !BINARY.has(extname(path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

export const isTest = (path: string): boolean =>
  /\.(test|spec)\.tsx?$|\.test-support\.tsx?$/.test(path) ||
  path.startsWith('tests/') ||
  path.startsWith('e2e/');

/** Our own program code that is parsed. Sample programs are data: a learner reads them as text. */
export const isCode = (path: string): boolean =>
  /\.(ts|tsx|mjs|js)$/.test(path) && !path.startsWith('src/samples/programs/');
