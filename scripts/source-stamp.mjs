import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that the built files are made from, relative to the project's folder. */
const SOURCES = [
  'index.html',
  'package-lock.json',
  'public',
  'src',
  'tsconfig.base.json',
  'tsconfig.json',
  'vite',
  'vite.config.ts',
];

function filesUnder(folder, path) {
  const full = join(folder, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(folder, `${path}/${name}`));
}

/** A text that changes when any source of the built files does. Tests are no source. */
export function sourceStamp(folder) {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((source) => filesUnder(folder, source))) {
    if (/\.test\.tsx?$/.test(path)) continue;
    const content = readFileSync(join(folder, path));
    hash.update(`${path}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

const stampFile = (folder) => join(folder, '.cache', 'built-from.txt');

/** True when dist/ was built from the sources as they are now. */
export function isBuilt(folder) {
  return (
    existsSync(join(folder, 'dist', 'index.html')) &&
    existsSync(stampFile(folder)) &&
    readFileSync(stampFile(folder), 'utf8') === sourceStamp(folder)
  );
}

/** Remembers which sources dist/ was built from: the stamp taken before the build began. */
export function rememberBuild(folder, stamp) {
  mkdirSync(join(folder, '.cache'), { recursive: true });
  writeFileSync(stampFile(folder), stamp);
}
