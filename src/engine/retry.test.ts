import { describe, expect, test } from 'vitest';
import type { DurableTaskContext } from './contexts.ts';
import { RetryPolicy } from './retry-policy.ts';
import type { RetryContext } from './retry-task.ts';
import { completed, failed, fired, SmallSidecar, START_MS } from './sidecar.test-support.ts';

type Options = ConstructorParameters<typeof RetryPolicy>[0];

function calling(retry: unknown) {
  return async function* (ctx: DurableTaskContext): AsyncGenerator {
    return yield ctx.callActivity('flaky', 1, { retry });
  };
}

/** Fails every attempt and fires every timer; gives the delays in milliseconds and the ending. */
async function exhaust(retry: unknown): Promise<{ delays: number[]; message?: string }> {
  const sidecar = new SmallSidecar(calling(retry));
  let result = await sidecar.start();
  const delays: number[] = [];
  for (let round = 0; round < 20; round++) {
    const action = result.actions.at(-1);
    if (action?.type === 'CompleteOrchestration')
      return { delays, message: action.failure?.message };
    if (action?.type === 'CreateTimer') {
      delays.push(action.fireAtMs - sidecar.nowMs);
      sidecar.nowMs = action.fireAtMs;
      result = await sidecar.wake(fired(action.id));
    } else {
      if (delays.length === 0 && round > 0) delays.push(0);
      result = await sidecar.wake(failed(action?.id ?? 0, 'again'));
    }
  }
  return { delays };
}

const policy = (options: Partial<Options>): RetryPolicy =>
  new RetryPolicy({ maxNumberOfAttempts: 4, firstRetryIntervalInMilliseconds: 10, ...options });

describe('a retry policy', () => {
  test.each<[string, Partial<Options>, number[]]>([
    ['counts the first execution', {}, [10, 10, 10]],
    ['grows by the coefficient', { backoffCoefficient: 2 }, [10, 20, 40]],
    [
      'is capped by the longest interval',
      { backoffCoefficient: 10, maxRetryIntervalInMilliseconds: 50 },
      [10, 50, 50],
    ],
    [
      'does not begin a delay that ends after the timeout',
      { retryTimeoutInMilliseconds: 25 },
      [10, 10],
    ],
    ['asks the predicate', { handleFailure: (failure) => failure.message !== 'again' }, []],
    [
      'takes a predicate that throws for no',
      {
        handleFailure: () => {
          throw new Error('predicate');
        },
      },
      [],
    ],
  ])('%s', async (_name, options, delays) => {
    const ended = await exhaust(policy(options));
    expect(ended.delays).toEqual(delays);
    // The message names the last attempt's task id.
    expect(ended.message).toBe(`Activity task #${1 + delays.length * 2} failed: again`);
  });

  test('refuses numbers that make no sense, in the words of the SDK', () => {
    expect(() => policy({ maxNumberOfAttempts: 0 })).toThrow(
      'maxNumberOfAttempts must be a finite number greater than zero',
    );
    expect(() => policy({ firstRetryIntervalInMilliseconds: Number.NaN })).toThrow(
      'firstRetryIntervalInMilliseconds must be a finite number greater than zero',
    );
    expect(() => policy({ backoffCoefficient: 0.5 })).toThrow(
      'backoffCoefficient must be a finite number greater than or equal to 1.0',
    );
    expect(() => policy({ maxRetryIntervalInMilliseconds: 5 })).toThrow(
      'maxRetryIntervalInMilliseconds must be a finite number greater than or equal to firstRetryIntervalInMilliseconds',
    );
    expect(() => policy({ retryTimeoutInMilliseconds: 5 })).toThrow(
      'retryTimeoutInMilliseconds must be a finite number greater than or equal to firstRetryIntervalInMilliseconds',
    );
  });

  test('is not asked about a failure that cannot be retried', async () => {
    const sidecar = new SmallSidecar(calling(policy({})));
    await sidecar.start();
    const result = await sidecar.wake({
      type: 'TaskFailed',
      id: -1,
      timestampMs: START_MS,
      taskScheduledId: 1,
      failure: { type: 'Gone', message: 'no', isNonRetriable: true },
    });
    expect(result.actions).toMatchObject([{ type: 'CompleteOrchestration', status: 'FAILED' }]);
  });

  test('gives the result of the attempt that succeeded', async () => {
    const sidecar = new SmallSidecar(calling(policy({})));
    await sidecar.start();
    await sidecar.wake(failed(1, 'again'));
    await sidecar.wake(fired(2));
    const result = await sidecar.wake(completed(3, 'fine'));
    expect(result.actions).toMatchObject([{ status: 'COMPLETED', result: '"fine"' }]);
  });
});

describe('a retry handler', () => {
  test.each<[string, unknown, string]>([
    ['true: at once', true, 'ScheduleTask'],
    ['zero: at once', 0, 'ScheduleTask'],
    ['a number: after so many milliseconds', 15, 'CreateTimer'],
    ['false: no more', false, 'CompleteOrchestration'],
    ['nothing returned: no more', undefined, 'CompleteOrchestration'],
    ['not a number: no more', Number.NaN, 'CompleteOrchestration'],
    ['a promise of true', Promise.resolve(true), 'ScheduleTask'],
  ])('%s', async (_name, answer, type) => {
    const sidecar = new SmallSidecar(calling(() => answer));
    await sidecar.start();
    const result = await sidecar.wake(failed(1, 'again'));
    expect(result.actions.map((action) => action.type)).toEqual([type]);
  });

  test('is told the attempt, the failure and the time spent', async () => {
    const told: RetryContext[] = [];
    const sidecar = new SmallSidecar(
      calling((context: RetryContext) => {
        told.push(context);
        return 15;
      }),
    );
    await sidecar.start();
    sidecar.nowMs += 5;
    await sidecar.wake(failed(1, 'again', 'Flaky'));
    const first = told[0];
    expect(first?.lastAttemptNumber).toBe(1);
    expect(first?.lastFailure).toMatchObject({ errorType: 'Flaky', message: 'again' });
    expect(first?.totalRetryTimeInMilliseconds).toBe(5);
    expect(first?.orchestrationContext).toHaveProperty('instanceId', 'wf-1');
  });
});

test('a retried child workflow keeps its instance id', async () => {
  const sidecar = new SmallSidecar(async function* (ctx: DurableTaskContext): AsyncGenerator {
    yield ctx.callSubOrchestrator('Child', 1, { retry: () => true });
  });
  await sidecar.start();
  const result = await sidecar.wake({
    type: 'SubOrchestrationInstanceFailed',
    id: -1,
    timestampMs: START_MS,
    taskScheduledId: 1,
    failure: { type: 'Error', message: 'no' },
  });
  expect(result.actions).toMatchObject([{ id: 2, name: 'Child', instanceId: 'wf-1:0001' }]);
});
