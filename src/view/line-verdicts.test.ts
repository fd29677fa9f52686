import { describe, expect, it } from 'vitest';
import type { Scenario } from '../sim/scenario.ts';
import { frameAt } from './frame-at.ts';
import type { LineVerdict } from './frame.ts';
import { isOnlyPrinted } from './line-verdicts.ts';
import { runOf, sampleOf } from './view-run.test-support.ts';

const ACTIVITIES = `
export async function one(ctx, x) { return 1; }
export async function two(ctx, x) { return 2; }
`;

async function verdictsOf(body: string, change: Partial<Scenario> = {}): Promise<LineVerdict[]> {
  const source = `export async function* flow(ctx) {\n${body}\n}${ACTIVITIES}`;
  const { trace, program } = await runOf(sampleOf('verdicts', source), [], change);
  const end = { step: trace.steps.length - 1, beat: 0, fraction: 0 };
  return frameAt(trace, end, program).panes[0]?.verdicts ?? [];
}

const short = (all: readonly LineVerdict[]): string[] =>
  all.map(({ line, verdict }) => `${line} ${verdict}`);

describe('what comes of a line', () => {
  it.each<[what: string, body: string, verdicts: string[], seed?: number]>([
    [
      'a draw that decides stops, and the one that is printed is safe',
      `  console.log(Math.random());
  const way = Math.random() < 0.5;
  if (way) yield ctx.callActivity(one);
  else yield ctx.callActivity(two);
  return 'done';`,
      ['2 safe', '3 stops'],
      2,
    ],
    [
      'an id that is returned is silently different',
      `  const id = crypto.randomUUID();
  const at = Date.now();
  console.log(at);
  yield ctx.callActivity(one);
  return id;`,
      ['2 silently-different', '3 safe', '4 safe'],
    ],
    [
      'a line that prints is safe',
      `  console.log('hello');
  yield ctx.callActivity(one);
  return 1;`,
      ['2 safe'],
    ],
    [
      'code that is the same every time gets no verdict',
      `  const order = { id: 1 };
  yield ctx.callActivity(one, order);
  return order;`,
      [],
    ],
    [
      'a draw that has changed nothing so far gets none: it may yet',
      `  const draw = Math.random();
  if (draw < 2) yield ctx.callActivity(one);
  return 1;`,
      [],
    ],
  ])('%s', async (_what, body, verdicts, seed = 1) => {
    expect(short(await verdictsOf(body, { seed }))).toEqual(verdicts);
  });

  it('says why', async () => {
    const [printed, drawn] = await verdictsOf(`  console.log('hello');
  const id = crypto.randomUUID();
  yield ctx.callActivity(one);
  yield ctx.callActivity(two);
  return id;`);
    expect(printed?.why).toBe(
      'This line prints again on every replay, ×3 so far. Nothing else comes of it.',
    );
    expect(drawn?.why).toMatch(
      /^Line 3 read crypto\.randomUUID\(\): .* So the replay is not the same, and no engine reports it\.$/,
    );
  });
});

describe('a value that is only printed', () => {
  it.each<[text: string, isIt: boolean]>([
    ['console.log(Math.random());', true],
    ['  console.log(`now ${Date.now()}`); // when', true],
    ['  if (!ctx.isReplaying) console.log(Date.now());', true],
    ['const at = Date.now();\nconsole.log(at);\nconsole.log("then", at);', true],
    ['const at = Date.now();\n// at is for people\nconsole.log(at);', true],
    ['const at = Date.now();\nif (at > 5) stop();', false],
    ['const at = Date.now();\nconsole.log(at); yield ctx.callActivity(pay, at);', false],
    ['const at = Date.now();\nconsole.log((last = at));', false],
    ['const { at } = { at: Date.now() };\nconsole.log(at);', false],
    ['let at = Date.now(); save(at);\nconsole.log(at);', false],
    ['pay(Date.now());', false],
    ['console.log(count = Math.random());', false],
  ])('%j: %s', (text, isIt) => {
    expect(isOnlyPrinted(text.split('\n'), 1)).toBe(isIt);
  });
});
