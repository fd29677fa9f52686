import { expect, test } from 'vitest';
import type { DaprInnerContext, DurableTaskContext } from './contexts.ts';
import type { OrchestratorFunction } from './program.ts';
import { sdkFor } from './sdk.ts';
import { completed, plain, raised, SmallSidecar } from './sidecar.test-support.ts';
import type { Dialect, Hang } from './turn.ts';

type AnyContext = DurableTaskContext & DaprInnerContext;
type Code = (ctx: AnyContext, sdk: ReturnType<typeof sdkFor>) => AsyncGenerator;

const hangAfter = async (dialect: Dialect, code: Code, events = 0): Promise<Hang | undefined> => {
  const sdk = sdkFor(dialect);
  const workflow = (ctx: AnyContext): AsyncGenerator => code(ctx, sdk);
  const sidecar = new SmallSidecar(workflow as OrchestratorFunction, { dialect });
  let { hang } = await sidecar.start();
  for (let id = 1; id <= events; id++) ({ hang } = await sidecar.wake(completed(id)));
  return hang;
};

const ofNothing: Code = async function* (_ctx, { whenAll }) {
  yield whenAll([]);
};
const nonTask: Code = async function* () {
  yield 5;
};
const nested: Code = async function* (ctx, { whenAll }) {
  yield whenAll([whenAll([ctx.callActivity('a')]), ctx.callActivity('b')]);
};
const doneBefore: Code = async function* (ctx, { whenAll }) {
  const a = ctx.callActivity('a');
  yield a;
  yield whenAll([a, ctx.callActivity('b')]);
};
const shared: Code = async function* (ctx, { whenAll }) {
  const a = ctx.callActivity('a');
  const first = whenAll([a]);
  whenAll([a, ctx.callActivity('b')]);
  yield first;
};
const cancelled: Code = async function* (ctx) {
  const timer = ctx.createTimer(5) as ReturnType<DurableTaskContext['createTimer']> & {
    cancel(): void;
  };
  timer.cancel();
  yield timer;
};
const waiting: Code = async function* (ctx, { whenAll, whenAny }) {
  yield whenAny([whenAll([ctx.callActivity('a'), ctx.callActivity('b')]), ctx.createTimer(9)]);
};

const cases: [string, Dialect, Code, number, Hang | undefined][] = [
  ['whenAll of nothing', 'dapr', ofNothing, 0, { reason: 'empty', api: 'whenAll' }],
  ['no task at first', 'dapr', nonTask, 0, { reason: 'not-a-task' }],
  [
    'a task that was done before',
    'dapr',
    doneBefore,
    2,
    { reason: 'done-children', api: 'whenAll' },
  ],
  ['a nested whenAll, while another task may fail', 'dapr', nested, 0, undefined],
  ['a nested whenAll', 'dapr', nested, 2, { reason: 'nested', api: 'whenAll' }],
  ['a shared task', 'dapr', shared, 0, { reason: 'shared', api: 'whenAll' }],
  ['a shared task', 'durabletask', shared, 0, { reason: 'shared', api: 'whenAll' }],
  ['a cancelled timer', 'durabletask', cancelled, 0, { reason: 'cancelled' }],
  ['nested tasks', 'durabletask', nested, 1, undefined],
  ['an ordinary wait', 'dapr', waiting, 0, undefined],
  ['an ordinary wait', 'durabletask', waiting, 1, undefined],
  ['an empty whenAll', 'durabletask', ofNothing, 0, undefined],
];

test.each(cases)(
  '%s (%s) hangs or not, with the reason',
  async (...[, dialect, code, events, hang]) => {
    expect(await hangAfter(dialect, code, events)).toEqual(hang);
  },
);

test('dapr: a first task that is done already waits for any other message', async () => {
  const code: Code = async function* (ctx) {
    ctx.callActivity('a');
    return yield ctx.waitForExternalEvent('early');
  };
  const sidecar = new SmallSidecar(
    ((ctx: AnyContext) => code(ctx, sdkFor('dapr'))) as OrchestratorFunction,
    { dialect: 'dapr' },
  );
  sidecar.history.push(raised('early', 1));
  expect((await sidecar.start()).hang).toEqual({ reason: 'done-before' });
  expect((await sidecar.wake(completed(1))).actions).toMatchObject([{ status: 'COMPLETED' }]);
});

const twoEvents = async function* (ctx: DurableTaskContext): AsyncGenerator {
  yield ctx.waitForExternalEvent('a');
  return yield ctx.waitForExternalEvent('b');
};

test.each<[Dialect, string[] | undefined]>([
  ['dapr', ['suspended-twice']],
  ['durabletask', undefined],
])('%s: a second suspension with an event behind it', async (dialect, oddities) => {
  const sidecar = new SmallSidecar(twoEvents, { dialect });
  await sidecar.start();
  await sidecar.wake(plain('ExecutionSuspended'), plain('ExecutionSuspended'));
  await sidecar.wake(raised('a', 1));
  expect((await sidecar.wake(plain('ExecutionResumed'))).oddities).toEqual(oddities);
});

test('work that was asked for in the batch of a suspension is remarked on', async () => {
  const code = async function* (ctx: DurableTaskContext): AsyncGenerator {
    yield ctx.callActivity('A');
    yield ctx.callActivity('B');
  };
  const sidecar = new SmallSidecar(code);
  await sidecar.start();
  expect((await sidecar.wake(completed(1), plain('ExecutionSuspended'))).oddities).toBeUndefined();
  const later = await sidecar.wake(completed(2));
  expect(later.oddities).toEqual(['suspended-while-asking']);
});
