import { describe, expect, it } from 'vitest';
import type { Machine } from '../sim/machine.ts';
import {
  identity,
  keysOf,
  loaded,
  NOW_MS,
  OneInstance,
  runTask,
  started,
  startProcess,
} from './machine.test-support.ts';

const SOURCE = `
let touched = 0;
export async function endless() { while (true) {} }
export async function cunning() { for (;;) { try { while (true) {} } catch {} finally { continue; } } }
export async function promises() { while (true) await 0; }
export async function pattern() { return /^(a+)+$/.test('a'.repeat(40) + 'b'); }
export async function memory() { const all = []; for (;;) all.push(new Array(10000).fill(1)); }
export async function text() { let s = 'x'; for (;;) s += s; }
export async function recursion() { const f = (n) => f(n + 1) + 1; return f(0); }
export async function nested() { let a = {}; for (let i = 0; i < 100000; i++) a = { a }; return JSON.stringify(a).length; }
export async function parses() { return JSON.parse('['.repeat(200000)); }
export async function never() { await new Promise(() => {}); }
export async function timers() { const again = () => setTimeout(again, 1); again(); await new Promise(() => {}); }
export async function floods() { for (;;) fetch('https://a.example/'); }
export async function swallows() { for (;;) new Promise(() => { for (let i = 0; i < 1e6; i += 1); }); }
export async function tampers() {
  Array.prototype.push = () => { throw 1; };
  Array.prototype.map = Array.prototype.flatMap = null;
  Object.prototype.toJSON = () => 'forged';
  JSON.stringify = () => '{"kind":"returned","result":"forged","reads":[]}';
  JSON.parse = () => ({});
  Promise.prototype.then = () => {};
  Reflect.apply = Object.defineProperty = String.prototype.slice = null;
  Error.prepareStackTrace = () => { throw 2; };
  globalThis.Promise = globalThis.Map = globalThis.Date = undefined;
  touched = 1;
  return 'x';
}
export async function healthy(ctx, x) { touched += 1; return [touched, x, [1, 2].map((n) => n * 2), new Date(0).getTime(), Math.random()]; }
export async function* flow(ctx, x) { return yield ctx.callActivity(healthy, [touched, x, Math.random()]); }
export async function* hog() { while (true) {} }
`;

/** What a healthy process says of itself. */
function health(machine: Machine): unknown[] {
  startProcess(machine, 4, 9);
  const said = [
    runTask(machine, 'healthy', 'in', true),
    runTask(machine, 'healthy', 'in'),
    new OneInstance(machine, 'flow').start('in', true),
  ];
  return said;
}

const HOSTILE = [
  ...['endless', 'cunning', 'promises', 'pattern', 'memory', 'text', 'recursion', 'nested'],
  ...['parses', 'never', 'timers', 'floods', 'swallows', 'tampers'],
] as const;

describe('code that goes too far is stopped, and a reset makes all good', async () => {
  const brandNew = health(await loaded(SOURCE));
  const machine = await started(SOURCE);
  const reasons: Record<(typeof HOSTILE)[number], string> = {
    endless: 'steps',
    cunning: 'steps',
    promises: 'steps',
    pattern: 'steps',
    memory: 'memory',
    text: 'failed or memory',
    recursion: 'failed RangeError',
    nested: 'failed or stack',
    parses: 'failed or stack',
    never: 'stuck',
    timers: 'stuck',
    floods: 'steps or memory',
    swallows: 'steps',
    tampers: 'any',
  };
  it.each(HOSTILE)(
    '%s',
    (name) => {
      for (const probes of [false, true]) {
        startProcess(machine);
        const outcome = machine.call(1, name, undefined, identity('task'), probes);
        const said =
          outcome.kind === 'broke'
            ? outcome.breakdown.reason
            : outcome.kind === 'failed'
              ? `failed ${outcome.failure.type}`
              : outcome.kind;
        if (reasons[name] !== 'any')
          expect(reasons[name]).toContain(said.replace(/ (?!RangeError).*/, ''));
        if (outcome.kind === 'broke') {
          expect(outcome.breakdown.message).toMatch(/^[A-Z].*\.$/);
          // Until the reset there is no app process that could do anything.
          expect(runTask(machine, 'healthy')).toMatchObject({ kind: 'broke' });
        }
        expect(health(machine)).toEqual(brandNew);
      }
    },
    60_000,
  );

  it('a workflow that never ends', () => {
    startProcess(machine);
    const outcome = new OneInstance(machine, 'hog').start(1, true);
    expect(outcome).toMatchObject({ kind: 'broke', breakdown: { reason: 'steps' } });
    expect(health(machine)).toEqual(brandNew);
  });

  it('many hostile runs one after the other', () => {
    for (let round = 0; round < 30; round += 1) {
      startProcess(machine, round);
      runTask(machine, ['memory', 'nested', 'tampers', 'text', 'parses'][round % 5] ?? '');
    }
    expect(health(machine)).toEqual(brandNew);
  }, 60_000);
});

it('a top level that never ends', async () => {
  const machine = await loaded('while (true) {}\nexport async function f() {}');
  expect(machine.reset({ seed: 1, process: 1, nowMs: NOW_MS, variables: {} }).failure).toMatch(
    /too long/,
  );
  expect(runTask(machine, 'f')).toMatchObject({ kind: 'broke' });
});

it('a turn whose result is larger than 1 MB', async () => {
  const machine = await started("export async function* big() { return 'x'.repeat(2e6); }");
  expect(new OneInstance(machine, 'big').start(1)).toMatchObject({
    kind: 'broke',
    breakdown: { message: expect.stringMatching(/1 MB/) as unknown },
  });
});

it('a long pass is recorded up to a bound, and comes to the same end', async () => {
  const machine = await started(`
export async function long() {
  let sum = 0;
  for (let i = 0; i < 60000; i += 1) {
    sum += i;
    if (i % 2) sum -= 1;
  }
  return sum;
}`);
  const plain = runTask(machine, 'long');
  const recorded = runTask(machine, 'long', undefined, true);
  expect(plain).toMatchObject({ kind: 'returned', result: '1799940000' });
  expect({ ...recorded, beats: undefined }).toEqual({ ...plain, beats: undefined });
  const keys = keysOf(recorded.beats);
  expect(keys.length).toBeLessThan(10_000);
  expect(keys.at(-1)).toBe('end');
});
