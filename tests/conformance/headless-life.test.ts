import { describe, expect, test } from 'vitest';
import { asker } from './headless-case.ts';

const run = await asker('run');
const execute = await asker('execute');

const SEQUENCE =
  'async function* (ctx) { const a = yield ctx.callActivity("one"); const b = yield ctx.callActivity("two", a); return [a, b]; }';
const COUNTED = {
  one: '() => { state.one = (state.one || 0) + 1; return state.one; }',
  two: '() => { state.two = (state.two || 0) + 1; return state.two; }',
};
const WAITING = 'async function* (ctx) { return yield ctx.waitForExternalEvent("go"); }';
const start = { do: 'startWorker' };
const idle = { do: 'idle' };

function line(workflow: string, rest: object = {}): object {
  return {
    dialect: 'durabletask',
    orchestrators: { Workflow: workflow },
    activities: COUNTED,
    name: 'Workflow',
    instanceId: 'wf-1',
    stimuli: [start],
    ...rest,
  };
}

const kill = (target: string, at: object | string) => ({ kind: 'crash', target, at });
const typesOf = (answer: Record<string, unknown>): string[] =>
  (answer.history as { type: string }[]).map(({ type }) => type);
const namesAndProcesses = (answer: Record<string, unknown>): string[] =>
  (answer.activityInvocations as { name: string; process: number }[]).map(
    ({ name, process }) => `${name} ${process}`,
  );

describe('faults', () => {
  test.each([
    ['app', { task: 2, window: 'before-effect' }, ['one 1', 'two 2'], '[1,1]', 2],
    ['app', { task: 2, window: 'after-effect' }, ['one 1', 'two 1', 'two 2'], '[1,2]', 2],
    ['app', { task: 2, window: 'after-record' }, ['one 1', 'two 1'], '[1,1]', 2],
    ['app', { turn: 2, window: 'before-save' }, ['one 1', 'two 2'], '[1,1]', 2],
    ['app', { turn: 2, window: 'after-dispatch' }, ['one 1', 'two 2'], '[1,1]', 2],
    ['app', { turn: 2, window: 'after-save' }, ['one 1', 'two 2'], '[1,1]', 2],
    [
      'app',
      { process: 1, instance: 'wf-1', turn: 2, attempt: 1, window: 'after-save' },
      ['one 1', 'two 2'],
      '[1,1]',
      2,
    ],
    ['app', { process: 2, task: 2, window: 'after-effect' }, ['one 1', 'two 1'], '[1,1]', 1],
    ['app', 't2:a1', ['one 1', 'two 2'], '[1,1]', 2],
    ['sidecar', { task: 2, window: 'before-effect' }, ['one 1', 'two 1'], '[1,1]', 1],
    ['sidecar', { task: 2, window: 'after-effect' }, ['one 1', 'two 1', 'two 1'], '[1,2]', 1],
    ['sidecar', { task: 2, window: 'after-record' }, ['one 1', 'two 1'], '[1,1]', 1],
    ['sidecar', { turn: 2, window: 'before-save' }, ['one 1', 'two 1'], '[1,1]', 1],
    ['sidecar', { turn: 2, window: 'after-dispatch' }, ['one 1', 'two 1'], '[1,1]', 1],
    ['sidecar', { turn: 2, window: 'after-save' }, ['one 1', 'two 1'], '[1,1]', 1],
  ])('%s dies at %j', (target, at, invocations, output, processes) => {
    const answer = run(line(SEQUENCE, { faults: [kill(target, at)] }));
    expect(answer).toMatchObject({ finalStatus: 'COMPLETED', output, processes });
    expect(namesAndProcesses(answer)).toEqual(invocations);
  });

  test('a turn that the sidecar lost after dispatch leaves its activity under way', () => {
    const COIN =
      'async function* (ctx) { state.turns = (state.turns || 0) + 1; if (state.turns === 1) yield ctx.callActivity("one"); return yield ctx.waitForExternalEvent("go"); }';
    const answer = run(
      line(COIN, { faults: [kill('sidecar', { turn: 1, window: 'after-dispatch' })] }),
    );
    expect(answer).toMatchObject({ finalStatus: 'RUNNING' });
    expect(namesAndProcesses(answer)).toEqual(['one 1']);
    expect(typesOf(answer)).not.toContain('TaskScheduled');
  });

  test.each([
    [{ kind: 'crash', target: 'app', at: { task: 0, window: 'after-effect' } }, '"task"'],
    [{ kind: 'crash', target: 'app', at: { task: 1, window: 'later' } }, 'later'],
    [{ kind: 'crash', target: 'sidecar', at: { process: 1, window: 'started' } }, 'sidecar'],
    [{ kind: 'fire', target: 'app', at: 't1:end' }, '"faults[0].kind"'],
    [{ kind: 'crash', target: 'disk', at: 't1:end' }, '"faults[0].target"'],
  ])('says what is wrong with %j', (fault, words) => {
    const { error } = run(line(SEQUENCE, { faults: [fault] })) as {
      error: { code: string; message: string };
    };
    expect(error.code).toBe('bad-request');
    expect(error.message).toContain(words);
  });
});

describe('stimuli', () => {
  test('a suspended workflow keeps what comes, and reads it when it is resumed', () => {
    const suspended = [
      start,
      idle,
      { do: 'suspend' },
      idle,
      { do: 'raiseEvent', name: 'go', data: 1 },
    ];
    expect(run(line(WAITING, { stimuli: [...suspended, idle] }))).toMatchObject({
      finalStatus: 'SUSPENDED',
    });
    const resumed = run(line(WAITING, { stimuli: [...suspended, idle, { do: 'resume' }] }));
    expect(resumed).toMatchObject({ finalStatus: 'COMPLETED', output: '1' });
  });

  test('an instance that nobody started is pending', () => {
    expect(run(line(WAITING, { stimuli: [] }))).toMatchObject({
      finalStatus: 'PENDING',
      history: [],
      processes: 0,
    });
  });

  test('sleeping fires the timers that are due, and at the end ten seconds pass', () => {
    const TIMER = 'async function* (ctx) { yield ctx.createTimer(12); return "late"; }';
    expect(run(line(TIMER))).toMatchObject({ finalStatus: 'RUNNING' });
    const slept = { stimuli: [start, idle, { do: 'sleep', ms: 2000 }] };
    expect(run(line(TIMER, slept))).toMatchObject({ finalStatus: 'COMPLETED', output: '"late"' });
  });

  test('an activity that sleeps takes virtual time', () => {
    const TWICE =
      'async function* (ctx) { const before = ctx.currentUtcDateTime; yield ctx.callActivity("slow"); return ctx.currentUtcDateTime - before; }';
    const activities = { slow: 'async () => { await sleep(3000); await sleep(500); }' };
    expect(run(line(TWICE, { activities }))).toMatchObject({ output: '3500' });
  });

  test('what the sources share outlives redeploys, and module state does not exist', () => {
    const redeploy = {
      do: 'redeploy',
      with: { activities: { one: '() => [state.one, state.two]' } },
    };
    const AGAIN =
      'async function* (ctx) { yield ctx.callActivity("one"); yield ctx.waitForExternalEvent("go"); return yield ctx.callActivity("one"); }';
    const go = { do: 'raiseEvent', name: 'go' };
    const answer = run(line(AGAIN, { stimuli: [start, idle, redeploy, go] }));
    expect(answer).toMatchObject({ output: '[1,null]', processes: 2 });
    expect(namesAndProcesses(answer)).toEqual(['one 1', 'one 2']);
  });

  test('a rewind takes the failure out of the history and runs the activity again', () => {
    const activities = {
      flaky:
        '() => { state.n = (state.n || 0) + 1; if (state.n === 1) throw new Error("no"); return state.n; }',
    };
    const FLAKY = 'async function* (ctx) { return yield ctx.callActivity("flaky"); }';
    const stimuli = [start, idle, { do: 'rewind' }];
    const answer = run(line(FLAKY, { activities, stimuli }));
    expect(answer).toMatchObject({ finalStatus: 'COMPLETED', output: '2' });
    expect(typesOf(answer).filter((type) => type !== 'OrchestratorStarted')).toEqual([
      'ExecutionStarted',
      'ExecutionRewound',
      'TaskScheduled',
      'TaskCompleted',
      'ExecutionCompleted',
    ]);
    const early = run(line(WAITING, { stimuli: [start, idle, { do: 'rewind' }] }));
    expect(early).toMatchObject({ error: { code: 'bad-stimulus' } });
    const inDapr = run(line(FLAKY, { dialect: 'dapr', activities, stimuli }));
    expect(inDapr).toMatchObject({ error: { code: 'bad-stimulus' } });
  });

  test('a rewind reaches the child that failed', () => {
    const orchestrators = {
      Workflow: 'async function* (ctx) { return yield ctx.callSubOrchestrator("Child"); }',
      Child: 'async function* (ctx) { return yield ctx.callActivity("flaky"); }',
    };
    const activities = {
      flaky:
        '() => { state.n = (state.n || 0) + 1; if (state.n === 1) throw new Error("no"); return state.n; }',
    };
    const stimuli = [start, idle, { do: 'rewind' }];
    const answer = run({ ...line(''), orchestrators, activities, stimuli });
    expect(answer).toMatchObject({ finalStatus: 'COMPLETED', output: '2' });
  });
});

describe('children', () => {
  const orchestrators = {
    Workflow:
      'async function* (ctx) { try { yield ctx.callSubOrchestrator("Child"); } catch (e) { return [e.message, e.details.errorType]; } }',
    Child: 'async function* (ctx) { throw new RangeError("too far"); }',
  };

  test.each([
    ['in-memory', 'Error'],
    ['sidecar', 'RangeError'],
  ])('by the rules of %s a failed child tells of a %s', (rules, type) => {
    const answer = run({ ...line(''), orchestrators, rules });
    const message = 'Sub-orchestration task #1 failed: too far';
    expect(JSON.parse(answer.output as string)).toEqual([message, type]);
  });

  test.each(['in-memory', 'sidecar'])(
    'by the rules of %s a terminated child has failed',
    (rules) => {
      const Child = WAITING;
      const Workflow =
        'async function* (ctx) { try { yield ctx.callSubOrchestrator("Child", 1, { instanceId: "kid" }); } catch { return "failed"; } }';
      const stimuli = [start, idle, { do: 'terminate', instance: 'kid' }];
      const answer = run({ ...line(''), orchestrators: { Workflow, Child }, rules, stimuli });
      expect(answer).toMatchObject({ finalStatus: 'COMPLETED', output: '"failed"' });
    },
  );

  test.each([
    ['in-memory', '["b",null]'],
    ['sidecar', '["a","b"]'],
  ])('by the rules of %s an id is used again, or not', (rules, output) => {
    const Child = 'async function* (ctx, n) { return n; }';
    const Workflow =
      'async function* (ctx) { const a = yield ctx.callSubOrchestrator("Child", "a", { instanceId: "kid" }); try { const b = yield ctx.callSubOrchestrator("Child", "b", { instanceId: "kid" }); return [a, b]; } catch (e) { return e.message.includes("already exists") ? ["b", null] : e.message; } }';
    expect(run({ ...line(''), orchestrators: { Workflow, Child }, rules })).toMatchObject({
      output,
    });
  });

  test('the clock of a past generation does not ring in the next one, except in memory', () => {
    const Workflow =
      'async function* (ctx, n) { if (n === 1) { ctx.createTimer(5); ctx.continueAsNew(2, false); return; } yield ctx.createTimer(30); return "early"; }';
    const given = { input: '1' };
    expect(run(line(Workflow, { ...given, rules: 'sidecar' }))).toMatchObject({
      finalStatus: 'RUNNING',
    });
    expect(run(line(Workflow, given))).toMatchObject({
      finalStatus: 'COMPLETED',
      output: '"early"',
    });
  });
});

describe('sources that do harm', () => {
  test.each([
    ['async function* (ctx) { for (;;) {} }', 'too-many-steps'],
    [
      'async function* (ctx) { const a = []; for (;;) a.push(new Array(1e5).fill(a.length)); }',
      'too-much-memory',
    ],
    ['async function* (ctx) { await new Promise(() => {}); }', 'stuck'],
    ['async function* (ctx) { yield ctx.callActivity(', 'bad-source'],
    ['1) ; (2', 'bad-source'],
    ['42', 'bad-source'],
  ])('%s', (workflow, code) => {
    const lineWith = line(workflow);
    expect(run(lineWith)).toMatchObject({ error: { code } });
    const newEvents = [
      { type: 'OrchestratorStarted' },
      { type: 'ExecutionStarted', name: 'Workflow', instanceId: 'wf-1' },
    ];
    const turn = { ...lineWith, oldEvents: [], newEvents };
    expect(execute(turn)).toMatchObject({ error: { code } });
    // And the next line is answered as if nothing had happened.
    expect(run(line(SEQUENCE))).toMatchObject({ finalStatus: 'COMPLETED' });
  });

  test('a workflow that starts itself again for ever is stopped', () => {
    const answer = run(line('async function* (ctx) { ctx.continueAsNew(1, false); }'));
    expect(answer).toMatchObject({ error: { code: 'too-much-work' } });
  }, 60_000);

  test('an activity of the name of a workflow is another function, and a function* is a value', () => {
    const answer = run(
      line('function* (ctx) { yield ctx.callActivity("Workflow"); }', {
        activities: { Workflow: '() => "activity"' },
      }),
    );
    expect(answer).toMatchObject({ finalStatus: 'COMPLETED', output: '{}' });
    const missing = line('async function* (ctx) { return yield ctx.callActivity("Workflow"); }');
    expect(run(missing)).toMatchObject({ finalStatus: 'FAILED' });
  });
});

describe('lines that cannot be read', () => {
  test.each([
    [{ dialect: 'temporal' }, 'dialect'],
    [{ orchestrators: 5 }, 'orchestrators'],
    [{ orchestrators: { Workflow: 5 } }, 'orchestrators.Workflow'],
    [{ input: '{' }, 'input'],
    [{ instanceId: undefined }, 'instanceId'],
    [{ stimuli: [{ do: 'dance' }] }, 'dance'],
    [{ stimuli: [{ do: 'sleep', ms: -5 }] }, 'stimuli[0].ms'],
    [{ seed: 0.5 }, 'seed'],
  ])('%j', (change, words) => {
    const { error } = run({ ...line(SEQUENCE), ...change }) as {
      error: { code: string; message: string };
    };
    expect(error.code).toBe('bad-request');
    expect(error.message).toContain(words);
  });
});
