import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { PlainError } from '../scripts/project.mjs';
import { builtCommand } from './built-command.mjs';
import { lintFiles } from './lint-files.mjs';

const USAGE = `Usage: node bin/replayscope.mjs execute|run|scenario|explore|deploy-check
       node bin/replayscope.mjs lint [--json] FILE…

Reads one JSON object per line from standard input and writes one JSON object per line to standard output, in the same order.
  execute  one turn of a workflow
  run      the whole life of an instance
  scenario the run of a scenario document, as a file or a link of the page has it
  explore  a run or a scenario document again, with a crash at every place: many lines of answers
  deploy-check  the same with version 2 of its code at every place: many lines of answers
The fields of each are in docs/HEADLESS.md. The exit status is 1 when any line had an error, when an invariant did not hold
or when a deployment was not safe.

lint reads files, not lines, and says what in them does not stand a replay: docs/LINT.md.`;

const VERBS = ['execute', 'run', 'scenario', 'explore', 'deploy-check'];

const verb = process.argv[2];

export async function runCommandLine() {
  try {
    if (verb === 'lint') {
      process.exitCode = await lintFiles(process.argv.slice(3), write);
      return;
    }
    if (process.argv.length !== 3 || !VERBS.includes(verb)) {
      throw new PlainError(USAGE);
    }
    process.exitCode = (await answerAll()) ? 1 : 0;
  } catch (error) {
    // Who reads our output has gone away.
    if (error.code === 'EPIPE') return;
    console.error(error instanceof PlainError ? error.message : error);
    process.exitCode = 2;
  }
}

/** Answers line by line. True when any line had an error. */
async function answerAll() {
  const { lineAnswerer, partsAnswerer, scenarioAnswerer } = await import(await builtCommand());
  const wasm = await readFile(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm'));
  if (verb === 'explore' || verb === 'deploy-check')
    return answerInParts(await partsAnswerer(verb, wasm));
  const isScenario = verb === 'scenario';
  const answer = await (isScenario ? scenarioAnswerer(wasm) : lineAnswerer(verb, wasm));
  let hasError = false;
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number += 1;
    const { text, isError, remarks } = await answer(line);
    hasError ||= isError;
    for (const remark of remarks) console.error(`Line ${number}: ${remark}`);
    await write(`${text}\n`);
  }
  return hasError;
}

/** Answers each line with many. True when any line had an error, or something was found. */
async function answerInParts(answer) {
  let isBad = false;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    for (const { text, isError, isBroken } of answer(line)) {
      isBad ||= isError || isBroken;
      await write(`${text}\n`);
    }
  }
  return isBad;
}

/** Waits until the reader has taken the text, so that a long run needs no memory for its answers. */
function write(text) {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
