import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from './project.mjs';

/** What a child process printed last is kept up to this many characters, to look for a known cause. */
const KEPT_OUTPUT = 20_000;

/**
 * Runs one program, shows what it prints, and waits for its end.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, isQuiet?: boolean, timeoutMs?: number, isShell?: boolean }} [options]
 * @returns {Promise<{ isDone: boolean, output: string }>} isDone: it ended with status 0.
 */
export function runCommand(program, args, options = {}) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, {
      cwd: projectFolder,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: options.isShell ?? false,
      timeout: options.timeoutMs,
    });
    const keep = (stream, target) => {
      stream.on('data', (chunk) => {
        if (options.isQuiet !== true) target.write(chunk);
        output = (output + chunk).slice(-KEPT_OUTPUT);
      });
    };
    keep(child.stdout, process.stdout);
    keep(child.stderr, process.stderr);
    child.on('error', (error) => resolve({ isDone: false, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ isDone: code === 0, output }));
  });
}

/** Runs the command of an installed package with this very Node. `path` is its file inside node_modules. */
export function runPackage(path, args, options) {
  return runCommand(
    process.execPath,
    [join(projectFolder, 'node_modules', path), ...args],
    options,
  );
}

/** Runs npm, the one that started this script where there is one. */
export function runNpm(args, options = {}) {
  const starter = process.env.npm_execpath;
  if (starter !== undefined && /npm-cli\.c?js$/.test(starter)) {
    return runCommand(process.execPath, [starter, ...args], options);
  }
  // On Windows npm is a .cmd file, which only a shell can start.
  return runCommand('npm', args, { ...options, isShell: process.platform === 'win32' });
}
