import { join } from 'node:path';
import { ensurePackages } from './packages.mjs';
import { projectFolder } from './project.mjs';
import { runCommand, runPackage } from './run-command.mjs';

/** `npm run bench [words]`: builds the bench as the headless command is built, and runs the cases whose file names have one of the words. */
await ensurePackages();
const { isDone } = await runPackage('vite/bin/vite.js', [
  'build',
  '--config',
  'vite/bench.config.ts',
]);
const bench = join(projectFolder, '.cache', 'bench', 'bench.mjs');
const measured = isDone && (await runCommand(process.execPath, [bench, ...process.argv.slice(2)]));
process.exitCode = measured && measured.isDone ? 0 : 1;
