import { expect, test } from 'vitest';
import type { WorkflowContext } from './contexts.ts';
import { execute } from './execute.ts';
import type { HistoryEvent, TurnVersion } from './history.ts';
import type { OrchestratorFunction, OrchestratorRegistry } from './program.ts';
import { completed, raised } from './sidecar.test-support.ts';
import type { TurnResult } from './turn.ts';

const at = { id: -1, timestampMs: 0 };
const woken = (version?: TurnVersion): HistoryEvent => ({
  ...at,
  type: 'OrchestratorStarted',
  ...(version && { version }),
});
const began: HistoryEvent = { ...at, type: 'ExecutionStarted', name: 'W', instanceId: 'wf-1' };
const scheduled = (id: number, name: string): HistoryEvent => ({
  id,
  timestampMs: 0,
  type: 'TaskScheduled',
  name,
});

function turn(
  program: OrchestratorRegistry,
  oldEvents: HistoryEvent[],
  newEvents: HistoryEvent[],
): Promise<TurnResult> {
  return execute(
    { dialect: 'dapr', facade: 'dapr', instanceId: 'wf-1', oldEvents, newEvents },
    program,
  );
}

/** Asks for a patch at its start and again after its first activity. */
const asking = async function* (ctx: WorkflowContext): AsyncGenerator {
  const early = ctx.isPatched('early');
  yield ctx.callActivity(early ? 'new' : 'old');
  const late = ctx.isPatched('late');
  yield ctx.callActivity('next');
  return [early, late, ctx.isPatched('early')];
};
const patching: OrchestratorRegistry = new Map([['W', asking as OrchestratorFunction]]);

// The rule of durabletask-go `task/orchestrator.go`, isPatched.
test('a patch is taken where no more events remain, and is reported', async () => {
  const result = await turn(patching, [], [woken(), began]);
  expect(result.version).toEqual({ patches: ['early'] });
  expect(result.actions).toMatchObject([{ name: 'new' }]);
});

test('a patch is not taken where events remain that code without it wrote', async () => {
  const old = [woken(), began, scheduled(1, 'old')];
  const result = await turn(patching, old, [woken(), completed(1)]);
  // `late` is asked for while the last event is dealt with.
  expect(result.version).toEqual({ patches: ['late'] });
  expect(result.actions).toMatchObject([{ id: 2, name: 'next' }]);
});

test('a patch that the history holds is taken again, whatever remains', async () => {
  const old = [woken({ patches: ['early'] }), began, scheduled(1, 'new')];
  const result = await turn(patching, old, [woken(), completed(1)]);
  expect(result.version).toEqual({ patches: ['early', 'late'] });
});

test('one decision holds for the rest of the turn', async () => {
  const old = [woken(), began, scheduled(1, 'old'), woken(), completed(1), scheduled(2, 'next')];
  const result = await turn(patching, old, [woken(), completed(2)]);
  // At the end `early` would be taken, but it was refused before.
  expect(result.actions).toMatchObject([{ status: 'COMPLETED', result: '[false,false,false]' }]);
  expect(result.version).toBeUndefined();
});

test('another event behind the start makes Go refuse the patch', async () => {
  const result = await turn(patching, [], [woken(), began, raised('hello')]);
  expect(result.actions).toMatchObject([{ name: 'old' }]);
});

test('each call that is answered with yes is reported', async () => {
  const twice: OrchestratorFunction = (ctx: WorkflowContext) => [
    ctx.isPatched('a'),
    ctx.isPatched('b'),
    ctx.isPatched('a'),
  ];
  const result = await turn(new Map([['W', twice]]), [], [woken(), began]);
  expect(result.version).toEqual({ patches: ['a', 'b', 'a'] });
});

const versioned = (names: string[], latest?: string): OrchestratorRegistry => ({
  get: () => undefined,
  versionsOf: (name) =>
    name === 'W'
      ? {
          ...(latest !== undefined && { latest }),
          get: (version) => (names.includes(version) ? () => `by ${version}` : undefined),
        }
      : undefined,
});

test('a new instance gets the latest version, and its name is reported', async () => {
  const result = await turn(versioned(['v1', 'v2'], 'v2'), [], [woken(), began]);
  expect(result).toMatchObject({ version: { name: 'v2' }, actions: [{ result: '"by v2"' }] });
});

test('an instance keeps the version that it began with', async () => {
  const result = await turn(versioned(['v1', 'v2'], 'v2'), [], [woken({ name: 'v1' }), began]);
  expect(result).toMatchObject({ version: { name: 'v1' }, actions: [{ result: '"by v1"' }] });
});

test('a version that the app lacks is answered as not available', async () => {
  const missing = { actions: [{ type: 'WorkflowVersionNotAvailable', id: 1 }] };
  const events = [woken({ name: 'v1' }), began];
  expect(await turn(versioned(['v2'], 'v2'), [], events)).toMatchObject(missing);
  // Nothing has that name any more, and the instance is pinned.
  expect(await turn(new Map(), [], events)).toMatchObject(missing);
});

test('without a latest version a new instance fails', async () => {
  const result = await turn(versioned(['v1']), [], [woken(), began]);
  expect(result.actions).toMatchObject([
    {
      status: 'FAILED',
      failure: { message: "versioned workflow 'W' does not have a latest version registered" },
    },
  ]);
});
