import { expect, it } from 'vitest';
import { sampleById } from '../samples/catalogue.ts';
import type { EndedTurn } from '../sim/machine.ts';
import { keysOf, NOW_MS, OneInstance, started, startProcess } from './machine.test-support.ts';

const ORDER = sampleById('order')?.source ?? '';
const INPUT = { id: 'A-1', items: ['book'], total: 12 };

const ANSWERS = ['ok', { id: 'S-1' }, { amount: 12 }, { tracking: 'T-1' }];

const actionsOf = (outcome: EndedTurn): unknown[] =>
  outcome.kind === 'done'
    ? outcome.result.actions.map((each) =>
        each.type === 'ScheduleTask' ? `${each.id} ${each.name}` : each,
      )
    : [outcome.breakdown];

const TASKS = ['1 validate', '2 reserveStock', '3 chargeCard', '4 sendParcel'];
const COMPLETION = {
  type: 'CompleteOrchestration',
  id: 5,
  status: 'COMPLETED',
  result: '{"tracking":"T-1","paid":12}',
};

it('runs the order, turn by turn', async () => {
  const machine = await started(ORDER);
  const order = new OneInstance(machine, 'processOrder');
  expect(actionsOf(order.start(INPUT))).toEqual([TASKS[0]]);
  ANSWERS.forEach((answer, index) => {
    const next = TASKS[index + 1] ?? COMPLETION;
    expect(actionsOf(order.complete(index + 1, answer))).toEqual([next]);
  });
});

it('replays in a new process what an old one has begun', async () => {
  const machine = await started(ORDER);
  const order = new OneInstance(machine, 'processOrder');
  order.start(INPUT);
  order.complete(1, 'ok');
  startProcess(machine, 2);
  order.complete(2, { id: 'S-1' });
  startProcess(machine, 3);
  expect(actionsOf(order.complete(3, { amount: 12 }))).toEqual([TASKS[3]]);
});

it('writes down what the replay does', async () => {
  const machine = await started(ORDER);
  const order = new OneInstance(machine, 'processOrder');
  order.start(INPUT);
  order.complete(1, 'ok');
  const { beats = [], reads } = order.complete(2, { id: 'S-1' }, true);
  expect(reads).toEqual([]);
  expect(
    beats.map(
      ({ key, line, event, isReplaying }) =>
        `${key} line ${line} event ${event}${isReplaying ? ' again' : ''}`,
    ),
  ).toEqual([
    'e1 line 0 event 1 again',
    'e2 line 0 event 2 again',
    'l2 line 2 event 2 again',
    'a1 line 2 event 2 again',
    'e3 line 2 event 3 again',
    'e4 line 2 event 4 again',
    'e5 line 2 event 5 again',
    'y1 line 2 event 5 again',
    'l3 line 3 event 5 again',
    'a2 line 3 event 5 again',
    'e6 line 3 event 6 again',
    'e7 line 3 event 7',
    'e8 line 3 event 8',
    'y2 line 3 event 8',
    'l4 line 4 event 8',
    'a3 line 4 event 8',
    'wait line 4 event 8',
  ]);
  const outcomes = beats.flatMap((each) => (each.kind === 'event' ? [each.outcome] : []));
  expect(outcomes).toEqual([
    ...['clock', 'started', 'matched', 'clock', 'completed', 'matched', 'clock', 'completed'],
  ]);
  const answers = beats.flatMap((each) =>
    each.kind === 'answer' ? [[each.events, each.value]] : [],
  );
  expect(answers).toEqual([
    [[5], '"ok"'],
    [[8], '{"id":"S-1"}'],
  ]);
  const last = beats.findLast((each) => each.kind === 'line');
  expect(last?.kind === 'line' && last.stack).toEqual([
    {
      fn: 'processOrder',
      variables: [
        { name: 'order', value: '{"id":"A-1","items":["book"],"total":12}' },
        { name: 'stock', value: '{"id":"S-1"}' },
      ],
    },
  ]);
});

it('says the same with probes as without, and the same twice', async () => {
  const machine = await started(ORDER);
  const order = new OneInstance(machine, 'processOrder');
  order.start(INPUT);
  const event = { type: 'TaskCompleted', id: -1, timestampMs: NOW_MS, taskScheduledId: 1 } as const;
  const plain = order.look(event);
  const recorded = order.look(event, true);
  expect({ ...recorded, beats: undefined }).toEqual({ ...plain, beats: undefined });
  expect(order.look(event, true)).toEqual(recorded);
  startProcess(machine, 1);
  expect(order.look(event, true)).toEqual(recorded);
});

it('names every beat of a pass once', async () => {
  const machine = await started(`
export async function* loop(ctx, count) {
  for (let i = 0; i < count; i += 1) {
    console.log('round', i, Math.random() < 2);
    yield ctx.callActivity(step, i);
  }
  const event = yield ctx.waitForExternalEvent('go');
  return helper(event);
}
function helper(x) {
  return [1, 2, 3].map((each) => twice(each));
}
function twice(x) { return x * 2; }
export async function step(ctx, i) { return i; }
`);
  const loop = new OneInstance(machine, 'loop');
  loop.start(4);
  for (const id of [1, 2, 3]) loop.complete(id, id);
  const { beats } = loop.complete(4, 4, true);
  const keys = keysOf(beats);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toContain('l5.4');
  expect(keys).toContain('p4');
  expect(keys).toContain('r4');
  expect(keys).toContain('w1');
  expect(keys.at(-1)).toBe('wait');
  const raised = {
    type: 'EventRaised',
    id: -1,
    timestampMs: NOW_MS,
    name: 'go',
    input: '1',
  } as const;
  const end = loop.wake(raised, true);
  expect(keysOf(end.beats).at(-1)).toBe('end');
  expect(keysOf(end.beats)).toContain('l13.3');
});

it('shows frames of helpers inside the workflow', async () => {
  const machine = await started(`
export async function* outer(ctx, order) {
  const local = 1;
  return yield* inner(ctx, order);
}
async function* inner(ctx, order) {
  const task = ctx.callActivity('pay', order);
  yield task;
}`);
  const { beats } = new OneInstance(machine, 'outer').start('x', true);
  const last = beats?.findLast((each) => each.kind === 'line');
  expect(last).toMatchObject({
    line: 8,
    stack: [
      { fn: 'outer', variables: [{ name: 'order' }, { name: 'local', value: '1' }] },
      { fn: 'inner', variables: [{ name: 'order' }, { name: 'task', value: 'task 1 (waiting)' }] },
    ],
  });
});

it('tells where code and history part', async () => {
  const machine = await started(`
export async function* toss(ctx) {
  if (Math.random() < 0.5) yield ctx.callActivity('a');
  else yield ctx.callActivity('b');
  yield ctx.callActivity('c');
}`);
  const seen = new Set<string>();
  for (let seed = 1; seed < 30 && seen.size < 2; seed += 1) {
    startProcess(machine, 1, seed);
    const toss = new OneInstance(machine, 'toss');
    toss.start(null);
    const event = {
      type: 'TaskCompleted',
      id: -1,
      timestampMs: NOW_MS,
      taskScheduledId: 1,
    } as const;
    const outcome = toss.wake(event, true, { seed });
    if (outcome.kind !== 'done') throw new Error(outcome.breakdown.message);
    const { divergence, actions } = outcome.result;
    seen.add(divergence ? 'parted' : 'held');
    expect(keysOf(outcome.beats).includes('d')).toBe(divergence !== undefined);
    if (!divergence) continue;
    expect(divergence).toMatchObject({ eventNumber: 3, id: 1, check: 'other-name' });
    expect(actions).toMatchObject([{ status: 'FAILED', failure: { type: 'NonDeterminismError' } }]);
  }
  expect(seen).toEqual(new Set(['parted', 'held']));
});

it('runs a workflow that is a plain function*, and one that is not there', async () => {
  const machine = await started(
    'export function* old(ctx) { return yield ctx.callActivity("a"); }',
  );
  expect(actionsOf(new OneInstance(machine, 'old').start(1))).toEqual(['1 a']);
  expect(new OneInstance(machine, 'missing').start(1)).toMatchObject({
    result: {
      actions: [
        { status: 'FAILED', failure: { message: "Orchestrator 'missing' does not exist." } },
      ],
    },
  });
});

it('says that a workflow waits for what never comes', async () => {
  const machine = await started('export async function* stuck() { await new Promise(() => {}); }');
  const stuck = new OneInstance(machine, 'stuck').start(1);
  expect(stuck).toMatchObject({ kind: 'broke', breakdown: { reason: 'stuck' } });
});

it('knows the line of a call that spans several', async () => {
  const machine = await started(`
export async function* flow(ctx, order) {
  const results = yield ctx.whenAll([
    ctx.callActivity(
      pay,
      { amount: JSON.parse('1'), key: String(
        Math.random(),
      ) },
    ),
    ctx.callActivity(pay, order),
  ]);
  return results;
}
async function pay() {}`);
  const { beats = [] } = new OneInstance(machine, 'flow').start(1, true);
  expect(beats.slice(2).map(({ key, line }) => `${key} ${line}`)).toEqual([
    ...['l3 3', 'r1 7', 'a1 4', 'a2 10', 'wait 3'],
  ]);
});
