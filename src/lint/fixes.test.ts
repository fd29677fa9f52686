import { describe, expect, test } from 'vitest';
import { applyFix } from './apply-fix.ts';
import { badPrograms } from './bad-programs.test-support.ts';
import type { Finding, Fix } from './finding.ts';
import { lintFile } from './lint.ts';

function findingsOf(source: string): Finding[] {
  const result = lintFile(source);
  if (!result.ok) throw new Error(`${result.problem.message}\n${source}`);
  return result.findings;
}

const fixesOf = (source: string): { finding: Finding; fix: Fix }[] =>
  findingsOf(source).flatMap((finding) => finding.fixes.map((fix) => ({ finding, fix })));

const countOf = (findings: readonly Finding[], code: string): number =>
  findings.filter((each) => each.code === code).length;

describe('a fix', () => {
  test.each(badPrograms)('mends its finding and makes no new one: %s', (_name, source) => {
    const before = findingsOf(source);
    for (const { finding, fix } of fixesOf(source)) {
      const mended = applyFix(source, fix);
      const after = findingsOf(mended);
      const told = `${fix.title}\n${mended}\n${after.map((each) => `${each.code} ${each.line}`)}`;
      expect(countOf(after, finding.code), told).toBeLessThan(countOf(before, finding.code));
      for (const code of new Set(after.map((each) => each.code)))
        expect(countOf(after, code), told).toBeLessThanOrEqual(countOf(before, code));
    }
  });
});

/** Source, words of the fix's title, and lines that the mended source must have. */
const TEXTS: [string, string, string, string[]][] = [
  [
    'seconds of a number',
    `export async function* wf(ctx) {\n  await sleep(2500);\n}`,
    'createTimer',
    ['  yield ctx.createTimer(2.5);'],
  ],
  [
    'seconds of an expression',
    `export async function* wf(ctx, order) {\n  await sleep(order.wait + 1);\n  await sleep(order.ms);\n}`,
    'createTimer',
    ['  yield ctx.createTimer((order.wait + 1) / 1000);'],
  ],
  [
    'a name that is free',
    `export async function* wf(ctx) {\n  const drawNumber = Math.random();\n  return drawNumber;\n}`,
    'Draw it',
    ['  const drawNumber = yield ctx.callActivity(drawNumber2);', 'async function drawNumber2() {'],
  ],
  [
    'a chain of registrations',
    `async function* wf(ctx) { return Math.random(); }\nruntime\n  .registerWorkflow(wf)\n  .registerActivity(act);\nfunction act() {}`,
    'Draw it',
    ['  .registerActivity(act)', '  .registerActivity(drawNumber);'],
  ],
  [
    'registrations one by one',
    `async function* wf(ctx) { return Math.random(); }\nasync function main() {\n  worker.addOrchestrator(wf);\n  worker.addActivity(act);\n  await worker.start();\n}\nfunction act() {}`,
    'Draw it',
    ['  worker.addActivity(act);', '  worker.addActivity(drawNumber);', '  await worker.start();'],
  ],
  [
    'activities for another file',
    `export async function* wf(ctx) { return [yield ctx.callActivity(act), Math.random()]; }\nexport async function act() {}`,
    'Draw it',
    ['export async function drawNumber() {'],
  ],
  [
    'types',
    `export async function* wf(ctx: WorkflowContext, name: string): any {\n  return process.env[name];\n}`,
    'in an activity',
    [
      '  return yield ctx.callActivity(readEnvironment, name);',
      'async function readEnvironment(_ctx: unknown, name: any) {',
    ],
  ],
  [
    'two inputs',
    `export async function* wf(ctx, a) {\n  const b = 2;\n  const x = await load(a, b);\n  return x;\n}`,
    'in an activity',
    [
      '  const x = yield ctx.callActivity(runLoad, { a, b });',
      'async function runLoad(_ctx, { a, b }) {',
      '  return load(a, b);',
    ],
  ],
  [
    'a line without a semicolon before it',
    `export async function* wf(ctx) {\n  const a = 1\n  Math.random() > a && (yield ctx.callActivity('a'))\n}`,
    'Draw it',
    ["  ;(yield ctx.callActivity(drawNumber)) > a && (yield ctx.callActivity('a'))"],
  ],
  [
    'Durable Functions',
    `df.app.orchestration('wf', function* (context) {\n  return Math.random();\n});\ndf.app.activity('a', { handler: () => 1 });`,
    'Draw it',
    [
      "  return yield context.df.callActivity('drawNumber');",
      "df.app.activity('drawNumber', { handler: drawNumber });",
    ],
  ],
  [
    'a guard with a block of several lines',
    `export async function* wf(ctx) {\n  if (!ctx.isReplaying) {\n    yield ctx.callActivity('a');\n    if (ctx.instanceId) {\n      yield ctx.callActivity('b');\n    }\n  }\n}`,
    'guard',
    [
      "  yield ctx.callActivity('a');",
      '  if (ctx.instanceId) {',
      "    yield ctx.callActivity('b');",
      '  }',
    ],
  ],
  [
    'an import that is there',
    `import { whenAll as all } from '@microsoft/durabletask-js';\nexport async function* wf(ctx) {\n  await Promise.all([ctx.callActivity('a')]);\n}`,
    'Yield all',
    ["  yield all([ctx.callActivity('a')]);"],
  ],
  [
    'a loop whose state goes on',
    `export async function* wf(ctx: WorkflowContext) {\n  let seen: string[] = [];\n  while (true) {\n    seen.push(yield ctx.callActivity('next'));\n  }\n}`,
    'continueAsNew',
    [
      'export async function* wf(ctx: WorkflowContext, kept?: any) {',
      '  let seen: string[] = kept?.seen ?? [];',
      '    ctx.continueAsNew({ seen }, true);',
      '    return;',
    ],
  ],
];

describe('the text of a fix', () => {
  test.each(TEXTS)('%s', (_name, source, title, lines) => {
    const fix = fixesOf(source).find((each) => each.fix.title.includes(title))?.fix;
    const mended = fix ? applyFix(source, fix) : '';
    expect(mended.split('\n')).toEqual(expect.arrayContaining(lines));
  });

  test.each([
    [
      'a loop that waited before',
      `export async function* wf(ctx) {\n  yield ctx.callActivity('once');\n  while (true) yield ctx.createTimer(5);\n}`,
    ],
    [
      'a loop that goes on early',
      `export async function* wf(ctx) {\n  while (true) {\n    if (yield ctx.callActivity('skip')) continue;\n    yield ctx.createTimer(5);\n  }\n}`,
    ],
    [
      'a call with this',
      `class A {\n  async *wf(ctx: WorkflowContext) {\n    await load(this.x);\n  }\n}`,
    ],
    [
      'a call with a function',
      `export async function* wf(ctx) {\n  const f = () => 1;\n  await load(f);\n}`,
    ],
    [
      'a response that is handed on',
      `export async function* wf(ctx) {\n  const response = await fetch('a');\n  return response;\n}`,
    ],
    ['state of the module', `let n = 0;\nexport async function* wf(ctx) {\n  return n++;\n}`],
  ])('there is none for %s', (_name, source) => {
    expect(findingsOf(source).length).toBeGreaterThan(0);
    expect(fixesOf(source)).toEqual([]);
  });
});
