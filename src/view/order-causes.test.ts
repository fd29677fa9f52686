import { expect, it } from 'vitest';
import { frameAt } from './frame-at.ts';
import { runOf, sampleOf } from './view-run.test-support.ts';

/*
 * What comes first may decide: a timer of the process, the winner of a race, an event that was sent in between. The history keeps the
 * order of answers and events, so a replay meets them in the same order; what differs then is what raced outside of it.
 */

const ACTIVITIES = `
export async function one(ctx, x) { return 1; }
export async function two(ctx, x) { return 2; }
export async function three(ctx, x) { return 3; }
`;

/** The first of a few seeds in which a difference comes to light; else the last of them. */
async function whyOf(source: string): Promise<{ kind: string; why: string[]; sentence: string }> {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const { trace, program } = await runOf(sampleOf('order', source + ACTIVITIES), [], {
      seed,
      environment: { variables: {}, events: [{ name: 'go', afterMs: 200_000 }], services: [] },
    });
    const end = { step: trace.steps.length - 1, beat: 0, fraction: 0 };
    const { disagreement, silent, sentence } = frameAt(trace, end, program);
    const found = disagreement ?? silent;
    if (!found && seed < 6) continue;
    return {
      kind: disagreement ? 'stops' : (silent?.kind ?? 'the same'),
      why: (found?.why ?? []).map(({ text }) => text),
      sentence: sentence.text,
    };
  }
  throw new Error('no seed');
}

it.each<[what: string, source: string, kind: string, cause: RegExp, further: RegExp]>([
  [
    'a race of two timers of the process, one of them of a drawn length',
    `export async function* flow(ctx) {
  const ms = Math.random() * 10;
  const first = await Promise.race([
    new Promise((done) => setTimeout(() => done('a'), ms)),
    new Promise((done) => setTimeout(() => done('b'), 5)),
  ]);
  if (first === 'a') yield ctx.callActivity(one);
  else yield ctx.callActivity(two);
  yield ctx.callActivity(three);
}`,
    'stops',
    /^Line 2 read Math\.random\(\)/,
    /^Tried: with .* again, the same replay fits the history\.$/,
  ],
  [
    'a flag that a timer of the process sets',
    `export async function* flow(ctx) {
  let isLate = false;
  setTimeout(() => { isLate = true; }, 5);
  await new Promise((done) => setTimeout(done, Math.random() * 10));
  if (isLate) yield ctx.callActivity(one);
  else yield ctx.callActivity(two);
  yield ctx.callActivity(three);
}`,
    'stops',
    /^Line 4 read Math\.random\(\)/,
    /^Tried: with .* again, the same replay fits the history\.$/,
  ],
  [
    'a race of a request and a timer of the process',
    `export async function* flow(ctx) {
  const rate = fetch('https://rates.example/rates/EUR').then((answer) => answer.json());
  const slow = new Promise((done) => setTimeout(done, 1000, { rate: 1 }));
  const won = await Promise.race([rate, slow]);
  yield ctx.createTimer(8 * 3600);
  yield ctx.callActivity(one, won.rate);
  yield ctx.createTimer(8 * 3600);
  yield ctx.callActivity(two);
}`,
    'input',
    /^Line 2 fetched rates\.example\/rates\/EUR/,
    /^Tried: with .* again, the same replay fits the history\.$/,
  ],
  [
    'the order of arrival, kept outside of the workflow',
    `const arrived = [];
export async function* flow(ctx) {
  const a = ctx.callActivity(one);
  const b = ctx.callActivity(two);
  yield a; arrived.push('a');
  yield b; arrived.push('b');
  if (arrived.length < 5) yield ctx.callActivity(three);
  else yield ctx.callActivity(one);
  yield ctx.createTimer(1);
  return 1;
}`,
    'stops',
    /^Line 7 used arrived, which lives outside of the workflow/,
    /^Line 1 sets arrived up once for each app run\./,
  ],
  [
    'a timer of a drawn length against an event from outside',
    `export async function* flow(ctx) {
  const go = ctx.waitForExternalEvent('go');
  const timer = ctx.createTimer(Math.random() < 0.5 ? 100 : 300);
  const first = yield ctx.whenAny([go, timer]);
  if (first === timer) yield ctx.callActivity(one);
  else yield ctx.callActivity(two);
  yield ctx.callActivity(three);
}`,
    'due',
    /^Line 3 read Math\.random\(\)/,
    /^So line 3 sets the timer 3\.3 minutes (?:earlier|later) than event \d+ says\.$/,
  ],
])('names the cause of %s', async (_what, source, kind, cause, further) => {
  const found = await whyOf(source);
  expect(found.kind).toBe(kind);
  expect(found.why[0]).toMatch(cause);
  expect(found.why).toContainEqual(expect.stringMatching(further));
});

it.each<[what: string, source: string]>([
  [
    'the winner of a race of activities',
    `export async function* flow(ctx) {
  const a = ctx.callActivity(one);
  const b = ctx.callActivity(two);
  const first = yield ctx.whenAny([a, b]);
  if (first === a) yield ctx.callActivity(three, 'a');
  else yield ctx.callActivity(three, 'b');
  yield b;
  return 1;
}`,
  ],
  [
    'an event against a durable timer',
    `export async function* flow(ctx) {
  const go = ctx.waitForExternalEvent('go');
  const timer = ctx.createTimer(100);
  const first = yield ctx.whenAny([go, timer]);
  if (first === timer) yield ctx.callActivity(one);
  else yield ctx.callActivity(two);
  yield go;
  return yield ctx.callActivity(three);
}`,
  ],
])('accuses nobody for %s: the history keeps the order', async (_what, source) => {
  expect(await whyOf(source)).toMatchObject({ kind: 'the same', why: [] });
});

it('says at the end what became of the timer', async () => {
  const { sentence } = await whyOf(`export async function* flow(ctx) {
  yield ctx.createTimer(Math.random() < 0.5 ? 100 : 300);
  return yield ctx.callActivity(three);
}`);
  expect(sentence).toMatch(
    /silently different: the code sets a timer 3\.3 minutes (?:earlier|later) than the history has it \(event 3\)\. No engine reports this\.$/,
  );
});
