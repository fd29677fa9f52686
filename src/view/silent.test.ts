import { describe, expect, it } from 'vitest';
import type { Sample } from '../samples/sample.ts';
import type { Scenario } from '../sim/scenario.ts';
import { frameAt } from './frame-at.ts';
import type { Frame, SilentDisagreement } from './frame.ts';
import { runOf, sampleOf } from './view-run.test-support.ts';

const ACTIVITIES = `
export async function one(ctx, x) { return 1; }
export async function two(ctx, x) { return 2; }
export async function three(ctx, x) { return 3; }
`;

async function endOf(sample: Sample, change: Partial<Scenario> = {}): Promise<Frame> {
  const { trace, program } = await runOf(sample, [], change);
  return frameAt(trace, { step: trace.steps.length - 1, beat: 0, fraction: 0 }, program);
}

const DEPLOY: Partial<Scenario> = {
  interventions: [
    {
      do: 'crash',
      target: 'app',
      at: { subject: 'turn', number: 2, attempt: 1, moment: 'saved' },
    },
    { do: 'restart', code: 'v2' },
  ],
};

type Planted = [
  what: string,
  source: string,
  kind: SilentDisagreement['kind'],
  cause: RegExp,
  next?: string,
];

const PLANTED: Planted[] = [
  [
    'another input',
    `export async function* flow(ctx) {
  console.log(Math.random());
  const id = crypto.randomUUID();
  yield ctx.callActivity(one, { id });
  yield ctx.callActivity(two);
}`,
    'input',
    /^Line 3 read crypto\.randomUUID\(\)/,
  ],
  [
    'an id that is returned',
    `export async function* flow(ctx) {
  const at = Date.now();
  const id = crypto.randomUUID();
  console.log(at);
  yield ctx.callActivity(one);
  return { id };
}`,
    'result',
    /^Line 3 read crypto\.randomUUID\(\)/,
  ],
  [
    'another due time',
    `export async function* flow(ctx) {
  const wait = 1 + Math.random();
  yield ctx.createTimer(wait);
  yield ctx.callActivity(two);
}`,
    'due',
    /^Line 2 read Math\.random\(\)/,
  ],
  [
    'the id of a child',
    `export async function* flow(ctx) {
  const name = 'child-' + crypto.randomUUID();
  yield ctx.callChildWorkflow(child, 1, name);
  yield ctx.callActivity(two);
}
export async function* child(ctx) { return 1; }`,
    'instance',
    /^Line 2 read crypto\.randomUUID\(\)/,
  ],
  [
    'calls of one name in another order',
    `export async function* flow(ctx) {
  yield ctx.callActivity(one, 'left');
  yield ctx.callActivity(one, 'right');
  yield ctx.callActivity(two);
}`,
    'input',
    /^The code changed/,
    `export async function* flow(ctx) {
  yield ctx.callActivity(one, 'right');
  yield ctx.callActivity(one, 'left');
  yield ctx.callActivity(two);
}`,
  ],
  [
    'a wait for another event',
    `export async function* flow(ctx) {
  yield ctx.callActivity(one);
  yield ctx.waitForExternalEvent('approval');
}`,
    'wait',
    /^The code changed/,
    `export async function* flow(ctx) {
  yield ctx.callActivity(one);
  yield ctx.waitForExternalEvent('approved');
}`,
  ],
];

describe('a difference that no engine reports', () => {
  it.each(PLANTED)('%s', async (what, source, kind, cause, next) => {
    const plain = sampleOf(`silent-${what.replaceAll(' ', '-')}`, source + ACTIVITIES);
    const sample = next === undefined ? plain : { ...plain, next: next + ACTIVITIES };
    const environment = {
      ...plain.scenario.environment,
      events: [{ name: 'approval', afterMs: 60_000, data: 1 }],
    } as unknown as Scenario['environment'];
    const frame = await endOf(sample, next === undefined ? {} : { ...DEPLOY, environment });
    expect(frame.disagreement).toBeUndefined();
    expect(frame.silent?.kind).toBe(kind);
    expect(frame.silent?.why[0]?.text).toMatch(cause);
    expect(frame.silent?.isNow).toBe(true);
    expect(frame.silent?.rows[0]?.recorded).not.toBe(frame.silent?.rows[0]?.asked);
  });

  it('is said at the end, and nothing else is', async () => {
    const swapped = PLANTED.find(([what]) => what === 'calls of one name in another order');
    const [, source = '', , , next = ''] = swapped ?? [];
    const sample = { ...sampleOf('silent-end', source + ACTIVITIES), next: next + ACTIVITIES };
    const { lead, text } = (await endOf(sample, DEPLOY)).sentence;
    expect(`${lead} ${text}`).toBe(
      'The end. The workflow is complete, but silently different: the code asked for one with right, and got the answer to one with left (event 3). No engine reports this.',
    );
  });

  it('stands in the custom status, too', async () => {
    const frame = await endOf(
      sampleOf(
        'silent-status',
        `export async function* flow(ctx) {
  const lucky = Date.now() % 7;
  ctx.setCustomStatus('share ' + lucky);
  yield ctx.callActivity(one);
  yield ctx.callActivity(two);
}${ACTIVITIES}`,
      ),
    );
    expect(frame.silent?.kind).toBe('status');
    expect(frame.silent?.why[0]?.text).toMatch(/^Line 2 read Date\.now\(\)/);
  });

  it('stands from its beat on, and not before', async () => {
    const [, source = ''] = PLANTED[0] ?? [];
    const run = await runOf(sampleOf('silent-beat', source + ACTIVITIES));
    expect(run.frame('t2:r1').silent).toBeUndefined();
    expect(run.frame('t2:a1').silent).toMatchObject({ kind: 'input', isNow: true });
    expect(run.frame('t3:sent').silent).toMatchObject({ kind: 'input', isNow: false });
  });
});

const INNOCENT: [what: string, source: string][] = [
  [
    'a value that is only printed',
    `export async function* flow(ctx) {
  console.log(crypto.randomUUID(), Date.now());
  yield ctx.callActivity(one, 1);
  return 5;
}`,
  ],
  [
    'retries, timers and many at once',
    `export async function* flow(ctx) {
  const tasks = [ctx.callActivity(one, 1), ctx.callActivity(two, 2), ctx.createTimer(5)];
  yield ctx.whenAll(tasks);
  yield ctx.callActivity(three, ctx.getCurrentUtcDateTime().getTime());
  return 1;
}`,
  ],
  [
    'a branch on an answer',
    `export async function* flow(ctx) {
  const answer = yield ctx.callActivity(one);
  if (answer === 1) yield ctx.callActivity(two);
  return answer;
}`,
  ],
];

describe('what is the same at every replay', () => {
  it.each(INNOCENT)('%s', async (what, source) => {
    const sample = sampleOf(`innocent-${what.replaceAll(' ', '-')}`, source + ACTIVITIES);
    const crash = { subject: 'turn', number: 2, attempt: 1, moment: 'returned' } as const;
    const frame = await endOf(sample, {
      interventions: [{ do: 'crash', target: 'app', at: crash }, { do: 'restart' }],
    });
    expect(frame.status).toBe('COMPLETED');
    expect([frame.silent, frame.disagreement]).toEqual([undefined, undefined]);
  });

  it.each(['order', 'saga', 'plain', 'order-key'])('sample %s', async (id) => {
    const { trace, program } = await runOf(id);
    const end = { step: trace.steps.length - 1, beat: 0, fraction: 0 };
    expect(frameAt(trace, end, program).silent).toBeUndefined();
  });
});
