/** What a person can do besides a crash of the app: each act once, with what must come of it. */
import { describe, expect, test } from 'vitest';
import { actsPossibleAt } from '../../src/sim/acts-possible.ts';
import {
  crashAt,
  failAt,
  joinAt,
  loseAt,
  refuseAt,
  repeatAt,
  skipAt,
  slowAt,
  suspendAt,
  terminateAt,
} from '../../src/sim/fork.ts';
import type { Intervention, Scenario } from '../../src/sim/scenario.ts';
import type { Sample } from '../../src/samples/sample.ts';
import { parsePlace } from '../../src/trace/place-text.ts';
import type { Place } from '../../src/trace/place.ts';
import { findPlace } from '../../src/trace/positions.ts';
import type { Step } from '../../src/trace/step.ts';
import type { Cursor, Trace } from '../../src/trace/trace.ts';
import { stateAfter } from '../../src/view/state-after.ts';
import { cursorAt, runNow, sampleNamed } from '../support/run-sample.ts';

const at = (text: string): Place => {
  const found = parsePlace(text);
  if (!found) throw new Error(`${text} is no place.`);
  return found;
};

/** A program of the test's own, run as the order sample is. */
function own(source: string, change: Partial<Scenario> = {}, next?: string): Sample {
  const order = sampleNamed('order');
  return {
    ...order,
    source,
    ...(next !== undefined && { next }),
    entry: { workflow: 'main' },
    scenario: { ...order.scenario, input: 1, ...change },
  };
}

const run = (sample: Sample, ...interventions: Intervention[]): Trace =>
  runNow(sample, { ...sample.scenario, interventions });

function runWell(sample: Sample, ...interventions: Intervention[]): Trace {
  const trace = run(sample, ...interventions);
  expect(trace.unused).toEqual([]);
  return trace;
}

const count = (trace: Trace, kind: Step['kind']): number =>
  trace.steps.filter((step) => step.kind === kind).length;

const statusOf = (trace: Trace, instance?: string): string =>
  stateAfter(trace, trace.steps.length, instance).status;

function outputOf(trace: Trace): string | undefined {
  const end = trace.steps
    .flatMap((step) =>
      step.kind === 'turn-saved' && step.instance === 'order-1' ? step.events : [],
    )
    .findLast(({ type }) => type === 'ExecutionCompleted');
  return end?.type === 'ExecutionCompleted' ? (end.result ?? end.failure?.message) : undefined;
}

const TWO = `
export async function* main(ctx) {
  const a = ctx.callActivity(one, 1);
  const b = ctx.callActivity(two, 2);
  const answers = yield ctx.whenAll([a, b]);
  return answers.join('+');
}
async function one(ctx, n) { return 'one' + n; }
async function two(ctx, n) { return 'two' + n; }
`;

describe('an activity that is made to fail', () => {
  const RETRY = `
export async function* main(ctx) {
  for (let n = 0; n < 3; n += 1) {
    try { return yield ctx.callActivity(one, n); } catch (e) { yield ctx.createTimer(1); }
  }
  return 'gave up';
}
async function one(ctx, n) { return 'one ' + n; }
`;

  test.each<[number | 'always', string]>([
    [1, '"one 1"'],
    [2, '"one 2"'],
    ['always', '"gave up"'],
  ])('%s times: each try has a task of its own', (times, output) => {
    const trace = runWell(own(RETRY), { do: 'fail', times, at: at('k1:sent') });
    expect(outputOf(trace)).toBe(output);
    const failures = trace.steps.filter((step) => step.kind === 'task-returned' && step.failure);
    expect(failures).toHaveLength(times === 'always' ? 3 : times);
  });

  test('fails after its effect when it is made to there, with the message that was given', () => {
    const order = sampleNamed('order');
    const fail: Intervention = { do: 'fail', times: 1, message: 'Out.', at: at('k3:effect1') };
    const trace = runWell(order, fail);
    expect(trace.steps.filter((step) => step.kind === 'effect' && step.entry)).toHaveLength(2);
    expect(outputOf(trace)).toContain('Out.');
    expect(statusOf(trace)).toBe('FAILED');
  });

  test('goes no further than the line where it is made to fail', () => {
    const trace = runWell(sampleNamed('order'), { do: 'fail', times: 1, at: at('k3:l19') });
    const pass = trace.steps.find(
      (step) => step.kind === 'pass' && step.place.number === 3 && step.pass.of === 'task',
    );
    expect(pass?.kind === 'pass' && pass.pass.beats?.at(-1)?.key).toBe('l19');
    expect(pass?.kind === 'pass' && pass.pass.isTorn).toBe(false);
    expect(trace.steps.filter((step) => step.kind === 'effect' && step.task === 3)).toEqual([]);
  });

  test('is refused where no activity runs', () => {
    const { unused } = run(sampleNamed('order'), { do: 'fail', times: 1, at: at('t2:a2') });
    expect(unused).toEqual([{ index: 0, reason: 'No activity was running there.' }]);
  });
});

describe('an activity that is slow', () => {
  const slow: Intervention = { do: 'slow', byMs: 60_000, at: at('k1:sent') };

  test('lets others go on, and answers when the clock gets there', () => {
    const trace = runWell(own(TWO), slow);
    const returned = trace.steps.filter((step) => step.kind === 'task-returned');
    expect(returned.map((step) => step.place.number)).toEqual([2, 1]);
    expect((returned[1]?.atMs ?? 0) - (returned[0]?.atMs ?? 0)).toBe(60_000);
    expect(outputOf(trace)).toBe('"one1+two2"');
  });

  test('runs again when the app dies in between', () => {
    const trace = runWell(
      own(TWO),
      slow,
      { do: 'crash', target: 'app', at: at('i1:idle') },
      { do: 'restart' },
    );
    const sent = trace.steps.filter((step) => step.kind === 'task-sent' && step.place.number === 1);
    expect(sent).toHaveLength(2);
    expect(count(trace, 'clock-moved')).toBe(0);
    expect(outputOf(trace)).toBe('"one1+two2"');
  });

  test('runs again when the sidecar dies in between, and its late answer is dropped', () => {
    const trace = runWell(
      own(`export async function* main(ctx) {
  yield ctx.callActivity(one, 1);
  yield ctx.createTimer(600);
  return 'done';
}
async function one(ctx, n) { return 'one' + n; }`),
      slow,
      { do: 'crash', target: 'sidecar', at: at('i1:idle') },
      { do: 'restart' },
    );
    const returned = trace.steps.filter((step) => step.kind === 'task-returned');
    expect(returned.map((step) => step.place.attempt)).toEqual([2, 1]);
    expect(count(trace, 'dropped')).toBe(1);
    expect(outputOf(trace)).toBe('"done"');
  });
});

const CLOCK = `export async function* main(ctx) {
  yield ctx.createTimer(3600);
  return 'rang';
}`;

describe('the clock', () => {
  test('is moved by a duration, and what is due later stays due', () => {
    const trace = runWell(own(CLOCK), { do: 'skip', byMs: 600_000, at: at('i1:idle') });
    const moves = trace.steps.flatMap((step) =>
      step.kind === 'clock-moved' ? [step.toMs - step.fromMs] : [],
    );
    expect(moves).toEqual([600_000, 3_000_000]);
    expect(outputOf(trace)).toBe('"rang"');
  });

  test('is moved to the next timer while the app is down: the timer waits for the app', () => {
    const trace = runWell(
      own(CLOCK),
      { do: 'crash', target: 'app', at: at('i1:idle') },
      { do: 'skip', at: at('p1:crashed') },
      { do: 'restart' },
    );
    const kinds = trace.steps.map((step) => step.kind);
    expect(kinds.indexOf('recorded')).toBeLessThan(kinds.lastIndexOf('app-started'));
    expect(outputOf(trace)).toBe('"rang"');
  });

  test('passes over a timer of a dead sidecar, which rings when the sidecar is back', () => {
    const trace = runWell(
      own(CLOCK),
      { do: 'crash', target: 'sidecar', at: at('i1:idle') },
      { do: 'skip', at: at('s1:crashed') },
      { do: 'restart' },
    );
    const kinds = trace.steps.map((step) => step.kind);
    expect(kinds.indexOf('recorded')).toBe(kinds.indexOf('sidecar-started') + 1);
    expect(outputOf(trace)).toBe('"rang"');
  });

  test('is not moved while something can happen, nor to a timer that is not there', () => {
    const busy = run(sampleNamed('order'), { do: 'skip', byMs: 1, at: at('t1:saved') });
    expect(busy.unused[0]?.reason).toContain('could still happen');
    const none = run(
      own('export async function* main(ctx) { yield ctx.waitForExternalEvent("go"); }'),
      { do: 'skip', at: at('t1:saved') },
    );
    expect(none.unused[0]?.reason).toContain('No timer was set');
  });
});

describe('two app processes', () => {
  const STATE = `let seen = 0;
export async function* main(ctx) {
  for (let n = 0; n < 4; n += 1) yield ctx.callActivity(look, n);
  return yield ctx.callActivity(look, 9);
}
async function look() { seen += 1; return seen; }`;
  const join: Intervention = { do: 'join', at: at('t1:sent') };

  test('take turns, each with a memory of its own', () => {
    const trace = runWell(own(STATE), join);
    const processes = trace.steps.flatMap((step) =>
      step.kind === 'turn-sent' || step.kind === 'task-sent' ? [step.process] : [],
    );
    expect(processes).toEqual([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]);
    expect(Number(outputOf(trace))).toBeGreaterThan(1);
    expect(Number(runWell(own(STATE)).steps.length)).toBe(trace.steps.length - 1);
  });

  test('the other goes on when one dies, and gets its work', () => {
    const trace = runWell(own(STATE), join, { do: 'crash', target: 'app2', at: at('k1:sent') });
    expect(statusOf(trace)).toBe('COMPLETED');
    const sent = trace.steps.filter((step) => step.kind === 'task-sent' && step.place.number === 1);
    expect(sent.map((step) => step.kind === 'task-sent' && step.process)).toEqual([2, 1]);
  });
});

describe('a restart', () => {
  const V1 = `export async function* main(ctx) {
  yield ctx.callActivity(before);
  return yield ctx.callActivity(after);
}
async function before() { return process.env.REGION; }
async function after() { return 'v1 ' + process.env.REGION; }`;
  const program = own(
    V1,
    { environment: { variables: { REGION: 'west' }, events: [], services: [] } },
    V1.replace("'v1 '", "'v2 '"),
  );
  const crash: Intervention = { do: 'crash', target: 'app', at: at('k1:recorded') };

  test('brings version 2, and other variables', () => {
    expect(outputOf(runWell(program, crash, { do: 'restart' }))).toBe('"v1 west"');
    const changed: Intervention = { do: 'restart', code: 'v2', variables: { REGION: 'east' } };
    expect(outputOf(runWell(program, crash, changed))).toBe('"v2 east"');
  });

  test('brings version 1 back', () => {
    const trace = runWell(
      program,
      crash,
      { do: 'restart', code: 'v2' },
      { do: 'crash', target: 'app', at: at('p2:started') },
      { do: 'restart', code: 'v1' },
    );
    expect(outputOf(trace)).toBe('"v1 west"');
  });

  test('keeps version 2 until another one comes', () => {
    const trace = runWell(
      program,
      crash,
      { do: 'restart', code: 'v2' },
      { do: 'crash', target: 'app', at: at('p2:started') },
      { do: 'restart' },
    );
    expect(outputOf(trace)).toBe('"v2 west"');
  });

  test('is refused where nothing is dead, or there is no version 2', () => {
    expect(run(program, { do: 'restart' }).unused[0]?.reason).toContain('nothing dead');
    const order = sampleNamed('order');
    expect(run(order, crash, { do: 'restart', code: 'v2' }).unused).toEqual([
      { index: 1, reason: 'This program has no version 2.' },
    ]);
    const sidecar: Intervention = { do: 'crash', target: 'sidecar', at: at('k1:recorded') };
    const { unused } = run(program, sidecar, { do: 'restart', code: 'v2' });
    expect(unused[0]?.reason).toContain('no app was dead');
  });
});

describe('what a client asks for', () => {
  const WAITING = `export async function* main(ctx) {
  return yield ctx.waitForExternalEvent('go');
}`;
  const FAMILY = `export async function* main(ctx) {
  return yield ctx.callChildWorkflow(child, 1);
}
export async function* child(ctx) {
  return yield ctx.waitForExternalEvent('go');
}`;
  const CHILD = 'order-1:0001';

  test('an event, to a child', () => {
    const raise: Intervention = {
      do: 'raise',
      name: 'go',
      data: 'hello',
      instance: CHILD,
      at: at(`${CHILD}/t1:saved`),
    };
    expect(outputOf(runWell(own(FAMILY), raise))).toBe('"hello"');
  });

  test('an event while the engine is down is refused, and its sender hears of it', () => {
    const trace = runWell(
      own(WAITING),
      { do: 'crash', target: 'sidecar', at: at('t1:saved') },
      { do: 'raise', name: 'go', at: at('s1:crashed') },
      { do: 'restart' },
    );
    expect(trace.steps.find((step) => step.kind === 'lost')).toMatchObject({ why: 'sidecar-down' });
    expect(statusOf(trace)).toBe('RUNNING');
  });

  test('suspend keeps events back until resume', () => {
    const acts: Intervention[] = [
      { do: 'suspend', at: at('t1:saved') },
      { do: 'raise', name: 'go', data: 1, at: at('t2:saved') },
    ];
    expect(statusOf(runWell(own(WAITING), ...acts))).toBe('SUSPENDED');
    const trace = runWell(own(WAITING), ...acts, { do: 'resume', at: at('t3:saved') });
    expect(outputOf(trace)).toBe('1');
  });

  test('terminate ends a workflow, and by Dapr its children, too', () => {
    const terminate: Intervention = { do: 'terminate', output: 'off', at: at(`${CHILD}/t1:saved`) };
    const dapr = runWell(own(FAMILY), terminate);
    expect([statusOf(dapr), statusOf(dapr, CHILD)]).toEqual(['TERMINATED', 'TERMINATED']);
    expect(outputOf(dapr)).toBe('"off"');
    const facade = FAMILY.replace('callChildWorkflow', 'callSubOrchestrator');
    const other = own(facade, { dialect: 'durabletask', facade: 'durabletask' });
    const trace = run(other, { ...terminate, at: at('t1:saved') });
    const child = [...stateAfter(trace, trace.steps.length).instances.keys()].find(
      (id) => id !== 'order-1',
    );
    expect([statusOf(trace), statusOf(trace, child)]).toEqual(['TERMINATED', 'RUNNING']);
  });

  test('the children of a terminated workflow hear of it also when the engine dies right after its end is saved', () => {
    const trace = runWell(
      own(FAMILY),
      { do: 'terminate', at: at(`${CHILD}/t1:saved`) },
      { do: 'crash', target: 'sidecar', at: at('t2:saved') },
      { do: 'restart' },
    );
    expect(statusOf(trace, CHILD)).toBe('TERMINATED');
  });

  test('rewind takes the failures back, and only where the SDK has it', () => {
    const LUCK = `export async function* main(ctx) { return yield ctx.callActivity(one); }
async function one() { return 'one'; }`;
    const fail: Intervention = { do: 'fail', times: 1, at: at('k1:sent') };
    const rewind: Intervention = { do: 'rewind', at: at('t2:saved') };
    const durabletask = own(LUCK, { dialect: 'durabletask', facade: 'durabletask' });
    const trace = runWell(durabletask, fail, rewind);
    expect(outputOf(trace)).toBe('"one"');
    expect(statusOf(trace)).toBe('COMPLETED');
    expect(run(own(LUCK), fail, rewind).unused[0]?.reason).toContain('Dapr has no rewind');
    expect(run(durabletask, rewind).unused[0]?.reason).toContain('has failed');
  });
});

describe('acts at a cursor', () => {
  const order = sampleNamed('order');
  const whole = runNow(order);
  const cursorOf = (text: string) => {
    const found = findPlace(whole, at(text), 'order-1');
    if (!found?.isExact) throw new Error(`${text} is not there.`);
    return cursorAt(found.step, found.beat);
  };
  const possible = (text: string): string[] =>
    actsPossibleAt(whole, order.scenario, cursorOf(text)).flatMap((each) =>
      each.reason === undefined ? [[each.do, each.target].filter(Boolean).join(' ')] : [],
    );

  test.each<[string, string[]]>([
    [
      'r1:scheduled',
      ['crash sidecar', 'crash both', 'refuse', 'tear', 'raise', 'suspend', 'terminate'],
    ],
    ['k3:effect1', ['fail', 'slow']],
    ['k3:returned', ['lose', 'repeat']],
    ['t4:a4', []],
  ])('%s', (text, more) => {
    const alive = [
      'crash app',
      'crash sidecar',
      'crash both',
      'join',
      'refuse',
      'tear',
      'raise',
      'suspend',
      'terminate',
    ];
    const expected = text === 'r1:scheduled' ? more : [...alive, ...more];
    expect(possible(text).toSorted()).toEqual(expected.toSorted());
  });

  test('say why not', () => {
    const at4 = cursorOf('t4:a4');
    expect(failAt(order.scenario, whole, at4, 1)).toMatchObject({ ok: false });
    expect(loseAt(order.scenario, whole, at4)).toMatchObject({ ok: false });
    expect(skipAt(order.scenario, whole, at4)).toMatchObject({ ok: false });
    for (const { reason } of actsPossibleAt(whole, order.scenario, at4))
      if (reason !== undefined) expect(reason).toMatch(/^[A-Z].*\.$/);
  });

  test('what is possible at a cursor finds its place in the run', () => {
    const makes = [
      (c: Cursor) => crashAt(order.scenario, whole, c, 'app'),
      (c: Cursor) => crashAt(order.scenario, whole, c, 'sidecar'),
      (c: Cursor) => crashAt(order.scenario, whole, c, 'both'),
      (c: Cursor) => joinAt(order.scenario, whole, c),
      (c: Cursor) => loseAt(order.scenario, whole, c),
      (c: Cursor) => repeatAt(order.scenario, whole, c),
      (c: Cursor) => refuseAt(order.scenario, whole, c),
      (c: Cursor) => failAt(order.scenario, whole, c, 1),
      (c: Cursor) => slowAt(order.scenario, whole, c, 10),
      (c: Cursor) => suspendAt(order.scenario, whole, c),
      (c: Cursor) => terminateAt(order.scenario, whole, c),
    ];
    const made = whole.steps.flatMap((_, index) =>
      makes.flatMap((make) => {
        const act = make(cursorAt(index));
        return act.ok ? [runNow(order, act.scenario).unused] : [];
      }),
    );
    expect(made.length).toBeGreaterThan(200);
    expect(made.flat()).toEqual([]);
  });
});
