import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { scenarioAnswerer } from '../../src/app/headless/command.ts';
import { openFiles } from '../../src/app/scenario-file.ts';
import { openedPage, type Page } from '../../src/app/visit.test-support.ts';
import { documentOfMoment } from '../../src/link/document.ts';
import { traceText } from '../../src/trace/text.ts';
import { error, scenarioAnswer } from './headless-answers.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** The first start builds the command. */
const PATIENCE_MS = 120_000;
const EXAMPLE = /^(\{"replayscope".*\})\n```\n\n```\n(.*)\n```/gm;

const crashedOrder = {
  replayscope: 0,
  program: { sample: 'order' },
  interventions: [
    { do: 'crash', at: { task: 3, window: 'after-effect', beat: 'effect1' } },
    { do: 'restart' },
  ],
};
const ownCode = {
  replayscope: 0,
  program: {
    source:
      'export async function* greet(ctx, name) {\n  return yield ctx.callActivity(hello, name);\n}\n' +
      'export async function hello(_ctx, name) {\n  return `Hello ${name}`;\n}\n',
    workflow: 'greet',
  },
  input: 'Ada',
};

const read = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8');
const wasm = await readFile(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm'));
const answer = await scenarioAnswerer(wasm);

async function run(document: unknown) {
  const { text, isError } = await answer(JSON.stringify(document));
  expect([isError, text]).toEqual([false, text]);
  return v.parse(scenarioAnswer, JSON.parse(text));
}

async function refusal(line: string) {
  const { text, isError } = await answer(line);
  expect(isError).toBe(true);
  return v.parse(error, JSON.parse(text)).error;
}

describe('a scenario document on the command line', () => {
  test('gives the trace of the golden file, and what the run came to', async () => {
    const { trace, history, ...rest } = await run(crashedOrder);
    expect(trace).toBe(await read('tests/golden/order-crash-after-effect.txt'));
    expect(rest).toEqual({
      status: 'COMPLETED',
      output: '{"tracking":"PX-1","paid":42}',
      ledger: [
        { subject: 'reserve:A-1042', label: 'Stock reserved', count: 1 },
        { subject: 'charge:A-1042', label: 'Card charged', count: 2 },
        { subject: 'parcel:A-1042', label: 'Parcel sent', count: 1 },
      ],
      processes: 2,
      unused: [],
    });
    expect(history.at(-1)).toMatchObject({ type: 'ExecutionCompleted', status: 'COMPLETED' });
  });

  test('runs code of one’s own', async () => {
    expect(await run(ownCode)).toMatchObject({
      status: 'COMPLETED',
      output: '"Hello Ada"',
      ledger: [],
      processes: 1,
    });
  });

  test('runs plain code alone, also when a crash takes it', async () => {
    const plain = { replayscope: 0, program: { sample: 'plain' } };
    expect(await run(plain)).toMatchObject({ status: 'COMPLETED', history: [] });
    const crash = { do: 'crash', at: 'f1:effect2' };
    const crashed = await run({ ...plain, interventions: [crash, { do: 'restart' }] });
    expect(crashed.trace).toBe(await read('tests/golden/plain-crash.txt'));
    expect(crashed.output).toBeUndefined();
  });

  test('says which intervention found no place', async () => {
    const { unused } = await run({
      ...crashedOrder,
      interventions: [{ do: 'crash', at: 'k9:end' }],
    });
    expect(unused).toEqual([{ index: 0, reason: 'This run never came to that place.' }]);
  });

  test('refuses in words: no JSON, no scenario, no such sample, code that can’t be read', async () => {
    expect(await refusal('{')).toMatchObject({ code: 'bad-json' });
    expect(await refusal('[]')).toMatchObject({ code: 'bad-scenario' });
    expect(await refusal(JSON.stringify({ ...crashedOrder, seed: -1 }))).toEqual({
      code: 'bad-scenario',
      message: 'seed: must be a whole number from 0 to 9007199254740991.',
    });
    expect(await refusal('{"replayscope":0,"program":{"sample":"tea"}}')).toEqual({
      code: 'bad-scenario',
      message: 'program.sample: there is no sample called "tea".',
    });
    const unreadable = { ...ownCode, program: { source: 'export {', workflow: 'greet' } };
    const { code, message } = await refusal(JSON.stringify(unreadable));
    expect([code, message]).toEqual(['bad-source', expect.stringMatching(/^Line 1, column /)]);
  });

  test('is what docs/HEADLESS.md says', async () => {
    const examples = [...(await read('docs/HEADLESS.md')).matchAll(EXAMPLE)];
    expect(examples).toHaveLength(1);
    for (const [, line = '', said = ''] of examples)
      expect(await run(JSON.parse(line))).toEqual(JSON.parse(said));
  });

  test(
    'a bad document gives an error line and exit status 1, and the next one is answered',
    () => {
      const lines = [{ replayscope: 0 }, ownCode].map((each) => JSON.stringify(each));
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['bin/replayscope.mjs', 'scenario'],
        { cwd: ROOT, input: lines.join('\n'), encoding: 'utf8' },
      );
      const answers = stdout.trimEnd().split('\n');
      expect(answers.map((each) => JSON.parse(each) as object)).toMatchObject([
        { error: { code: 'bad-scenario', message: 'program: is missing.' } },
        { status: 'COMPLETED', output: '"Hello Ada"' },
      ]);
      expect([status, stderr]).toEqual([1, '']);
    },
    PATIENCE_MS,
  );
});

const fileOf = (content: unknown, name = 'mine.json') => {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return { name, size: text.length, text: async () => text };
};

async function drop(page: Page, ...files: ReturnType<typeof fileOf>[]): Promise<void> {
  const { session, store, run: runs, bar } = page;
  await openFiles(files, {
    session,
    store,
    run: runs,
    bar,
    openCode: async () => undefined,
    loadDescriber: async () => undefined,
    openLibrary: async () => '',
  });
  await page.settled();
}

describe('the same document dropped on the page', () => {
  test('opens the same run, at its place, and can be undone and done again', async () => {
    const page = await openedPage();
    page.session.crash();
    await page.settled();
    const before = page.frame();
    await drop(page, fileOf({ ...crashedOrder, position: 'k3:effect1' }));
    expect(page.place()).toBe('k3:effect1');
    expect(traceText(page.shown().trace)).toBe((await run(crashedOrder)).trace);
    expect(page.store.getState()).toMatchObject({
      acts: { done: 2, undone: 0 },
      notice: undefined,
    });
    page.session.undo();
    await page.settled();
    expect(page.frame()).toEqual(before);
    expect(page.store.getState().acts).toEqual({ done: 1, undone: 1 });
    page.session.redo();
    await page.settled();
    expect(page.place()).toBe('k3:effect1');
  });

  test('opens code of one’s own, and ends what could be done again', async () => {
    const page = await openedPage();
    page.session.crash();
    await page.settled();
    page.session.undo();
    await page.settled();
    await drop(page, fileOf(ownCode));
    expect(page.run.getState().standing).toEqual({ kind: 'asking', isOnlyRead: false });
    page.session.answer(true);
    await page.settled();
    const { scenario } = page.shown();
    expect(documentOfMoment({ scenario }, undefined)).toMatchObject({ ...ownCode, replayscope: 1 });
    expect(page.store.getState()).toMatchObject({
      acts: { done: 1, undone: 0 },
      isFirstMinute: false,
    });
  });

  test('says what of the file is not in its run', async () => {
    const page = await openedPage();
    await drop(page, fileOf({ ...crashedOrder, interventions: [{ do: 'crash', at: 'k9:end' }] }));
    expect(page.store.getState().notice?.text).toContain('interventions[0] of this file found no');
    await drop(page, fileOf({ ...crashedOrder, position: 'k9:end' }));
    expect(page.store.getState().notice?.text).toContain('does not have the position');
    await drop(page, fileOf(crashedOrder));
    expect(page.store.getState().notice).toBeUndefined();
  });

  test('says what is wrong with a file, and changes nothing', async () => {
    const page = await openedPage();
    const { hash } = page.bar;
    const cases: [ReturnType<typeof fileOf>[], string][] = [
      [[fileOf({ ...crashedOrder, seed: -1 })], 'seed: must be a whole number'],
      [[fileOf({ replayscope: 0, program: { sample: 'tea' } })], 'no sample called "tea"'],
      [[fileOf('not { json', 'notes.json')], '“notes.json” is not JSON'],
      [[fileOf(ownCode), fileOf(ownCode)], 'one file'],
      [[{ ...fileOf(ownCode), size: 1e9 }], 'too large'],
    ];
    for (const [files, words] of cases) {
      page.session.dismissNotice();
      await drop(page, ...files);
      expect(page.store.getState().notice?.text).toContain(words);
      expect([page.place(), page.bar.hash, page.bar.entries.length]).toEqual(['t4:a4', hash, 1]);
    }
  });

  test('says so where the browser does not let the page open another moment', async () => {
    const page = await openedPage();
    page.bar.isForbidden = true;
    await drop(page, fileOf(ownCode));
    expect(page.store.getState().notice?.text).toContain('does not let the page open “mine.json”');
    expect(page.place()).toBe('t4:a4');
  });
});
