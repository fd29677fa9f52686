import { BOTH, DAPR, ECHO, FLAKY, MS, type LiveCase } from './live-case.ts';
import type { RealStimulus } from './real-line.ts';

const START: RealStimulus = { do: 'startWorker' };
const IDLE: RealStimulus = { do: 'idle' };
const raise = (name: string, data?: unknown): RealStimulus => ({ do: 'raiseEvent', name, data });
const deploy = (workflow?: string, activities?: Record<string, string>): RealStimulus => ({
  do: 'redeploy',
  with: {
    ...(workflow === undefined ? {} : { workflow }),
    ...(activities === undefined ? {} : { activities }),
  },
});

const WAITS = `async function* (ctx) {
  const first = yield ctx.callActivity('echo', 1);
  const news = yield ctx.waitForExternalEvent('go');
  return [first, news];
}`;

/** What is done to a workflow from outside: rewinds, redeploys, suspensions, terminations. */
export const outsideCases: readonly LiveCase[] = [
  {
    name: 'rewind of a failed activity, which then works',
    dialects: MS,
    workflow: `async function* (ctx) { return [yield ctx.callActivity('echo', 'kept'), yield ctx.callActivity('flaky')]; }`,
    activities: { echo: ECHO, flaky: FLAKY },
    stimuli: [START, IDLE, { do: 'rewind' }, IDLE, { do: 'rewind' }],
  },
  {
    name: 'rewind of a failed child, which then works',
    dialects: MS,
    workflow: `async function* (ctx) { return yield ctx.callSubOrchestrator('Child', 5, { instanceId: 'kid' }); }`,
    others: {
      Child: `async function* (ctx, x) { yield ctx.callActivity('echo', x); return yield ctx.callActivity('flaky'); }`,
    },
    activities: { echo: ECHO, flaky: FLAKY },
    stimuli: [START, IDLE, { do: 'rewind' }, IDLE, { do: 'rewind' }],
  },
  {
    name: 'rewind of a failure in the code itself, which fails again',
    dialects: MS,
    workflow: `async function* (ctx) { const x = yield ctx.callActivity('echo', 1); ctx.setCustomStatus({ x }); throw new TypeError('always'); }`,
    activities: { echo: ECHO },
    stimuli: [START, IDLE, { do: 'rewind' }],
  },
  {
    name: 'rewind after a new deployment',
    dialects: MS,
    workflow: `async function* (ctx) { return yield ctx.callActivity('flaky'); }`,
    activities: { flaky: '() => { throw new Error("old code"); }' },
    stimuli: [START, IDLE, deploy(undefined, { flaky: '() => "new code"' }), { do: 'rewind' }],
  },
  {
    name: 'rewind where a retried failure stays in the history',
    dialects: MS,
    workflow: `async function* (ctx) { return yield ctx.callActivity('flaky', 1, { retry: new RetryPolicy({ maxNumberOfAttempts: 2, firstRetryIntervalInMilliseconds: 100 }) }); }`,
    activities: { flaky: FLAKY },
    stimuli: [START, { do: 'sleep', ms: 500 }, { do: 'rewind' }, { do: 'sleep', ms: 500 }],
  },
  {
    name: 'a redeploy of activities only',
    dialects: BOTH,
    workflow: WAITS.replace(
      'return [first, news]',
      "return [first, news, yield ctx.callActivity('echo', 2)]",
    ),
    activities: { echo: '() => "old"' },
    stimuli: [START, IDLE, deploy(undefined, { echo: '() => "new"' }), raise('go', 7)],
  },
  {
    name: 'a redeploy of nothing is a restart',
    dialects: BOTH,
    workflow: WAITS,
    activities: { echo: ECHO },
    stimuli: [START, IDLE, { do: 'redeploy' }, raise('GO'), IDLE],
  },
  {
    name: 'another workflow that is scheduled beside the first, and raised to',
    dialects: BOTH,
    workflow: WAITS,
    others: { Other: WAITS },
    activities: { echo: ECHO },
    stimuli: [
      { do: 'schedule', name: 'Other', instance: 'wf-2', input: { a: 1 } },
      START,
      IDLE,
      { do: 'raiseEvent', name: 'go', data: 'other', instance: 'wf-2' },
      raise('go', 'own'),
    ],
  },
  {
    name: 'a terminated child fails its parent',
    dialects: BOTH,
    workflow: `async function* (ctx) {
      try { return yield ctx.callSubOrchestrator('Child', 1); } catch (error) { return error.message; }
    }`,
    others: { Child: `async function* (ctx) { yield ctx.waitForExternalEvent('never'); }` },
    activities: {},
    stimuli: [START, IDLE, { do: 'terminate', output: { why: 'parent goes first' } }],
  },
  {
    name: 'an event without data, and one with null',
    dialects: BOTH,
    workflow: `async function* (ctx) { return [yield ctx.waitForExternalEvent('a'), yield ctx.waitForExternalEvent('a')]; }`,
    activities: {},
    stimuli: [START, IDLE, raise('A'), raise('a', null)],
  },
  {
    name: 'a waiter that lost a race swallows the next event',
    dialects: BOTH,
    workflow: `async function* (ctx) {
      const whenFirst = ctx.whenAny ? (x) => ctx.whenAny(x) : whenAny;
      yield whenFirst([ctx.waitForExternalEvent('go'), ctx.createTimer(0.05)]);
      return yield ctx.waitForExternalEvent('go');
    }`,
    activities: {},
    stimuli: [START, { do: 'sleep', ms: 100 }, raise('go', 1), IDLE, raise('go', 2)],
  },
  {
    name: 'suspended while an activity and an event come in',
    dialects: BOTH,
    workflow: WAITS,
    activities: { echo: ECHO },
    stimuli: [START, IDLE, { do: 'suspend' }, IDLE, raise('go', 1), IDLE, { do: 'resume' }, IDLE],
  },
  {
    name: 'suspended, terminated',
    dialects: BOTH,
    workflow: WAITS,
    activities: { echo: ECHO },
    stimuli: [START, IDLE, { do: 'suspend' }, IDLE, { do: 'terminate', output: 0 }],
  },
  {
    name: 'suspended to the end',
    dialects: BOTH,
    workflow: WAITS,
    activities: { echo: ECHO },
    stimuli: [START, IDLE, { do: 'suspend' }, IDLE, raise('go')],
  },
  {
    name: 'a resume that nobody needs',
    dialects: BOTH,
    workflow: WAITS,
    activities: { echo: ECHO },
    stimuli: [START, IDLE, { do: 'resume' }, IDLE, raise('go', [])],
  },
  {
    name: 'a mismatch that nothing wakes',
    dialects: BOTH,
    workflow: WAITS,
    activities: { echo: ECHO },
    stimuli: [START, IDLE, deploy(WAITS.replace("'echo'", "'renamed'")), IDLE],
  },
  {
    name: 'a timer of another length is no mismatch',
    dialects: BOTH,
    workflow: `async function* (ctx) { yield ctx.createTimer(0.1); return 'old'; }`,
    activities: {},
    stimuli: [
      START,
      IDLE,
      deploy(`async function* (ctx) { yield ctx.createTimer(60); return 'new'; }`),
    ],
  },
  {
    name: 'a child of another name',
    dialects: BOTH,
    workflow: `async function* (ctx) { const x = yield ctx.callSubOrchestrator('Child', 1); yield ctx.waitForExternalEvent('go'); return x; }`,
    others: { Child: 'async () => 1', Other: 'async () => 2' },
    activities: {},
    stimuli: [
      START,
      IDLE,
      deploy(
        `async function* (ctx) { const x = yield ctx.callSubOrchestrator('Other', 1); yield ctx.waitForExternalEvent('go'); return x; }`,
      ),
      raise('go'),
    ],
  },
  {
    name: 'an early throw in the new code',
    dialects: BOTH,
    workflow: WAITS,
    activities: { echo: ECHO },
    stimuli: [
      START,
      IDLE,
      deploy(`async function* () { throw new RangeError('early'); }`),
      raise('go'),
    ],
  },
  {
    name: 'a workflow that is no longer registered, while its child still works',
    dialects: BOTH,
    workflow: `async function* (ctx) { return yield ctx.callSubOrchestrator('Child', 1); }`,
    others: { Child: `async function* (ctx) { return yield ctx.waitForExternalEvent('go'); }` },
    activities: {},
    stimuli: [START, IDLE, { do: 'redeploy', with: { workflow: null } }, IDLE, raise('x')],
  },
  {
    name: 'a new generation with a timer still running',
    dialects: BOTH,
    workflow: `async function* (ctx, n) {
      if (n === 2) return yield ctx.waitForExternalEvent('go');
      ctx.createTimer(0.2);
      ctx.continueAsNew(2, true);
    }`,
    activities: {},
    input: '1',
    stimuli: [START, IDLE, { do: 'sleep', ms: 500 }, raise('go', 'in time')],
  },
  {
    name: 'stopped in the middle, with work waiting',
    dialects: BOTH,
    workflow: WAITS,
    activities: { echo: ECHO },
    stimuli: [{ do: 'stopWorker' }, raise('go', 1), START, { do: 'stopWorker' }, START],
  },
  {
    name: "Dapr's own context",
    dialects: DAPR,
    facade: 'dapr',
    workflow: `async function* (ctx, input) {
      const seen = [ctx.getWorkflowInstanceId(), ctx.isReplaying(), input];
      const both = yield ctx.whenAll([ctx.callActivity('echo', 1), ctx.callChildWorkflow('Child', 2, 'kid')]);
      ctx.setCustomStatus('half');
      const first = yield ctx.whenAny([ctx.waitForExternalEvent('go'), ctx.createTimer(60)]);
      return [...seen, both, first.getResult(), yield ctx.callSubWorkflow('Child', 0)];
    }`,
    others: { Child: `async function* (ctx, x) { return [ctx.isReplaying(), x ?? 'none']; }` },
    activities: { echo: ECHO },
    input: '{"a":[null]}',
    stimuli: [START, IDLE, raise('Go', 1)],
  },
  {
    name: 'terminated before its first turn, with an event that asks for more',
    dialects: BOTH,
    workflow: `async function* (ctx) { yield ctx.waitForExternalEvent('go'); return yield ctx.callActivity('echo', 1); }`,
    activities: { echo: ECHO },
    stimuli: [START, { do: 'terminate', output: 'enough' }, raise('go'), IDLE],
  },
];
