import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { format } from 'prettier';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lintLine } from './finding-schema.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** The first start builds the command. */
const PATIENCE_MS = 120_000;

const SOURCES = {
  'wrong.js': `export async function* order(ctx) {\n  return pick();\n}\nconst pick = () => Math.random();\n`,
  'clean.ts': `export async function* order(ctx: WorkflowContext): any {\n  return yield ctx.callActivity('a');\n}\n`,
  'hint.js': `export async function* order(ctx) {\n  ctx.callActivity('a');\n}\n`,
  'broken.js': `export async function* order(ctx) {\n  return (;\n}\n`,
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'replayscope-'));
  for (const [name, text] of Object.entries(SOURCES)) writeFileSync(join(folder, name), text);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function lint(...words: string[]) {
  const command = [join(ROOT, 'bin/replayscope.mjs'), 'lint', ...words];
  const done = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
  return { ...done, lines: done.stdout.split('\n').slice(0, -1) };
}

describe('lint on the command line', { timeout: PATIENCE_MS }, () => {
  test('prints a line for people, and exits with 1', () => {
    const { status, lines } = lint('wrong.js', 'clean.ts');
    expect(lines).toEqual([
      expect.stringMatching(
        /^wrong\.js:4:20 {2}RS101 {2}Math\.random\(\) .* Reached by order > pick\.$/,
      ) as string,
    ]);
    expect(status).toBe(1);
  });

  test('says nothing of a clean file, and a hint is no finding', () => {
    expect(lint('clean.ts')).toMatchObject({ status: 0, stdout: '', stderr: '' });
    const { status, lines } = lint('hint.js');
    expect([status, lines.length]).toEqual([0, 1]);
    expect(lines[0]).toContain('RS118 (hint)');
  });

  test('goes on after a file that cannot be read, and exits with 2', () => {
    const { status, lines } = lint('broken.js', 'not-there.js', '.', 'wrong.js');
    expect(lines.map((each) => each.slice(0, 24))).toEqual([
      'broken.js:2:11  unreadab',
      'not-there.js  unreadable',
      '.  unreadable  This is a',
      'wrong.js:4:20  RS101  Ma',
    ]);
    expect(status).toBe(2);
  });

  test('prints JSON in the form of its schema', () => {
    const { status, lines } = lint('--json', 'wrong.js', 'broken.js', 'hint.js');
    expect(status).toBe(2);
    const answers = lines.map((each) => v.parse(lintLine, JSON.parse(each)));
    expect(answers).toMatchObject([
      { file: 'wrong.js', code: 'RS101', line: 4, column: 20, via: ['order', 'pick'] },
      { file: 'broken.js', problem: { line: 2, column: 11 } },
      { file: 'hint.js', code: 'RS118', severity: 'hint' },
    ]);
  });

  test.each([[[]], [['--wrong', 'clean.ts']]])('is told how to use it: %j', (words) => {
    const { status, stdout, stderr } = lint(...words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: node bin/replayscope.mjs lint');
  });
});

test('docs/lint.schema.json is the schema of these tests (vitest --update writes it again)', async () => {
  const schema = toJsonSchema(lintLine, { target: 'draft-2020-12', typeMode: 'input' });
  const title = 'Replayscope lint --json: one line of output';
  const text = await format(JSON.stringify({ title, ...schema }), {
    parser: 'json',
    printWidth: 100,
  });
  await expect(text).toMatchFileSnapshot('../../docs/lint.schema.json');
});

test('the README shows what it prints', () => {
  const page = readFileSync(join(ROOT, 'README.md'), 'utf8');
  expect(page).toContain('node bin/replayscope.mjs lint FILE…');
});
