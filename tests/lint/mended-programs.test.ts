import { describe, expect, test } from 'vitest';
import { applyFix } from '../../src/lint/apply-fix.ts';
import { lint } from '../../src/lint/lint.ts';
import { createMachine } from '../../src/sandbox/machine.ts';
import { wasm } from '../../src/sandbox/machine.test-support.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { compile } from '../../src/source/compile.ts';
import { stateAfter } from '../../src/view/state-after.ts';

type Dialect = Scenario['dialect'];

/** The workflow `wf` of a program, from its start to its end. */
async function outcome(source: string, dialect: Dialect, input: unknown) {
  const compiled = compile(source);
  if (!compiled.ok) throw new Error(`${JSON.stringify(compiled.errors)}\n${source}`);
  const machine = await createMachine(wasm, compiled, { dialect, facade: dialect });
  const scenario: Scenario = {
    program: { source, workflow: 'wf' },
    mode: 'workflow',
    dialect,
    facade: dialect,
    input,
    seed: 3,
    environment: { variables: { MODE: 'fast' }, events: [], services: [] },
    interventions: [],
  };
  const run = simulate(() => machine, { workflow: 'wf' }, scenario);
  let next = run.next();
  while (!next.done) next = run.next();
  const trace = next.value;
  const end = stateAfter(trace, trace.steps.length);
  const last = end.kept.at(-1)?.event;
  const output = last?.type === 'ExecutionCompleted' ? last.result : undefined;
  return {
    status: end.status,
    output: output === undefined ? undefined : (JSON.parse(output) as unknown),
    asked: end.kept.flatMap(({ event }) => (event.type === 'TaskScheduled' ? [event.name] : [])),
    waits: end.kept.filter(({ event }) => event.type === 'TimerCreated').length,
  };
}

/** Puts in the first fix whose title holds these words, until none is left. */
function mended(source: string, title: string): string {
  let text = source;
  for (let round = 0; round < 9; round += 1) {
    const fix = lint(text)
      .flatMap((each) => each.fixes)
      .find((each) => each.title.includes(title));
    if (!fix) return text;
    text = applyFix(text, fix);
  }
  throw new Error(`The fixes do not come to an end:\n${text}`);
}

const wf = (body: string, rest = ''): string =>
  `export async function* wf(ctx, input) {\n${body}\n}\nasync function act(ctx, value) {\n  return value;\n}\n${rest}`;

const PROGRAMS: [string, Dialect, string, string, object][] = [
  [
    'a draw',
    'dapr',
    wf(`  const n = Math.random();\n  yield ctx.callActivity(act, 1);\n  return n === n && n < 1;`),
    'Draw it in an activity',
    { output: true, asked: ['drawNumber', 'act'] },
  ],
  [
    'a draw in an expression',
    'durabletask',
    wf(`  const n = Math.floor(Math.random() * 6) + 1;\n  return n >= 1 && n <= 6;`),
    'Draw it in an activity',
    { output: true, asked: ['drawNumber'] },
  ],
  [
    'bytes',
    'dapr',
    wf(`  return crypto.getRandomValues(new Uint8Array(3)).length;`),
    'Draw it in an activity',
    { output: 3 },
  ],
  [
    'the clock of Dapr',
    'dapr',
    wf(`  const at = Date.now();\n  yield ctx.createTimer(60);\n  return Date.now() - at;`),
    'getCurrentUtcDateTime',
    { output: 60_000 },
  ],
  [
    'the clock of Durable Task',
    'durabletask',
    wf(`  const at = new Date();\n  return [typeof at.toISOString(), Date().length > 9];`),
    'currentUtcDateTime',
    { output: ['string', true] },
  ],
  [
    'the clock in an activity',
    'dapr',
    wf(`  return new Date().getFullYear();`),
    'in an activity',
    { output: 2026, asked: ['readClock'] },
  ],
  ['an id', 'durabletask', wf(`  return crypto.randomUUID().length;`), 'newGuid', { output: 36 }],
  [
    'an id in an activity',
    'dapr',
    wf(
      `  const id = crypto.randomUUID();\n  yield ctx.callActivity(act, id);\n  return id.length;`,
    ),
    'in an activity',
    { output: 36, asked: ['makeId', 'act'] },
  ],
  [
    'the environment',
    'dapr',
    wf(
      `  const { MODE, REGION = 'eu' } = process.env;\n  return MODE + REGION + process.env[input];`,
    ),
    'in an activity',
    { output: 'fasteufast' },
  ],
  [
    'a constant from the environment',
    'dapr',
    `const MODE = process.env.MODE;\n${wf(`  return MODE;`)}`,
    'in an activity',
    { output: 'fast', asked: ['readEnvironment'] },
  ],
  [
    'a loop over the environment',
    'dapr',
    wf(`  for (const key in process.env) yield ctx.callActivity(act, key);`),
    'in an activity',
    { asked: ['readEnvironment', 'act'] },
  ],
  [
    'a service',
    'dapr',
    wf(
      `  const response = await fetch('https://payments.example/charges', { method: 'POST', body: JSON.stringify({ order: input, amount: 7 }) });\n  if (!response.ok) return 'no';\n  const data = await response.json();\n  return data.amount;`,
    ),
    'in an activity',
    { output: 7, asked: ['callService'] },
  ],
  [
    'a service, read at once',
    'dapr',
    wf(
      `  return typeof (await (await fetch('https://rates.example/', { method: 'POST', body: '{}' })).json());`,
    ),
    'in an activity',
    { output: 'object', asked: ['callService'] },
  ],
  [
    'a sleep',
    'dapr',
    wf(
      `  await sleep(input === 'MODE' ? 2000 : 1);\n  await new Promise((r) => setTimeout(r, 5000));\n  return 1;`,
      `const sleep = (ms) => new Promise((r) => setTimeout(r, ms));`,
    ),
    'createTimer',
    { output: 1, waits: 2 },
  ],
  [
    'an await of a task',
    'dapr',
    wf(
      `  const a = await ctx.callActivity(act, 4);\n  return (await ctx.callActivity(act, a)) + 1;`,
    ),
    'Write yield',
    { output: 5, asked: ['act', 'act'] },
  ],
  [
    'an await of a promise',
    'dapr',
    wf(
      `  const a = await double(21);\n  return a;`,
      `async function double(n) {\n  return 2 * n;\n}`,
    ),
    'in an activity',
    { output: 42, asked: ['runDouble'] },
  ],
  [
    'Promise.all, Dapr',
    'dapr',
    wf(`  return await Promise.all([1, 2].map((n) => ctx.callActivity(act, n)));`),
    'ctx.whenAll',
    { output: [1, 2] },
  ],
  [
    'Promise.all, Durable Task',
    'durabletask',
    wf(
      `  const tasks = [];\n  for (const n of [1, 2]) tasks.push(ctx.callActivity(act, n));\n  return await Promise.all(tasks);`,
    ),
    'whenAll (Durable',
    { output: [1, 2] },
  ],
  [
    'Promise.race',
    'dapr',
    wf(`  return await Promise.race([ctx.callActivity(act, 7), ctx.createTimer(90)]);`),
    'ctx.whenAny',
    { output: 7 },
  ],
  [
    'a guard of the replay',
    'dapr',
    wf(
      `  let n = 1;\n  if (!ctx.isReplaying()) {\n    n = yield ctx.callActivity(act, 5);\n  }\n  return n;`,
    ),
    'remove the isReplaying guard',
    { output: 5 },
  ],
  [
    'an early return in a replay',
    'durabletask',
    wf(
      `  yield ctx.callActivity(act, 1);\n  if (ctx.isReplaying) return 'replay';\n  return 'live';`,
    ),
    'remove the isReplaying guard',
    { output: 'live' },
  ],
  [
    'a choice by the replay',
    'durabletask',
    wf(`  const n = ctx.isReplaying ? 1 : 2;\n  return yield ctx.callActivity(act, n);`),
    'remove the isReplaying guard',
    { output: 2 },
  ],
  [
    'a forgotten yield',
    'dapr',
    wf(`  const n = ctx.callActivity(act, 5);\n  return n > 4 ? 'big' : 'small';`),
    'Wait for it',
    { output: 'big' },
  ],
  [
    'a missing star',
    'dapr',
    `export async function wf(ctx) {\n  const n = await ctx.callActivity(act, 5);\n  return n;\n}\nfunction act(ctx, n) {\n  return n;\n}\n`,
    'async function*',
    { output: 5 },
  ],
  [
    'a language',
    'dapr',
    wf(`  return ['b', 'a'].sort((a, b) => a.localeCompare(b)).join('');`),
    'language',
    { output: 'ab' },
  ],
];

describe('a mended program runs', () => {
  test.each(PROGRAMS)('%s', async (_name, dialect, source, title, expected) => {
    const text = mended(source, title);
    expect(text).not.toBe(source);
    expect(
      lint(text).filter(({ severity }) => severity !== 'hint'),
      text,
    ).toEqual([]);
    expect(await outcome(text, dialect, 'MODE'), text).toMatchObject({
      status: 'COMPLETED',
      ...expected,
    });
  });

  test('an endless loop goes on with what it had counted', async () => {
    const source = wf(
      `  let rounds = 0;\n  while (true) {\n    rounds += 1;\n    yield ctx.callActivity(act, rounds);\n    if (rounds > 3) throw new Error('stop at ' + rounds);\n  }`,
    ).replace('(ctx, input)', '(ctx)');
    const text = mended(source, 'continueAsNew');
    expect(lint(text), text).toEqual([]);
    const { status, asked } = await outcome(text, 'dapr', undefined);
    // The last round has a history of its own.
    expect([status, asked], text).toEqual(['FAILED', ['act']]);
  });
});
