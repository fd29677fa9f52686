import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError, projectFolder } from './project.mjs';
import { runNpm } from './run-command.mjs';

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

/**
 * Packages of the lock file that are not installed in the wanted version.
 * Both arguments are the `packages` part of an npm lock file; `installed` is undefined where nothing is.
 * A package that is optional (made for other systems) may be absent.
 */
export function missingPackages(wanted, installed) {
  return Object.entries(wanted)
    .filter(([path, { version, optional, devOptional }]) => {
      if (path === '') return false;
      const found = installed?.[path];
      if (found === undefined) return !(optional === true || devOptional === true);
      return found.version !== version;
    })
    .map(([path]) => path);
}

/** What npm's own words mean for the person who reads them. */
export function installProblem(output) {
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|ERR_SOCKET/.test(output)) {
    return (
      'The packages could not be fetched: there is no way to the network from here.\n' +
      'Connect to the internet (or set the proxy that your network needs) and run the same command again.\n' +
      'This is needed only once. After that everything works without a network.'
    );
  }
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `The packages could not be written. Check that you may write into ${projectFolder} and run the same command again.`;
  }
  if (/ENOSPC/.test(output)) return 'The disk is full. Make room and run the same command again.';
  return 'npm could not install the packages. Its own message is above. When it is put right, run the same command again.';
}

/** Installs what the lock file asks for, if it is not there yet. */
export async function ensurePackages() {
  const wanted = readPackages(join(projectFolder, 'package-lock.json'));
  if (wanted === undefined) {
    throw new PlainError('package-lock.json is missing. Get a complete copy of Replayscope.');
  }
  const installed = readPackages(join(projectFolder, 'node_modules', '.package-lock.json'));
  if (missingPackages(wanted, installed).length === 0) return;
  console.log('Installing packages. This can take a minute.');
  const { isDone, output } = await runNpm([
    'ci',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    // npm's own waits add up to minutes when there is no network.
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=5000',
  ]);
  if (!isDone) throw new PlainError(installProblem(output));
}
