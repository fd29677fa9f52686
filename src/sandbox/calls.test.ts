import { describe, expect, it } from 'vitest';
import type { Dialect } from '../engine/turn.ts';
import type { CallProgress } from '../sim/machine.ts';
import { identity, keysOf, NOW_MS, runTask, started } from './machine.test-support.ts';

const json = (value: unknown) => ({
  status: 200,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(value),
});

const requestsOf = (progress: CallProgress): string[] =>
  progress.kind === 'requests'
    ? progress.requests.map(
        ({ id, request }) => `${id} ${request.method} ${request.url} ${request.body ?? ''}`,
      )
    : [progress.kind];

describe('requests', () => {
  it('waits for the world and goes on with its answer', async () => {
    const machine = await started(`
export async function charge(ctx, order) {
  const first = await fetch('https://payments.example/charges', {
    method: 'post', headers: { 'Idempotency-Key': order.id }, body: JSON.stringify(order),
  });
  const { id } = await first.json();
  const second = await fetch(\`https://payments.example/charges/\${id}\`);
  return [second.status, second.ok, await second.text(), second.headers.get('content-TYPE'), id];
}`);
    const first = machine.call(7, 'charge', '{"id":"A-1"}', identity('task', { number: 3 }), true);
    expect(first).toMatchObject({
      kind: 'requests',
      requests: [
        {
          id: 1,
          request: {
            method: 'POST',
            url: 'https://payments.example/charges',
            headers: { 'idempotency-key': 'A-1' },
            body: '{"id":"A-1"}',
          },
        },
      ],
      reads: [
        { api: 'fetch', line: 3, occurrence: 1, value: 'POST https://payments.example/charges' },
      ],
    });
    expect(keysOf(first.beats)).toEqual(['l3', 'r1']);
    const second = machine.answer(7, 1, json({ id: 'C-1' }), NOW_MS + 20);
    expect(requestsOf(second)).toEqual(['2 GET https://payments.example/charges/C-1 ']);
    expect(second.reads).toMatchObject([{ occurrence: 2 }]);
    expect(keysOf(second.beats)).toEqual(['l6', 'l7', 'r2']);
    const end = machine.answer(7, 2, { ...json(0), status: 404, body: 'no' }, NOW_MS + 40);
    expect(end).toMatchObject({
      kind: 'returned',
      result: '[404,false,"no","application/json","C-1"]',
    });
    expect(keysOf(end.beats)).toEqual(['l8', 'end']);
  });

  it('tells all that are open, and of none twice under another number', async () => {
    const machine = await started(`
export async function both() {
  const [a, b] = await Promise.all(['a', 'b'].map((x) => fetch('https://a.example/' + x).then((r) => r.json())));
  return [a, b];
}
export async function forgets() { fetch('https://a.example/sent'); return 'done'; }
export async function races() {
  return Promise.race(['a', 'b'].map((x) => fetch('https://a.example/' + x).then((r) => r.json())));
}`);
    expect(requestsOf(runTask(machine, 'both'))).toEqual([
      '1 GET https://a.example/a ',
      '2 GET https://a.example/b ',
    ]);
    expect(requestsOf(machine.answer(1, 2, json('B'), NOW_MS))).toEqual([
      '1 GET https://a.example/a ',
    ]);
    expect(machine.answer(1, 1, json('A'), NOW_MS)).toMatchObject({ result: '["A","B"]' });
    // Nobody awaits it, and it has been sent all the same.
    expect(requestsOf(runTask(machine, 'forgets'))).toEqual(['1 GET https://a.example/sent ']);
    expect(machine.answer(1, 1, json(1), NOW_MS)).toMatchObject({ result: '"done"' });
    runTask(machine, 'races');
    expect(requestsOf(machine.answer(1, 1, json('A'), NOW_MS))).toEqual([
      '2 GET https://a.example/b ',
    ]);
    expect(machine.answer(1, 2, json('B'), NOW_MS)).toMatchObject({ result: '"A"' });
  });

  it('keeps calls that are open at once apart', async () => {
    const machine = await started(`
export async function ask(ctx, name) {
  const r = await fetch('https://a.example/' + name);
  return [name, await r.json(), ctx.getWorkflowActivityId(), ctx.taskId, ctx.orchestrationId, Math.random()];
}`);
    const call = (id: number, name: string) =>
      machine.call(id, 'ask', JSON.stringify(name), identity('task', { number: id }), id === 1);
    expect(requestsOf(call(1, 'x'))).toEqual(['1 GET https://a.example/x ']);
    expect(requestsOf(call(2, 'y'))).toEqual(['1 GET https://a.example/y ']);
    const second = machine.answer(2, 1, json('Y'), NOW_MS);
    const first = machine.answer(1, 1, json('X'), NOW_MS);
    expect(first).toMatchObject({
      result: expect.stringMatching(/^\["x","X",1,1,"order-1",0/) as unknown,
    });
    expect(second).toMatchObject({
      result: expect.stringMatching(/^\["y","Y",2,2,"order-1",0/) as unknown,
    });
    expect(keysOf(first.beats)).toEqual(['l4', 'r2', 'end']);
    expect(second.beats).toBeUndefined();
  });

  it('fails as fetch does when the address is none', async () => {
    const machine = await started("export async function bad() { await fetch('charges'); }");
    expect(runTask(machine, 'bad')).toMatchObject({
      kind: 'failed',
      failure: { type: 'TypeError', message: 'Failed to parse URL from charges' },
    });
  });
});

describe('failures', () => {
  const SOURCE = `
class CardDeclined extends Error { constructor(m, o) { super(m, o); this.name = 'Declined'; } }
export async function own() { throw new CardDeclined('no money', { cause: new TypeError('deep') }); }
export function now() { null.x; }
export async function text() { throw 'a text'; }
export async function nothing() { throw null; }
export async function circle() { const a = {}; a.a = a; return a; }
export async function large() { return 'x'.repeat(1.2e6); }
export async function echo(ctx, x) { return x; }`;

  const cases: [dialect: Dialect, name: string, failure: unknown][] = [
    [
      'durabletask',
      'own',
      { type: 'Declined', message: 'no money', inner: { type: 'TypeError', message: 'deep' } },
    ],
    ['dapr', 'own', { type: 'CardDeclined', message: 'no money' }],
    ['durabletask', 'now', { type: 'TypeError' }],
    ['dapr', 'now', { type: 'TypeError' }],
    ['durabletask', 'text', { type: 'Error', message: 'a text' }],
    ['dapr', 'text', { type: 'String', message: '' }],
    ['durabletask', 'nothing', { type: 'Error', message: 'null' }],
    ['dapr', 'nothing', { type: 'Error', message: '' }],
    ['durabletask', 'circle', { type: 'TypeError' }],
    ['dapr', 'large', { type: 'Error', message: expect.stringMatching(/1 MB/) as unknown }],
    [
      'dapr',
      'missing',
      {
        type: 'ActivityNotRegisteredError',
        message: "Activity function 'missing' is not registered.",
      },
    ],
    [
      'durabletask',
      'missing',
      {
        type: 'ActivityNotRegisteredError',
        message: "Activity function 'missing' is not registered.",
      },
    ],
    ['dapr', 'toString', { type: 'ActivityNotRegisteredError' }],
  ];
  it.each(cases)('%s: %s', async (dialect, name, failure) => {
    const machine = await started(SOURCE, dialect);
    const outcome = runTask(machine, name);
    expect(outcome).toMatchObject({ kind: 'failed', failure });
    if (dialect === 'dapr')
      expect(outcome.kind === 'failed' && outcome.failure.inner).toBeUndefined();
  });

  it('names lines of the program only', async () => {
    const outcome = runTask(await started(SOURCE), 'now');
    expect(outcome.kind === 'failed' && outcome.failure.stack).toBe('    at now (program.ts:4)');
  });

  it('takes no input above 1 MB', async () => {
    const outcome = runTask(await started(SOURCE), 'echo', 'x'.repeat(1.2e6));
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { message: expect.stringMatching(/1 MB/) as unknown },
    });
  });
});

it('gives a plain function nothing but its input', async () => {
  const machine = await started('export async function plain(...given) { return given; }');
  expect(machine.call(0, 'plain', '{"id":1}', identity('call'), false)).toMatchObject({
    result: '[{"id":1}]',
  });
  expect(machine.call(0, 'plain', undefined, identity('call'), false)).toMatchObject({
    result: '[null]',
  });
  expect(machine.call(0, 'other', undefined, identity('call'), false)).toMatchObject({
    kind: 'failed',
  });
});

it('logs as text, and shows values without running any of their code', async () => {
  const machine = await started(`
let calls = 0;
class Order { constructor() { this.id = 1; } get secret() { calls += 1; return 1; } }
export async function shows(ctx, input) {
  const proxy = new Proxy({}, { ownKeys() { calls += 1; return []; }, getOwnPropertyDescriptor() { calls += 1; } });
  const values = { a: [1, 'two', null, undefined], get b() { calls += 1; return 2; }, toJSON() { calls += 1; } };
  const order = new Order(), when = new Date(0), map = new Map([[1, 2]]), error = new RangeError('far');
  const deep = { a: { b: { c: { d: { e: 1 } } } } }, long = 'x'.repeat(1000), fn = () => 1, big = 10n;
  console.log('values', values, proxy, 5);
  return calls;
}`);
  const outcome = runTask(machine, 'shows', { n: 1 }, true);
  expect(outcome).toMatchObject({ result: '0' });
  const log = outcome.beats?.find((each) => each.kind === 'log');
  expect(log?.kind === 'log' && log.text).toBe(
    'values {"a":[1,"two",null,undefined],"b":a getter,"toJSON":function toJSON} a proxy 5',
  );
  const line = outcome.beats?.findLast((each) => each.kind === 'line');
  const variables = line?.kind === 'line' ? (line.stack?.[0]?.variables ?? []) : [];
  expect(Object.fromEntries(variables.map(({ name, value }) => [name, value]))).toEqual({
    input: '{"n":1}',
    proxy: 'a proxy',
    values: '{"a":[1,"two",null,undefined],"b":a getter,"toJSON":function toJSON}',
    order: 'Order {"id":1}',
    when: '"1970-01-01T00:00:00.000Z"',
    map: 'Map(1)',
    error: 'RangeError: far',
    deep: '{"a":{"b":{"c":{"d":{…}}}}}',
    long: `"${'x'.repeat(198)}…`,
    big: '10n',
  });
  for (const { value } of variables) expect(value.length).toBeLessThanOrEqual(200);
});
