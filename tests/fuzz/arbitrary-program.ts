import fc from 'fast-check';
import type { Program, Step, TaskCode } from './program.ts';

/** Values as JavaScript text. */
const value = fc.constantFrom(
  'undefined',
  '1',
  '"x"',
  'null',
  '0',
  'false',
  '""',
  '[]',
  '[1, undefined, "zwei"]',
  '{ a: 1, b: { c: [null, true] }, d: undefined }',
  'last',
  'out.length',
  'input',
  'NaN',
  'new Date(5)',
  '"\\u2028 \\ud83d\\ude00 \\ud800"',
  '-0.5e-7',
);
/** Values that JSON cannot hold, or holds in a way of its own. */
const oddValue = fc.constantFrom(
  '() => 1',
  'Symbol("s")',
  '1n',
  '(() => { const ring = {}; ring.ring = ring; return ring; })()',
  'new Map([[1, 2]])',
  '{ toJSON() { return "own"; } }',
  '{ toJSON() { throw new RangeError("no JSON"); } }',
  'new Error("as a value")',
);
const anyValue = fc.oneof({ weight: 30, arbitrary: value }, { weight: 1, arbitrary: oddValue });

const thrown = fc.constantFrom(
  'new Error("plain")',
  'new TypeError("typed", { cause: new Error("why") })',
  'Object.assign(new Error("renamed"), { name: "Custom" })',
  'new (class Own extends Error {})("own class")',
  'new Error("outer", { cause: "text" })',
  'new Error("outer", { cause: new Error("middle", { cause: new RangeError("inner") }) })',
  'new AggregateError([new Error("one"), 2], "both")',
  '"text"',
  '42',
  'null',
  'undefined',
  '{ message: "like an error" }',
  'new Error("")',
);

const retry = fc.oneof(
  fc
    .record({
      maxNumberOfAttempts: fc.integer({ min: 1, max: 5 }),
      firstRetryIntervalInMilliseconds: fc.constantFrom(1, 250, 1000, 5000),
      backoffCoefficient: fc.option(fc.constantFrom(1, 1.5, 2, 3), { nil: undefined }),
      maxRetryIntervalInMilliseconds: fc.option(fc.constantFrom(-1, 1500, 6000), {
        nil: undefined,
      }),
      retryTimeoutInMilliseconds: fc.option(fc.constantFrom(-1, 5000, 9000), { nil: undefined }),
      handleFailure: fc.option(
        fc.constantFrom(
          '(f) => f.message !== "boom"',
          '(f) => f.errorType === "Error"',
          '(f) => { out.push([f.errorType, f.message, f.stackTrace ?? null]); return true; }',
          '() => { throw new Error("predicate"); }',
          '() => 0',
        ),
        { nil: undefined },
      ),
    })
    .map((options) => {
      const fields = Object.entries(options).map(([key, field]) => `${key}: ${field}`);
      return `new RetryPolicy({ ${fields.join(', ')} })`;
    }),
  fc.constantFrom(
    '(rc) => rc.lastAttemptNumber < 3',
    'async (rc) => rc.lastAttemptNumber < 2 && 1500',
    '(rc) => { out.push([rc.lastAttemptNumber, rc.lastFailure.errorType, rc.lastFailure.message, rc.totalRetryTimeInMilliseconds]); return 100; }',
    '() => { throw new Error("handler"); }',
    'async () => { throw new Error("later"); }',
    '() => undefined',
    '() => -3',
    '() => 0',
    '() => NaN',
    '() => Infinity',
    '() => 0.4',
    '() => "true"',
    '(rc) => rc.orchestrationContext === ctx',
    'new RetryPolicy({ maxNumberOfAttempts: 0, firstRetryIntervalInMilliseconds: 1 })',
    'new RetryPolicy({ maxNumberOfAttempts: 2, firstRetryIntervalInMilliseconds: 1, backoffCoefficient: 0.5 })',
    '{ maxNumberOfAttempts: 2 }',
    'null',
  ),
);
const options = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  { weight: 3, arbitrary: retry.map((rule) => `{ retry: ${rule} }`) },
  { weight: 1, arbitrary: fc.constantFrom('{ version: "1.2" }', '{ tags: { a: "b" } }', '{}') },
);

const activityName = fc.constantFrom('"a"', '"b"', '"c"', 'act1', '""');
const oddName = fc.constantFrom('() => 1', 'null', 'undefined', '{ name: "likeAFunction" }');
const name = fc.oneof({ weight: 20, arbitrary: activityName }, { weight: 1, arbitrary: oddName });
const due = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom(
      '1',
      '0',
      '2.5',
      '0.0004',
      '-1',
      '86400 * 20',
      'new Date(ctx.currentUtcDateTime.getTime() + 5000)',
      'new Date(0)',
      'new Date(Date.UTC(2026, 0, 20))',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('NaN', 'Infinity', '"3"', 'undefined', 'new Date(NaN)', '1e300'),
  },
);
const eventName = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom('"news"', '"News"', '"other"', '"NEWS"') },
  { weight: 1, arbitrary: fc.constant('""') },
);

const simpleTask: fc.Arbitrary<TaskCode> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ task: fc.constant('activity'), name, input: anyValue, options }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      task: fc.constant('child'),
      name: fc.oneof({ weight: 3, arbitrary: fc.constant('"Child"') }, name),
      input: anyValue,
      instanceId: fc.constantFrom('', '', '"kid"', '""'),
      options,
    }),
  },
  { weight: 4, arbitrary: fc.record({ task: fc.constant('timer'), due }) },
  { weight: 4, arbitrary: fc.record({ task: fc.constant('wait'), name: eventName }) },
  { weight: 2, arbitrary: fc.record({ task: fc.constant('again'), pick: fc.nat(5) }) },
);
const NOT_TASKS = ['1', 'undefined', 'null', '[]', '{ isComplete: true }', 'Promise.resolve(3)'];

const tasks = fc.letrec<{ task: TaskCode; composite: TaskCode }>((tie) => ({
  task: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'task' },
    { weight: 6, arbitrary: simpleTask },
    { weight: 3, arbitrary: tie('composite') },
  ),
  composite: fc.record({
    task: fc.constantFrom('all', 'any'),
    of: fc.oneof(
      { weight: 12, arbitrary: fc.array(tie('task'), { minLength: 1, maxLength: 4 }) },
      { weight: 1, arbitrary: fc.constant<TaskCode[]>([]) },
    ),
  }),
}));
const anyTask = fc.oneof(
  { weight: 120, arbitrary: tasks.task },
  {
    weight: 1,
    arbitrary: fc.record({ task: fc.constant('none'), code: fc.constantFrom(...NOT_TASKS) }),
  },
);

const note = fc.constantFrom(
  'out.push(ctx.isReplaying);',
  'out.push(ctx.currentUtcDateTime.toISOString());',
  'out.push(ctx.instanceId);',
  'out.push(ctx.newGuid());',
  'out.push(ctx.version, ctx.compareVersionTo("1.9"), ctx.compareVersionTo(""), ctx.compareVersionTo("B"));',
  'out.push(ctx.parent);',
  'ctx.createReplaySafeLogger({ info: (...x) => out.push(x), warn() {}, error() {}, debug() {} }).info("log", 1);',
  'out.push(see(tasks));',
  'out.push(see(pick(1)));',
  'try { out.push(pick(0).getResult()); } catch (error) { out.push(say(error)); }',
  'try { out.push(say(pick(2).getException())); } catch (error) { out.push(say(error)); }',
  'out.push(tasks.map((task) => task.pendingTasks?.() ?? task.completedTasks));',
  'last = await Promise.resolve(out.length);',
  'await null; await null; await null;',
  'out.push(typeof (await pick(0)));',
  'pick(0).cancel?.(); out.push(pick(0).isCanceled);',
  'pick(3).cancel?.(); pick(3).cancel?.();',
  'tasks.findLast((task) => task.cancel)?.cancel(); out.push(see(tasks.at(-1)));',
  'tasks.forEach((task) => task.cancel?.());',
);
const SOMEBODY = ['"wf-2"', '"wf-3"', '"wf-2"', '"wf-3"', '"wf-2"'];
const statement = fc.oneof(
  { weight: 12, arbitrary: note },
  { weight: 2, arbitrary: anyValue.map((status) => `ctx.setCustomStatus(${status});`) },
  { weight: 1, arbitrary: thrown.map((what) => `throw ${what};`) },
  { weight: 1, arbitrary: anyValue.map((result) => `return ${result};`) },
  { weight: 1, arbitrary: fc.constantFrom('return bare(0);', 'return [bare(1)];', 'return out;') },
  {
    weight: 1,
    arbitrary: fc
      .tuple(anyValue, fc.constantFrom('', ', true', ', false', ', 1'))
      .map(([input, save]) => `ctx.continueAsNew(${input}${save});`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...SOMEBODY, ...SOMEBODY, 'ctx.instanceId', '""'), eventName, anyValue)
      .map(([target, event, data]) => `ctx.sendEvent(${target}, ${event}, ${data});`),
  },
);

const test = fc.constantFrom(
  'last',
  'out.length % 2',
  'ctx.isReplaying',
  'tasks.some((task) => task.isFailed)',
  'tasks.at(-1)?.isComplete',
  'true',
  'input',
);

const program = fc.letrec<{ step: Step; steps: Step[]; block: Step }>((tie) => ({
  step: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'step' },
    { weight: 8, arbitrary: fc.record({ do: fc.constant('yield'), task: anyTask }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('start'), task: anyTask }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('run'), code: statement }) },
    { weight: 5, arbitrary: tie('block') },
  ),
  steps: fc.array(tie('step'), { minLength: 0, maxLength: 5, depthIdentifier: 'step' }),
  block: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('try'),
        body: tie('steps'),
        caught: fc.option(tie('steps'), { nil: undefined, freq: 4 }),
        last: fc.option(tie('steps'), { nil: undefined, freq: 1 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('if'),
        test,
        body: tie('steps'),
        other: tie('steps'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('loop'),
        times: fc.integer({ min: 1, max: 3 }),
        body: tie('steps'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('inner'), body: tie('steps') }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('leave'),
        how: fc.constantFrom('break', 'continue'),
      }),
    },
  ),
}));

const shape = fc.oneof(
  { weight: 60, arbitrary: fc.constant('async function*' as const) },
  { weight: 2, arbitrary: fc.constant('async function' as const) },
  { weight: 1, arbitrary: fc.constant('function*' as const) },
);

/** Any workflow: some wait, some fail, some end at once, few make sense. */
export const programs: fc.Arbitrary<Program> = fc.record({
  shape,
  steps: fc.array(program.step, { minLength: 1, maxLength: 8, size: 'large' }),
}) as fc.Arbitrary<Program>;

export const aStep: fc.Arbitrary<Step> = program.step;
export const aTask: fc.Arbitrary<TaskCode> = simpleTask;
