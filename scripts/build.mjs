import { PlainError, projectFolder } from './project.mjs';
import { runPackage } from './run-command.mjs';
import { isBuilt, rememberBuild, sourceStamp } from './source-stamp.mjs';

/** Builds dist/. True when it worked. */
export async function build({ isQuiet = false } = {}) {
  const stamp = sourceStamp(projectFolder);
  const { isDone, output } = await runPackage('vite/bin/vite.js', ['build'], { isQuiet });
  if (isDone) rememberBuild(projectFolder, stamp);
  else if (isQuiet) console.error(output);
  return isDone;
}

/** Builds dist/ unless it is there already, made from the very sources that are here. */
export async function ensureBuilt() {
  if (isBuilt(projectFolder)) return;
  console.log('Building the app.');
  if (!(await build({ isQuiet: true }))) {
    throw new PlainError('The app could not be built. The message above says where.');
  }
}
