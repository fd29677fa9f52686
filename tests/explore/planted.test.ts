import { describe, expect, test } from 'vitest';
import type { Invariant } from '../../src/explore/report.ts';
import { explored, lineOf, subjectOfLine } from './run-lines.ts';

/** A fault that only a crash, or not even a crash, makes visible; and the same workflow without it. */
interface Planted {
  fault: object;
  breaks: Invariant[];
  right: object;
}

const startThen = (...stimuli: object[]): object => ({
  stimuli: [{ do: 'startWorker' }, ...stimuli],
});

const CHARGE = 'async function* (ctx, n) { return yield ctx.callActivity("charge", n); }';
const THREE =
  'async function* (ctx, n) { const got = []; for (let at = 0; at < 3; at++) got.push(yield ctx.callActivity("next", n + at)); return got; }';
const OK = '() => "ok"';
const RESERVE = '(_, n) => { state.reserved = n; return n; }';
const REFUSE = '() => { throw new Error("no"); }';
const RELEASE = '() => { state.reserved = 0; }';

const PLANTED: Record<string, Planted> = {
  'an activity that cannot run twice': {
    fault: lineOf(CHARGE, { charge: '() => { state.sum = (state.sum ?? 0) + 7; return "ok"; }' }),
    breaks: ['effects-once'],
    right: lineOf(CHARGE, {
      charge:
        '(ctx, n) => { state.paid ??= {}; state.paid[ctx.taskId] = n; return Object.keys(state.paid).length; }',
    }),
  },
  'a list of what was done in the memory of the app': {
    fault: lineOf(CHARGE, {
      charge:
        '(() => { const done = new Set(); return (_, n) => { if (!done.has(n)) state.sum = (state.sum ?? 0) + n; done.add(n); return "ok"; }; })()',
    }),
    breaks: ['effects-once'],
    right: lineOf(CHARGE, {
      charge:
        '(_, n) => { state.done ??= []; if (!state.done.includes(n)) { state.done.push(n); state.sum = (state.sum ?? 0) + n; } return "ok"; }',
    }),
  },
  'an activity that refuses its own second run': {
    fault: lineOf(CHARGE, {
      charge:
        '() => { if (state.paid) throw new Error("already paid"); state.paid = true; return "ok"; }',
    }),
    breaks: ['same-result'],
    right: lineOf(
      'async function* (ctx, n) { try { yield ctx.callActivity("charge", n); } catch { yield ctx.callActivity("ask", n); } return "paid"; }',
      {
        charge:
          '() => { if (state.paid) throw new Error("already paid"); state.paid = true; return "ok"; }',
        ask: '() => state.paid',
      },
    ),
  },
  'a counter in a closure': {
    fault: lineOf(THREE, { next: '(() => { let count = 0; return () => ++count; })()' }),
    breaks: ['same-result'],
    right: lineOf(THREE, { next: '(_, n) => n + 1' }),
  },
  'a branch on Math.random': {
    fault: lineOf(
      'async function* (ctx) { return yield ctx.callActivity(Math.random() < 0.5 ? "left" : "right"); }',
      { left: OK, right: OK },
    ),
    breaks: ['no-divergence', 'same-result'],
    right: lineOf(
      'async function* (ctx) { const draw = yield ctx.callActivity("toss"); return yield ctx.callActivity(draw < 0.5 ? "left" : "right"); }',
      { toss: '() => Math.random()', left: OK, right: OK },
    ),
  },
  'an id that is drawn anew at each replay': {
    fault: lineOf(
      'async function* (ctx) { const id = crypto.randomUUID(); yield ctx.callActivity("open", id); yield ctx.callActivity("close", id); }',
      { open: OK, close: OK },
    ),
    breaks: ['no-divergence', 'same-result'],
    right: lineOf(
      'async function* (ctx) { const id = ctx.newGuid(); yield ctx.callActivity("open", id); yield ctx.callActivity("close", id); }',
      { open: OK, close: OK },
    ),
  },
  'a random id in the result': {
    fault: lineOf(
      'async function* (ctx, n) { const id = crypto.randomUUID(); yield ctx.callActivity("open", n); return id; }',
      { open: OK },
    ),
    breaks: ['same-result'],
    right: lineOf(
      'async function* (ctx, n) { const id = yield ctx.callActivity("draw"); yield ctx.callActivity("open", n); return id; }',
      { open: OK, draw: '() => crypto.randomUUID()' },
    ),
  },
  'something handed on in the memory of the app': {
    fault: lineOf(
      'async function* (ctx, n) { yield ctx.callActivity("put", n); return yield ctx.callActivity("get"); }',
      { put: '(_, n) => { globalThis.kept = n; }', get: '() => globalThis.kept ?? "nothing"' },
    ),
    breaks: ['same-result'],
    right: lineOf(
      'async function* (ctx, n) { const kept = yield ctx.callActivity("put", n); return yield ctx.callActivity("get", kept); }',
      { put: '(_, n) => n', get: '(_, kept) => kept ?? "nothing"' },
    ),
  },
  'a compensation that is lost in a crash': {
    fault: lineOf(
      'async function* (ctx, n) { try { yield ctx.callActivity("reserve", n); yield ctx.callActivity("refuse"); } catch { for (const each of globalThis.undo ?? []) yield ctx.callActivity("release", each); } return "undone"; }',
      {
        reserve: '(_, n) => { (globalThis.undo ??= []).push(n); state.reserved = n; }',
        refuse: REFUSE,
        release: RELEASE,
      },
    ),
    breaks: ['same-result'],
    right: lineOf(
      'async function* (ctx, n) { const undo = []; try { undo.push(yield ctx.callActivity("reserve", n)); yield ctx.callActivity("refuse"); } catch { for (const each of undo) yield ctx.callActivity("release", each); } return "undone"; }',
      { reserve: RESERVE, refuse: REFUSE, release: RELEASE },
    ),
  },
  'a timer by the clock on the wall': {
    fault: lineOf(
      'async function* (ctx) { yield ctx.createTimer(new Date(Date.now() + 5000)); return yield ctx.callActivity("ring"); }',
      { ring: OK },
      startThen({ do: 'sleep', ms: 6000 }),
    ),
    breaks: ['no-divergence', 'same-result'],
    right: lineOf(
      'async function* (ctx) { console.log(new Date()); yield ctx.createTimer(5); return yield ctx.callActivity("ring"); }',
      { ring: OK },
      startThen({ do: 'sleep', ms: 6000 }),
    ),
  },
  'an effect in the workflow itself': {
    fault: lineOf(
      'async function* (ctx, n) { if (!ctx.isReplaying) state.orders = (state.orders ?? 0) + 1; return yield ctx.callActivity("open", n); }',
      { open: OK },
    ),
    breaks: ['effects-once'],
    right: lineOf(
      'async function* (ctx, n) { yield ctx.callActivity("note", n); return yield ctx.callActivity("open", n); }',
      { open: OK, note: '(_, n) => { state.orders = n; }' },
    ),
  },
  'a workflow that remembers what it did before': {
    fault: lineOf(
      '(() => { let greeted = false; return async function* (ctx, n) { const answer = yield ctx.callActivity("ask", n); if (!greeted) { greeted = true; yield ctx.callActivity("greet", answer); } return answer; }; })()',
      { ask: OK, greet: OK },
    ),
    breaks: ['no-divergence'],
    right: lineOf(
      'async function* (ctx, n) { let greeted = false; const answer = yield ctx.callActivity("ask", n); if (!greeted) { greeted = true; yield ctx.callActivity("greet", answer); } return answer; }',
      { ask: OK, greet: OK },
    ),
  },
  'a race that the order of the replies decides': {
    fault: lineOf(
      'async function* (ctx) { const names = ["a", "b", "c"].sort(() => Math.random() - 0.5); const all = yield whenAll(names.map((name) => ctx.callActivity("name", name))); return all.join(""); }',
      { name: '(_, name) => name' },
    ),
    breaks: ['no-divergence', 'same-result'],
    right: lineOf(
      'async function* (ctx) { const all = yield whenAll(["a", "b", "c"].map((name) => ctx.callActivity("name", name))); return all.join(""); }',
      { name: '(_, name) => name' },
    ),
  },
};

/** Right as they are, and each with something that a careless judge would take for a fault. */
const RIGHT: Record<string, object> = {
  'waits for an event with a timeout': lineOf(
    'async function* (ctx) { const late = ctx.createTimer(60); const go = ctx.waitForExternalEvent("go"); const first = yield whenAny([late, go]); return first === late ? "late" : go.getResult(); }',
    {},
    startThen({ do: 'sleep', ms: 2000 }, { do: 'raiseEvent', name: 'go', data: 5 }),
  ),
  'runs into that timeout': lineOf(
    'async function* (ctx) { const late = ctx.createTimer(6); const go = ctx.waitForExternalEvent("go"); const first = yield whenAny([late, go]); return first === late ? "late" : go.getResult(); }',
  ),
  'waits for somebody who never comes': lineOf(
    'async function* (ctx, n) { yield ctx.callActivity("ask", n); return yield ctx.waitForExternalEvent("go"); }',
    { ask: OK },
  ),
  'retries what fails': lineOf(
    'async function* (ctx, n) { return yield ctx.callActivity("shaky", n, { retry: new RetryPolicy({ maxNumberOfAttempts: 3, firstRetryIntervalInMilliseconds: 1000 }) }); }',
    { shaky: '(ctx, n) => { if (ctx.taskId < 4) throw new Error("not yet"); return n; }' },
  ),
  'fails in the end': lineOf('async function* (ctx) { yield ctx.callActivity("refuse"); }', {
    refuse: REFUSE,
  }),
  'tells the time, from the engine': lineOf(
    'async function* (ctx, n) { const at = ctx.currentUtcDateTime.toISOString(); yield ctx.callActivity("note", at); return at; }',
    { note: OK },
  ),
  'tells the time, from an activity': lineOf(
    'async function* (ctx) { return yield ctx.callActivity("now"); }',
    { now: '() => Date.now()' },
  ),
  'has a child': {
    ...lineOf('async function* (ctx, n) { return yield ctx.callSubOrchestrator("Child", n); }', {
      double: '(_, n) => 2 * n',
    }),
    orchestrators: {
      Work: 'async function* (ctx, n) { return yield ctx.callSubOrchestrator("Child", n); }',
      Child: 'async function* (ctx, n) { return yield ctx.callActivity("double", n); }',
    },
  },
  'goes round and round': lineOf(
    'async function* (ctx, n) { const next = yield ctx.callActivity("less", n); if (next > 4) { ctx.continueAsNew(next, true); return; } return next; }',
    { less: '(_, n) => n - 1' },
  ),
  'logs by chance': lineOf(
    'async function* (ctx, n) { console.log(Math.random(), Date.now()); const got = yield ctx.callActivity("ask", n); console.log(crypto.randomUUID()); return got; }',
    { ask: OK },
  ),
  'takes its time': lineOf(
    'async function* (ctx, n) { return yield ctx.callActivity("slow", n); }',
    { slow: 'async (_, n) => { await sleep(3000); return n; }' },
  ),
  'opens a connection once': lineOf(THREE, {
    next: '(() => { let connection; return (_, n) => { connection ??= { open: true }; return connection.open ? n : 0; }; })()',
  }),
  'is suspended for a while': lineOf(
    'async function* (ctx, n) { const got = yield ctx.waitForExternalEvent("go"); return yield ctx.callActivity("ask", got); }',
    { ask: '(_, got) => got' },
    startThen(
      { do: 'suspend' },
      { do: 'raiseEvent', name: 'go', data: 3 },
      { do: 'idle' },
      { do: 'resume' },
    ),
  ),
};

describe('a planted fault is found, and the same workflow without it is right', () => {
  test.each(Object.entries(PLANTED))('%s', async (_, { fault, breaks, right }) => {
    const found = explored(await subjectOfLine(fault));
    expect(found.broken).toEqual(expect.arrayContaining(breaks));
    expect(found.summary.smallest?.verdict.findings.length).toBeGreaterThan(0);
    const good = explored(await subjectOfLine(right));
    expect(complaints(good)).toEqual([]);
  });
});

describe('nothing is found in a workflow that is right', () => {
  test.each(Object.entries(RIGHT))('%s', async (_, line) => {
    expect(complaints(explored(await subjectOfLine(line)))).toEqual([]);
  });

  test('it is not said to end when it only comes to a wait', async () => {
    const line = RIGHT['waits for somebody who never comes'] ?? {};
    const { text } = explored(await subjectOfLine(line)).summary;
    expect(text).toContain('Work always comes to where it waits');
    expect(text).not.toContain('its end');
  });
});

const complaints = ({ base, runs }: ReturnType<typeof explored>): string[] =>
  [{ crashes: [], verdict: base }, ...runs].flatMap(({ crashes, verdict }) =>
    verdict.severity === 'broken' || verdict.severity === 'unknown'
      ? [
          `${crashes.map(({ victim, name }) => `${victim} at ${name}`).join(', ')}: ${verdict.findings.map(({ text }) => text).join(' ')}${verdict.reason ?? ''}`,
        ]
      : [],
  );
