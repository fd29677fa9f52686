import { BOTH, ECHO, FLAKY, MS, type LiveCase } from './live-case.ts';
import type { RealStimulus } from './real-line.ts';

const START: RealStimulus = { do: 'startWorker' };
const IDLE: RealStimulus = { do: 'idle' };
const raise = (name: string, data?: unknown): RealStimulus => ({ do: 'raiseEvent', name, data });

const GUIDS = `async function* (ctx) {
  const made = [ctx.newGuid(), ctx.newGuid()];
  yield ctx.callActivity('echo', 1);
  made.push(ctx.newGuid());
  return made;
}`;

/** What the code does by itself. */
export const insideCases: readonly LiveCase[] = [
  {
    name: 'a child that is tried again has its old id, and the backend refuses it',
    dialects: MS,
    workflow: `async function* (ctx) {
      try { return yield ctx.callSubOrchestrator('Child', 1, { retry: new RetryPolicy({ maxNumberOfAttempts: 3, firstRetryIntervalInMilliseconds: 100 }) }); }
      catch (error) { return [error.name, error.message, error.details.errorType]; }
    }`,
    others: {
      Child: `async function* (ctx) { yield ctx.callActivity('flaky'); throw new RangeError('child'); }`,
    },
    activities: { flaky: FLAKY },
    stimuli: [START, { do: 'sleep', ms: 1000 }],
  },
  {
    name: 'guids of one generation',
    dialects: MS,
    workflow: GUIDS,
    activities: { echo: ECHO },
  },
  {
    name: 'falsy inputs and results',
    dialects: BOTH,
    workflow: `async function* (ctx, input) {
      const got = [input === undefined ? 'none' : input];
      for (const x of [0, '', false, null, undefined, NaN]) got.push((yield ctx.callActivity('kind', x)) ?? 'nothing');
      got.push((yield ctx.callActivity('zero')) ?? 'nothing', (yield ctx.callActivity('empty')) ?? 'nothing');
      return got;
    }`,
    activities: { kind: '(_, x) => typeof x + String(x)', zero: '() => 0', empty: '() => ""' },
    input: '0',
  },
  {
    name: 'a falsy result of the workflow',
    dialects: BOTH,
    workflow: `async function* (ctx) { ctx.setCustomStatus(''); return 0; }`,
    activities: {},
  },
  {
    name: 'a workflow that returns null',
    dialects: BOTH,
    workflow: `async function* () { return null; }`,
    activities: {},
  },
  {
    name: 'work that is pending when the code throws',
    dialects: BOTH,
    workflow: `async function* (ctx) { ctx.callActivity('echo', 1); ctx.createTimer(1); throw new Error('with work pending'); }`,
    activities: { echo: ECHO },
    stimuli: [START, IDLE],
  },
  {
    name: 'five generations, each with a child and a status',
    dialects: MS,
    workflow: `async function* (ctx, n) {
      const x = yield ctx.callSubOrchestrator('Child', n);
      ctx.setCustomStatus({ n });
      if (n < 5) ctx.continueAsNew(n + 1, false); else return x;
    }`,
    others: {
      Child: `async function* (ctx, n) { return yield ctx.callActivity('echo', n * 10); }`,
    },
    activities: { echo: ECHO },
    input: '1',
  },
  {
    name: 'nested composites over activities and events',
    dialects: MS,
    workflow: `async function* (ctx) {
      const got = yield whenAll([
        whenAny([ctx.waitForExternalEvent('a'), ctx.waitForExternalEvent('b')]),
        whenAll([ctx.callActivity('echo', 1), whenAll([])]),
      ]);
      return [got[0].getResult(), got[1]];
    }`,
    activities: { echo: ECHO },
    stimuli: [START, IDLE, raise('b', 'bee'), raise('a', 'ay')],
  },
  {
    name: 'a cancelled timer, recorded and not',
    dialects: MS,
    workflow: `async function* (ctx) {
      const now = ctx.createTimer(5); now.cancel();
      const later = ctx.createTimer(0.3);
      yield ctx.callActivity('echo', 1);
      later.cancel();
      yield ctx.waitForExternalEvent('go');
      return [now.isCanceled, later.isCanceled, later.isComplete];
    }`,
    activities: { echo: ECHO },
    stimuli: [START, { do: 'sleep', ms: 600 }, raise('go')],
  },
  {
    name: 'parents and grandparents',
    dialects: MS,
    workflow: `async function* (ctx) { return yield ctx.callSubOrchestrator('Mid', null); }`,
    others: {
      Mid: `async function* (ctx) { return [ctx.parent, yield ctx.callSubOrchestrator('Low', null, { instanceId: 'low' })]; }`,
      Low: `async function* (ctx) { return ctx.parent; }`,
    },
    activities: {},
  },
  {
    name: 'a timer that is due at once waits for the work that is there',
    dialects: BOTH,
    workflow: `async function* (ctx) {
      const first = yield (ctx.whenAny ? ctx.whenAny.bind(ctx) : whenAny)([ctx.createTimer(0), ctx.callActivity('echo', 1)]);
      return first.getResult() ?? 'timer';
    }`,
    activities: { echo: ECHO },
  },
  {
    name: 'a timer that was due in 1970, and another late one',
    dialects: BOTH,
    workflow: `async function* (ctx) {
      const tasks = [ctx.createTimer(-1), ctx.createTimer(new Date(0)), ctx.createTimer(1)];
      for (const task of tasks.reverse()) yield task;
      return 'all';
    }`,
    activities: {},
  },
  {
    name: 'two children that end before their parent is next',
    dialects: BOTH,
    workflow: `async function* (ctx) {
      const tasks = [ctx.callSubOrchestrator('Child', 1), ctx.callSubOrchestrator('Child', 2)];
      try { return yield whenAll(tasks); } catch (error) { return error.message; }
    }`,
    others: { Child: `async (_ctx, x) => { throw new RangeError('child ' + x); }` },
    activities: {},
  },
];
