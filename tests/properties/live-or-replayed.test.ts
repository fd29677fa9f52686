import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/engine/turn.ts';
import type { RegisteredMachine } from '../../src/sandbox/machine.ts';
import { createRegisteredMachine } from '../../src/sandbox/registered-machine.ts';
import { wasm } from '../../src/sandbox/machine.test-support.ts';
import type { Machine, TurnOutcome } from '../../src/sim/machine.ts';
import { live, LifeEnded, type Stimulus } from '../../src/sim/stimuli.ts';

/** Statements of a made-up workflow, as text. `log` is what it returns in the end. */
const TASKS = [
  `ctx.callActivity('ok', log.length)`,
  `ctx.callActivity('bad', 1)`,
  `ctx.createTimer(2)`,
  `ctx.callSubOrchestrator('Child', log.length)`,
  `ctx.waitForExternalEvent('go')`,
];
const task = fc.letrec<{ one: string }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.constantFrom(...TASKS),
    fc
      .tuple(
        fc.constantFrom('whenAll', 'whenAny'),
        fc.array(tie('one'), { minLength: 1, maxLength: 3 }),
      )
      .map(([how, tasks]) => `${how}([${tasks.join(', ')}])`),
  ),
})).one;
const plainStatement = fc.oneof(
  task.map((one) => `log.push(show(yield ${one}));`),
  task.map(
    (one) =>
      `try { log.push(show(yield ${one})); } catch (error) { log.push('caught ' + error.message); }`,
  ),
  task.map((one) => `if (log.length % 2) { log.push(show(yield ${one})); }`),
  task.map((one) => `${one};`),
  fc.constantFrom(
    `ctx.setCustomStatus('status ' + log.length);`,
    `log.push(ctx.currentUtcDateTime.toISOString());`,
    `for (let n = 0; n < 3; n += 1) log.push(yield ctx.callActivity('ok', n));`,
    `if (input < 2) { ctx.continueAsNew(input + 1, true); return 'next'; }`,
    `if (log.length > 3) throw new Error('enough');`,
  ),
);
const durableStatement = fc.constantFrom(
  `log.push(ctx.newGuid());`,
  `ctx.sendEvent('wf-1', 'go', log.length);`,
  `log.push(yield ctx.callActivity('flaky', 'k' + log.length, { retry: new RetryPolicy({ maxNumberOfAttempts: 3, firstRetryIntervalInMilliseconds: 700 }) }));`,
  `{ const timer = ctx.createTimer(60); const first = yield whenAny([timer, ctx.callActivity('ok', 7)]); if (first !== timer) timer.cancel(); }`,
);
const statements = (dialect: Dialect) =>
  fc.array(dialect === 'dapr' ? plainStatement : fc.oneof(plainStatement, durableStatement), {
    minLength: 1,
    maxLength: 8,
  });

const workflowOf = (lines: readonly string[]): string => `async function* (ctx, input) {
  const log = [];
  const show = (value) => (value instanceof Task ? 'a task' : value);
  ${lines.join('\n  ')}
  return log;
}`;

const ACTIVITIES = {
  ok: '(_, input) => input + 1',
  bad: `() => { throw new Error('bad'); }`,
  flaky: `(_, key) => { state[key] = (state[key] ?? 0) + 1; if (state[key] < 3) throw new Error('not yet'); return state[key]; }`,
};

const stimulus: fc.Arbitrary<Stimulus> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Stimulus>({ do: 'idle' }) },
  { weight: 3, arbitrary: fc.nat(4000).map((ms): Stimulus => ({ do: 'sleep', ms })) },
  {
    weight: 4,
    arbitrary: fc.nat(9).map((data): Stimulus => ({ do: 'raiseEvent', name: 'GO', data })),
  },
  { weight: 2, arbitrary: fc.constantFrom<Stimulus>({ do: 'suspend' }, { do: 'resume' }) },
  { weight: 1, arbitrary: fc.constant<Stimulus>({ do: 'redeploy', deploy: () => undefined }) },
);

interface Case {
  dialect: Dialect;
  rules: 'sidecar' | 'in-memory';
  source: string;
  stimuli: Stimulus[];
}

const made: fc.Arbitrary<Case> = fc.constantFrom<Dialect>('durabletask', 'dapr').chain((dialect) =>
  fc.record({
    dialect: fc.constant(dialect),
    rules: fc.constantFrom('sidecar', 'in-memory'),
    source: statements(dialect).map(workflowOf),
    stimuli: fc
      .array(stimulus, { maxLength: 10 })
      .map((all): Stimulus[] => [{ do: 'startWorker' }, ...all, { do: 'resume' }]),
  }),
);

/** Lives a whole life and gives everything that could be told apart. `isNeverKept`: each turn is asked for with another history. */
function lived({ dialect, rules, source, stimuli }: Case, isNeverKept: boolean) {
  const machine = createRegisteredMachine(
    wasm,
    {
      orchestrators: {
        Workflow: source,
        Child: 'async function* (ctx, n) { return (yield ctx.callActivity("ok", n)) * 2; }',
      },
      activities: ACTIVITIES,
    },
    { dialect, facade: 'durabletask' },
  );
  const turns: TurnOutcome[] = [];
  const told: Machine = {
    reset: (identity) => machine.reset(identity),
    turn: (item, identity, probes) => {
      const given = isNeverKept ? { ...item, oldEvents: [...item.oldEvents] } : item;
      const outcome = machine.turn(given, identity, probes);
      turns.push(outcome);
      return outcome;
    },
    answerTurn: (...given) => machine.answerTurn(...given),
    call: (...given) => machine.call(...given),
    answer: (...given) => machine.answer(...given),
  };
  try {
    const { instance, processes } = live({
      ...{ machine: told, dialect, facade: 'durabletask', seed: 1, name: 'Workflow' },
      ...{ instanceId: 'wf-1', input: '1', stimuli, faults: [], rules },
    });
    return { turns, instance, processes, eventsRead: machine.eventsRead };
  } catch (error) {
    if (!(error instanceof LifeEnded)) throw error;
    return { turns, ended: error.message, eventsRead: machine.eventsRead };
  }
}

describe('a workflow that is kept between turns', () => {
  it('lives exactly as one that is replayed at every turn', () => {
    let saved = 0;
    fc.assert(
      fc.property(made, (one) => {
        const { eventsRead: readOfKept, ...kept } = lived(one, false);
        const { eventsRead: readOfReplayed, ...replayed } = lived(one, true);
        expect(kept).toEqual(replayed);
        saved += readOfReplayed - readOfKept;
      }),
      { numRuns: 60 },
    );
    // Else nothing was kept, and nothing compared.
    expect(saved).toBeGreaterThan(300);
  });
});

/** Runs three activities one after the other, and tells how many events the turns after the first have read. */
function eventsReadBy(source: string, activities = ACTIVITIES as Record<string, string>): number {
  const machine: RegisteredMachine = createRegisteredMachine(
    wasm,
    { orchestrators: { Workflow: source }, activities },
    { dialect: 'durabletask', facade: 'durabletask' },
  );
  const { instance } = live({
    ...{ machine, dialect: 'durabletask', facade: 'durabletask', seed: 1, name: 'Workflow' },
    ...{ instanceId: 'wf-1', input: '1', faults: [], rules: 'sidecar' },
    stimuli: [{ do: 'startWorker' }, { do: 'idle' }],
  });
  expect(instance.status).toBe('COMPLETED');
  return machine.eventsRead;
}

const thrice = (line: string): string =>
  `async function* (ctx, input) { let sum = 0; for (let n = 0; n < 3; n += 1) { ${line} sum += yield ctx.callActivity('ok', n); } return sum; }`;

describe('which workflows are kept', () => {
  // Start: 2 events. Then three turns, each with a confirmation and two new events.
  const LIVE = 2 + 3 * 3;
  const REPLAYED = 2 + 5 + 8 + 11;

  it.each([
    ['plain', ''],
    ['its own list and map', 'const own = []; own.push(n); const map = new Map(); map.set(n, 1);'],
    ['its own object', 'const own = {}; own[n] = 1; delete own[n];'],
    [
      'the clock of the context',
      'sum += ctx.currentUtcDateTime.getTime() - ctx.currentUtcDateTime.getTime();',
    ],
    ['ids of the context', 'ctx.newGuid();'],
    ['a finished timer', 'if (n === 1) { const t = ctx.createTimer(9); t.cancel(); }'],
    ['a log', 'console.log(sum);'],
  ])('kept: %s', (_, line) => {
    expect(eventsReadBy(thrice(line))).toBe(LIVE);
  });

  it('kept: a failure that is caught', () => {
    const line = `try { yield ctx.callActivity('nobody', 1); } catch (error) { error.message.length; }`;
    expect(eventsReadBy(thrice(line))).toBe(2 + 6 * 3);
  });

  it.each([
    ['Date.now', 'Date.now();'],
    ['new Date()', 'new Date();'],
    ['Math.random', 'Math.random();'],
    ['a UUID', 'crypto.randomUUID();'],
    ['performance', 'performance.now();'],
    ['the environment', 'process.env.HOME;'],
    ['isReplaying', 'ctx.isReplaying;'],
    ['a patch', `ctx.isPatched('one');`],
    ['isReplaying, by its name in a text', `ctx['isReplaying'];`],
    [
      'a replay-safe logger',
      'ctx.createReplaySafeLogger({ info() {}, error() {}, warn() {}, debug() {} }).info("x");',
    ],
    ['a promise of its own', 'Promise.resolve().then(() => { sum += 0; });'],
    ['a short wait of its own', 'await 0;'],
    ['a timer of its own', 'setTimeout(() => { sum += 0; }, 1);'],
    ['an immediate of its own', 'setImmediate(() => { sum += 0; });'],
    ['an async function of its own', '(async () => { await 0; await 0; await 0; sum += 0; })();'],
    ['a global', 'globalThis.count = (globalThis.count ?? 0) + 1;'],
    ['a global under another name', 'const all = global; all.count = 1;'],
    ['a built-in', 'Math.count = (Math.count ?? 0) + 1;'],
    ['a built-in under another name', 'const M = Math; M.count = 1;'],
    ['a prototype', 'Array.prototype.more = n;'],
    ['a prototype, found', '[].__proto__.more = n;'],
    ['a constructor', 'ctx.constructor.count = n;'],
    ['a property by assign', 'Object.assign(Math, { count: n });'],
    [
      'a property by definition',
      `Object.defineProperty(Math, 'count', { value: 1, configurable: true });`,
    ],
    ['a code of its own', `eval('1');`],
    ['a member of what it was given', 'ctx.count = (ctx.count ?? 0) + 1;'],
    ['a text with a cache', 'ctx.instanceId.at`x`;'],
    ['the shared outside world', 'state.count = (state.count ?? 0) + 1;'],
    ['a look at the shared outside world', 'sum += state.count ?? 0;'],
  ])('replayed: %s', (_, line) => {
    expect(eventsReadBy(thrice(line))).toBe(REPLAYED);
  });

  it('replayed: a function that keeps a count around itself', () => {
    const counting = `(() => { let count = 0; return ${thrice('count += 1;')}; })()`;
    expect(eventsReadBy(counting)).toBe(REPLAYED);
  });

  it('kept, although the activities change the outside world', () => {
    const ok = '(_, n) => { state.count = (state.count ?? 0) + 1; return n + 1; }';
    expect(eventsReadBy(thrice(''), { ok })).toBe(LIVE);
  });

  it('replayed when an activity changes what all code shares', () => {
    const ok = '(_, n) => { Math.count = 1; return n + 1; }';
    expect(eventsReadBy(thrice(''), { ok })).toBe(REPLAYED);
  });
});
