import { describe, expect, test } from 'vitest';
import type { DurableTaskContext } from './contexts.ts';
import { completed, plain, raised, SmallSidecar } from './sidecar.test-support.ts';
import type { Dialect } from './turn.ts';

const twoEvents = async function* (ctx: DurableTaskContext): AsyncGenerator {
  const a: unknown = yield ctx.waitForExternalEvent('a');
  const b: unknown = yield ctx.waitForExternalEvent('b');
  return [a, b];
};
const twoActivities = async function* (ctx: DurableTaskContext): AsyncGenerator {
  yield ctx.callActivity('A');
  return yield ctx.callActivity('B');
};

describe.each<Dialect>(['durabletask', 'dapr'])('%s: a suspended workflow', (dialect) => {
  test('sees what came meanwhile when it is resumed, in order', async () => {
    const sidecar = new SmallSidecar(twoEvents, { dialect });
    await sidecar.start();
    await sidecar.wake(plain('ExecutionSuspended'));
    expect((await sidecar.wake(raised('b', 2), raised('a', 1))).actions).toEqual([]);
    const result = await sidecar.wake(plain('ExecutionResumed'));
    expect(result.actions).toMatchObject([{ status: 'COMPLETED', result: '[1,2]' }]);
  });

  test('can be terminated', async () => {
    const sidecar = new SmallSidecar(twoEvents, { dialect });
    await sidecar.start();
    const result = await sidecar.wake(plain('ExecutionSuspended'), plain('ExecutionTerminated'));
    expect(result.actions).toMatchObject([{ status: 'TERMINATED' }]);
  });

  // The real executors schedule B again at every wake-up. Not copied.
  test('does not ask again for work that it asked for in the batch of its suspension', async () => {
    const sidecar = new SmallSidecar(twoActivities, { dialect });
    await sidecar.start();
    const asked = await sidecar.wake(completed(1), plain('ExecutionSuspended'));
    expect(asked.actions).toMatchObject([{ id: 2, name: 'B' }]);
    expect((await sidecar.wake(completed(2, 'b'))).actions).toEqual([]);
    const result = await sidecar.wake(plain('ExecutionResumed'));
    expect(result.actions).toMatchObject([{ id: 3, status: 'COMPLETED', result: '"b"' }]);
  });

  // dapr's executor never returns here. Ours does; only what it means to hold a suspension back is kept.
  test('returns when it was suspended twice and resumed once', async () => {
    const sidecar = new SmallSidecar(twoEvents, { dialect });
    await sidecar.start();
    await sidecar.wake(plain('ExecutionSuspended'), plain('ExecutionSuspended'));
    await sidecar.wake(raised('a', 1), raised('b', 2));
    const once = await sidecar.wake(plain('ExecutionResumed'));
    const twice = await sidecar.wake(plain('ExecutionResumed'));
    expect(once.actions.length).toBe(dialect === 'dapr' ? 0 : 1);
    expect(twice.actions).toMatchObject([{ status: 'COMPLETED', result: '[1,2]' }]);
  });
});
