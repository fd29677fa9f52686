import { describe, expect, it } from 'vitest';
import type { TurnOutcome } from '../sim/machine.ts';
import type { WorldResponse } from '../trace/step.ts';
import {
  identity,
  keysOf,
  NOW_MS,
  OneInstance,
  started,
  startProcess,
} from './machine.test-support.ts';

const json = (body: unknown, status = 200): WorldResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const START = [
  { type: 'OrchestratorStarted', id: -1, timestampMs: NOW_MS },
  { type: 'ExecutionStarted', id: -1, timestampMs: NOW_MS, name: 'flow', instanceId: 'order-1' },
] as const;

/** The first wake-up of `flow`, up to its first request. */
async function begun(source: string, probes = false) {
  const machine = await started(source);
  const item = { ...({ dialect: 'dapr', facade: 'dapr', instanceId: 'order-1' } as const) };
  const outcome = machine.turn(
    { ...item, oldEvents: [], newEvents: [...START] },
    identity('turn'),
    probes,
  );
  return { machine, outcome };
}

const openIn = (outcome: TurnOutcome): string[] =>
  outcome.kind === 'requests'
    ? outcome.requests.map(({ id, request }) => `${id} ${request.method} ${request.url}`)
    : [];

const resultIn = (outcome: TurnOutcome): string | undefined => {
  const action = outcome.kind === 'done' ? outcome.result.actions[0] : undefined;
  return action?.type === 'CompleteOrchestration'
    ? (action.result ?? action.failure?.message)
    : undefined;
};

describe("a workflow's own fetch", () => {
  it('waits for the world, and both the request and the answer are reads', async () => {
    const { machine, outcome } = await begun(
      `export async function* flow() {
  const answer = await fetch('https://a.example/x', {
    method: 'post',
  });
  return [answer.status, answer.ok, await answer.json(), answer.headers.get('Content-Type')];
}`,
      true,
    );
    expect(openIn(outcome)).toEqual(['1 POST https://a.example/x']);
    expect(keysOf(outcome.beats)).toEqual(['e1', 'e2', 'l2', 'r1']);
    const done = machine.answerTurn(1, json({ n: 1 }, 201), NOW_MS);
    expect(resultIn(done)).toBe('[201,true,{"n":1},"application/json"]');
    expect(keysOf(done.beats)).toEqual(['r2', 'l5', 'end']);
    expect([...outcome.reads, ...done.reads]).toEqual([
      { api: 'fetch', line: 2, occurrence: 1, value: 'POST https://a.example/x' },
      { api: 'fetch POST https://a.example/x', line: 2, occurrence: 1, value: '201 {"n":1}' },
    ]);
  });

  it('may be several at once, answered in any order, and one that nobody awaits', async () => {
    const { machine, outcome } = await begun(`export async function* flow() {
  fetch('https://a.example/forgotten');
  const both = await Promise.all(['a', 'b'].map((x) => fetch('https://a.example/' + x)));
  return Promise.all(both.map((each) => each.json()));
}`);
    const [forgotten, a, b] = [1, 2, 3];
    expect(openIn(outcome)).toHaveLength(3);
    expect(openIn(machine.answerTurn(b, json('B'), NOW_MS))).toHaveLength(2);
    expect(openIn(machine.answerTurn(a, json('A'), NOW_MS))).toEqual([
      '1 GET https://a.example/forgotten',
    ]);
    expect(resultIn(machine.answerTurn(forgotten, json('F'), NOW_MS))).toBe('["A","B"]');
  });

  it.each([
    ['answers with its status', '', json({ error: 'down' }, 503), '[503,false]'],
    ['rejects where no answer comes', '', { status: 0, headers: {}, body: '' }, 'fetch failed'],
    ['rejects an address that is none', 'charges', undefined, 'Failed to parse URL from charges'],
  ])('%s', async (_, url, response, expected) => {
    const { machine, outcome } = await begun(`export async function* flow() {
  const answer = await fetch('${url || 'https://a.example/x'}');
  return [answer.status, answer.ok];
}`);
    const end = response ? machine.answerTurn(1, response, NOW_MS) : outcome;
    expect(resultIn(end)).toBe(expected);
  });

  it('goes out again at every wake-up, with the activities of an earlier one read from the history', async () => {
    const machine = await started(`export async function* flow(ctx) {
  const payment = await (await fetch('https://payments.example/charges', { method: 'POST' })).json();
  const sent = yield ctx.callActivity(send);
  return [payment.id, sent];
}
async function send() {}`);
    const flow = new OneInstance(machine, 'flow');
    expect(flow.start(1)).toMatchObject({ kind: 'done', result: { actions: [{ name: 'send' }] } });
    startProcess(machine, 2);
    expect(resultIn(flow.complete(1, 'ok'))).toBe('["ch_2","ok"]');
  });

  it('says the same with probes as without', async () => {
    const machine = await started(`export async function* flow() {
  const ids = [];
  for (let n = 0; n < 3; n += 1) {
    const answer = await fetch('https://a.example/' + n);
    ids.push([n, answer.status, Math.random(), Date.now()]);
  }
  return ids;
}`);
    const look = (probes: boolean) => new OneInstance(machine, 'flow').look(START[1], probes);
    const { beats, ...recorded } = look(true);
    expect(recorded).toEqual(look(false));
    expect(new Set(keysOf(beats)).size).toBe(beats?.length);
  });

  it.each([
    ['awaited', 'for (;;) await fetch(URL);', /more than 1000 requests/],
    ['not awaited', 'for (;;) fetch(URL);', /too long/],
    ['too many', 'for (let n = 0; n < 1500; n += 1) fetch(URL);', /more than 1000 requests/],
    ['caught', 'for (;;) { try { await fetch(URL); } catch {} }', /too long|more than 1000/],
    [
      'with much work between two',
      'for (;;) { await fetch(URL); for (let n = 0; n < 2e5; n += 1); }',
      /too long/,
    ],
  ])('ends where there is no end to it: %s', async (_, body, message) => {
    const { machine, outcome } = await begun(
      `const URL = 'https://a.example/';\nexport async function* flow() { ${body} }`,
    );
    let last = outcome;
    for (let id = 1; last.kind === 'requests'; id += 1) {
      expect(id).toBeLessThan(2_000);
      last = machine.answerTurn(last.requests[0]?.id ?? 0, json(1), NOW_MS);
    }
    expect(last).toMatchObject({
      kind: 'broke',
      breakdown: { message: expect.stringMatching(message) as unknown },
    });
  });

  it('leaves nothing kept: the next wake-up begins at line 1', async () => {
    const { machine, outcome } = await begun(`export async function* flow(ctx) {
  let calls = 0;
  await fetch('https://a.example/');
  calls += 1;
  yield ctx.callActivity('one');
  return calls;
}`);
    expect(openIn(outcome)).toHaveLength(1);
    expect(machine.answerTurn(1, json(1), NOW_MS).kind).toBe('done');
    const flow = new OneInstance(machine, 'flow');
    flow.start(1);
    expect(flow.complete(1, 1).reads).toHaveLength(2);
  });
});
