import { expect, it } from 'vitest';
import {
  loaded,
  NOW_MS,
  OneInstance,
  runTask,
  started,
  startProcess,
  identity,
} from './machine.test-support.ts';

const LOOK = `
export async function* look(ctx) {
  const seen = [
    Math.random(),
    Math.random(),
    Date.now(),
    new Date().toISOString(),
    Date(),
    crypto.randomUUID(),
    [...crypto.getRandomValues(new Uint8Array(4))],
    performance.now(),
    process.env.MODE,
    process.env.NONE,
  ];
  setTimeout(() => {}, 5);
  return seen;
}
export async function task() { return [Math.random(), Date.now(), process.env.MODE]; }
`;

async function lookAt(process: number, seed = 1, turn = 1) {
  const machine = await loaded(LOOK);
  startProcess(machine, process, seed, { MODE: 'fast' });
  const instance = new OneInstance(machine, 'look');
  const event = {
    type: 'ExecutionStarted',
    id: -1,
    timestampMs: NOW_MS,
    name: 'look',
    instanceId: 'order-1',
  } as const;
  const outcome = instance.wake(event, true, { process, seed, number: turn });
  if (outcome.kind !== 'done') throw new Error(outcome.breakdown.message);
  const [action] = outcome.result.actions;
  if (action?.type !== 'CompleteOrchestration') throw new Error(action?.type);
  return {
    seen: JSON.parse(action.result ?? '') as unknown[],
    reads: outcome.reads,
    beats: outcome.beats,
  };
}

it('records every look at chance, time, environment and identity, with its line', async () => {
  const { seen, reads, beats } = await lookAt(1);
  expect(reads.map(({ api, line, occurrence }) => `${api} ${occurrence} line ${line}`)).toEqual([
    'Math.random 1 line 4',
    'Math.random 2 line 5',
    'Date.now 1 line 6',
    'new Date() 1 line 7',
    'Date() 1 line 8',
    'crypto.randomUUID 1 line 9',
    'crypto.getRandomValues 1 line 10',
    'performance.now 1 line 11',
    'process.env.MODE 1 line 12',
    'process.env.NONE 1 line 13',
    'setTimeout 1 line 15',
  ]);
  expect(beats?.flatMap((each) => (each.kind === 'read' ? [each.key] : []))).toEqual(
    reads.map((_, index) => `r${index + 1}`),
  );
  expect(reads.map((each) => each.value).slice(0, 3)).toEqual(seen.slice(0, 3).map(String));
  const [first, second, now, iso, text, uuid, bytes, elapsed, mode, none] = seen;
  expect(first).not.toBe(second);
  expect(Number(now)).toBeGreaterThan(NOW_MS);
  expect(Number(now)).toBeLessThan(NOW_MS + 100);
  expect(Date.parse(String(iso))).toBeGreaterThan(Number(now));
  expect(Date.parse(String(text))).toBe(NOW_MS);
  expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(bytes).toHaveLength(4);
  expect(elapsed).toBeGreaterThan(0);
  expect([mode, none]).toEqual(['fast', null]);
});

/** Runs one statement in a workflow and tells what was recorded: `api occurrence line: value`. */
async function readsOf(statements: string, process = 1, top = '') {
  const machine = await loaded(`${top}
export async function* look(ctx) {
  ${statements}
}`);
  startProcess(machine, process, 1, { B: 'two', A: 'one' });
  const event = {
    type: 'ExecutionStarted',
    id: -1,
    timestampMs: NOW_MS,
    name: 'look',
    instanceId: 'order-1',
  } as const;
  const outcome = new OneInstance(machine, 'look').wake(event, true, { process });
  return (outcome.beats ?? []).flatMap((each) =>
    each.kind === 'read'
      ? [`${each.api} ${each.occurrence} line ${each.line}: ${each.value}`]
      : each.kind === 'finish' && each.status === 'FAILED'
        ? ['failed']
        : [],
  );
}

it.each([
  [
    'const { A, B } = process.env;',
    ['process.env.A 1 line 3: "one"', 'process.env.B 1 line 3: "two"'],
  ],
  ["const is = 'A' in process.env;", ['A in process.env 1 line 3: true']],
  ["const is = 'X' in process.env;", ['X in process.env 1 line 3: false']],
  ['const all = Object.keys(process.env);', ['Object.keys(process.env) 1 line 3: ["B","A"]']],
  [
    'for (const name in process.env) void process.env[name];',
    [
      'Object.keys(process.env) 1 line 3: ["B","A"]',
      'process.env.B 1 line 3: "two"',
      'process.env.A 1 line 3: "one"',
    ],
  ],
  [
    'const all = { ...process.env };',
    [
      'Object.keys(process.env) 1 line 3: ["B","A"]',
      'process.env.B 1 line 3: "two"',
      'process.env.A 1 line 3: "one"',
    ],
  ],
  ['setImmediate(() => {});', ['setImmediate 1 line 3: as soon as possible']],
  ['setInterval(() => {}, 50);', ['setInterval 1 line 3: 50 ms']],
  ['const at = new Date(0).getTimezoneOffset();', ['Date.getTimezoneOffset 1 line 3: 0']],
  ['const text = (1234).toLocaleString();', ['Number.toLocaleString 1 line 3: "1234"']],
  ['const is = typeof Intl;', []],
  ["new Intl.NumberFormat('de');", ['failed']],
])('records %s', async (statements, expected) => {
  expect(await readsOf(statements)).toEqual(expected);
});

it('gives every process another number and other fine times', async () => {
  const statements =
    'const seen = [process.pid, process.uptime(), process.hrtime(), process.hrtime.bigint()];';
  const first = await readsOf(statements);
  expect(first.map((each) => each.replace(/: .*/, ''))).toEqual([
    'process.pid 1 line 3',
    'process.uptime 1 line 3',
    'process.hrtime 1 line 3',
    'process.hrtime.bigint 1 line 3',
  ]);
  const second = await readsOf(statements, 2);
  expect(second[0]).not.toBe(first[0]);
});

it('records what a statement finds in the variables of the module', async () => {
  const top =
    'let starts = 0; const seen = []; const fixed = 3; const boot = Date.now(); function up() { starts += 1; }';
  const statements = 'up();\n  seen.push(fixed);\n  if (starts > 0) void seen.length;';
  expect(await readsOf(statements, 1, top)).toEqual([
    'module.starts 1 line 1: 0',
    'module.seen 1 line 4: []',
    'module.starts 2 line 5: 1',
    'module.seen 2 line 5: [3]',
  ]);
});

it('leaves a variable of the same name alone, also before it has a value', async () => {
  const top =
    'let starts = 0; function up(starts) { return starts + 1; } function down() { starts -= 1; }';
  const statements = 'down();\n  up(1);\n  { const starts = 5; void starts; }';
  expect(await readsOf(statements, 1, top)).toEqual(['module.starts 1 line 1: 0']);
});

it('draws the same for the same pass, and other values for any other', async () => {
  const one = await lookAt(1);
  expect(await lookAt(1)).toEqual(one);
  const others = [await lookAt(2), await lookAt(1, 2), await lookAt(1, 1, 2)];
  for (const other of others) expect(other.seen.slice(0, 7)).not.toEqual(one.seen.slice(0, 7));
  const chances = new Set([one, ...others].map((each) => each.seen[0]));
  expect(chances.size).toBe(4);
});

it('spreads chance evenly', async () => {
  const machine = await started(
    'export async function many() { return Array.from({ length: 4000 }, () => Math.random()); }',
  );
  const outcome = runTask(machine, 'many');
  if (outcome.kind !== 'returned') throw new Error(outcome.kind);
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const each of JSON.parse(outcome.result ?? '') as number[]) {
    const tenth = Math.floor(each * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  for (const count of tenths) expect(Math.abs(count - 400)).toBeLessThan(100);
});

it('forgets module state in a crash, and draws it anew', async () => {
  const machine = await loaded(`
let count = 0;
const boot = Math.random();
globalThis.left = (globalThis.left ?? 0) + 1;
export async function look() { count += 1; return [count, boot, globalThis.left]; }`);
  const look = () => {
    const outcome = runTask(machine, 'look');
    return outcome.kind === 'returned' ? (JSON.parse(outcome.result ?? '') as number[]) : [];
  };
  startProcess(machine, 1);
  const [, boot] = look();
  expect(look()).toEqual([2, boot, 1]);
  startProcess(machine, 2);
  const [count, other, left] = look();
  expect([count, left]).toEqual([1, 1]);
  expect(other).not.toBe(boot);
  startProcess(machine, 1);
  expect(look()).toEqual([1, boot, 1]);
});

it('says when the top level of the program throws', async () => {
  const machine = await loaded('const a = 1;\nnull.x;\nexport async function f() {}');
  const { failure } = machine.reset({ seed: 1, process: 1, nowMs: NOW_MS, variables: {} });
  expect(failure).toMatch(/^TypeError: .*program\.ts:2/s);
});

it('keeps dates that are made from something, and their class', async () => {
  const machine = await started(`
export async function dates() {
  const fixed = new Date(0);
  class Mine extends Date {}
  return [
    fixed.toISOString(), new Date(2026, 0, 2).toISOString(), Date.UTC(2026, 0), Date.parse('2026-01-01'),
    fixed instanceof Date, fixed.constructor === Date, new Mine(5).getTime(), new Mine() instanceof Mine,
    Date.name, Date.length, fixed.getTimezoneOffset(),
  ];
}`);
  const outcome = runTask(machine, 'dates');
  expect(outcome.kind === 'returned' && JSON.parse(outcome.result ?? '')).toEqual([
    ...[
      '1970-01-01T00:00:00.000Z',
      '2026-01-02T00:00:00.000Z',
      1_767_225_600_000,
      1_767_225_600_000,
    ],
    ...[true, true, 5, true, 'Date', 7, 0],
  ]);
});

it('has nothing that would show memory, other threads or the host', async () => {
  const machine = await started(`
export async function globals() {
  return ['WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics', 'guest', 'std', 'os', 'gc', 'require', 'window', 'postMessage', 'importScripts', 'XMLHttpRequest', 'WebSocket']
    .filter((name) => name in globalThis);
}`);
  expect(runTask(machine, 'globals')).toMatchObject({ result: '[]' });
});

it('fires timers in order, as soon as nothing else is to do, and moves the clock', async () => {
  const machine = await started(`
const wait = (ms, value) => new Promise((resolve) => setTimeout(resolve, ms, value));
export async function waits() {
  const before = Date.now();
  const order = [];
  const dropped = setTimeout(() => order.push('dropped'), 1);
  clearTimeout(dropped);
  let count = 0;
  const every = setInterval(() => { order.push('tick'); if (++count === 2) clearInterval(every); }, 30);
  await Promise.all([wait(100, 'b').then((x) => order.push(x)), wait(10, 'a').then((x) => order.push(x))]);
  return [order, Date.now() - before >= 100];
}
export async function race() {
  return Promise.race([wait(5000).then(() => 'late'), fetch('https://a.example/').then((r) => r.text())]);
}`);
  expect(runTask(machine, 'waits')).toMatchObject({ result: '[["a","tick","tick","b"],true]' });
  expect(runTask(machine, 'race')).toMatchObject({ kind: 'requests' });
  expect(
    machine.answer(1, 1, { status: 200, headers: {}, body: 'quick' }, NOW_MS + 9),
  ).toMatchObject({
    result: '"quick"',
  });
  expect(machine.call(2, 'waits', undefined, identity('call'), true)).toMatchObject({
    kind: 'returned',
  });
});
