import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PlainError, projectFolder } from '../scripts/project.mjs';
import { runPackage } from '../scripts/run-command.mjs';
import { sourceStamp } from '../scripts/source-stamp.mjs';

const cache = join(projectFolder, '.cache', 'headless');

/**
 * The address of the command's own code, as an ES module. It is built where it is not there for the sources as they are now; the
 * folder's name is their stamp, so that two commands at once do not disturb each other.
 */
export async function builtCommand() {
  const folder = join(cache, sourceStamp(projectFolder).slice(0, 24));
  const file = join(folder, 'command.mjs');
  if (!existsSync(file)) await build(folder);
  return pathToFileURL(file).href;
}

async function build(folder) {
  if (!existsSync(join(projectFolder, 'node_modules', 'vite'))) {
    throw new PlainError('The packages are not installed. Run "npm ci" in this folder first.');
  }
  const fresh = `${folder}-${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  const config = ['--config', 'vite/headless.config.ts', '--outDir', fresh];
  const { isDone, output } = await runPackage('vite/bin/vite.js', ['build', ...config], {
    isQuiet: true,
  });
  if (!isDone) {
    rmSync(fresh, { recursive: true, force: true });
    throw new PlainError(`The command could not be built.\n${output}`);
  }
  try {
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another command has built the same in the meantime.
    if (!existsSync(folder)) throw error;
  }
  forgetOthers(folder);
}

/** Throws away what was built from older sources, except what another command may be building just now. */
function forgetOthers(folder) {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (path !== folder && !name.includes('-')) rmSync(path, { recursive: true, force: true });
  }
}
