import { describe, expect, test } from 'vitest';
import { whenAllIn, whenAnyIn } from './composite.ts';
import type { DurableTaskContext } from './contexts.ts';
import { asAsyncGenerator, isSyncGenerator, type OrchestratorFunction } from './program.ts';
import { completed, failed, fired, plain, raised, SmallSidecar } from './sidecar.test-support.ts';
import type { Dialect, TurnResult } from './turn.ts';

const DIALECTS: Dialect[] = ['durabletask', 'dapr'];

function failureOf(result: TurnResult) {
  const ending = result.actions.at(-1);
  return ending?.type === 'CompleteOrchestration' ? ending.failure : undefined;
}

async function run(dialect: Dialect, workflow: OrchestratorFunction): Promise<TurnResult> {
  return new SmallSidecar(workflow, { dialect }).start();
}

describe.each(DIALECTS)('%s: how a workflow ends', (dialect) => {
  test('what it throws becomes the failure', async () => {
    class Refused extends Error {}
    const refuse = async (): Promise<never> => {
      const error = new Refused('no', { cause: new TypeError('why') });
      error.name = 'Renamed';
      throw error;
    };
    expect(failureOf(await run(dialect, refuse))).toEqual(
      dialect === 'dapr'
        ? { type: 'Refused', message: 'no' }
        : { type: 'Renamed', message: 'no', inner: { type: 'TypeError', message: 'why' } },
    );
  });

  test.each([
    ['text', { type: 'Error', message: 'text' }, { type: 'String', message: '' }],
    [null, { type: 'Error', message: 'null' }, { type: 'TypeError' }],
  ])('a thrown %s', async (thrown, durable, dapr) => {
    const result = await run(dialect, async () => Promise.reject<unknown>(thrown));
    expect(failureOf(result)).toMatchObject(dialect === 'dapr' ? dapr : durable);
  });

  test('an output that is no JSON fails it', async () => {
    const result = await run(dialect, async () => 1n);
    expect(failureOf(result)?.type).toBe('TypeError');
  });

  test('work asked for in the last turn is sent by durabletask, dropped by dapr', async () => {
    const result = await run(dialect, async (ctx: DurableTaskContext) => {
      ctx.callActivity('A');
      return 'done';
    });
    const types = result.actions.map((action) => action.type);
    expect(types).toEqual(
      dialect === 'dapr' ? ['CompleteOrchestration'] : ['ScheduleTask', 'CompleteOrchestration'],
    );
  });

  test('null and undefined as outputs', async () => {
    const [none, empty] = await Promise.all([
      run(dialect, async () => undefined),
      run(dialect, async () => null),
    ]);
    expect(none.actions[0]).not.toHaveProperty('result');
    expect(empty.actions[0]).toEqual({
      type: 'CompleteOrchestration',
      id: 1,
      status: 'COMPLETED',
      ...(dialect === 'dapr' ? {} : { result: 'null' }),
    });
  });

  test('a result that is no JSON fails it', async () => {
    const sidecar = new SmallSidecar(
      async function* (ctx: DurableTaskContext): AsyncGenerator {
        yield ctx.callActivity('A');
      },
      { dialect },
    );
    await sidecar.start();
    const broken = { ...completed(1), result: '{' };
    expect(failureOf(await sidecar.wake(broken))?.type).toBe(
      dialect === 'dapr' ? 'SyntaxError' : 'Error',
    );
  });

  test('code after continueAsNew runs in the same turn, and what it throws fails the workflow', async () => {
    const next = await run(dialect, async function* (ctx: DurableTaskContext): AsyncGenerator {
      ctx.continueAsNew(0, true);
      yield ctx.callActivity('late');
    });
    expect(next.actions.map((action) => action.type)).toEqual(
      dialect === 'dapr' ? ['CompleteOrchestration'] : ['ScheduleTask', 'CompleteOrchestration'],
    );
    expect(next.actions.at(-1)).toEqual({
      type: 'CompleteOrchestration',
      id: 2,
      status: 'CONTINUED_AS_NEW',
      carryoverEvents: [],
      ...(dialect === 'dapr' ? {} : { result: '0' }),
    });
    const broken = await run(dialect, async (ctx: DurableTaskContext) => {
      ctx.continueAsNew(1, false);
      throw new Error('after all');
    });
    expect(broken.actions).toMatchObject([{ status: 'FAILED', failure: { message: 'after all' } }]);
  });

  test('a next input that is no JSON breaks the executor, and the worker answers so', async () => {
    const result = await run(dialect, async (ctx: DurableTaskContext) => {
      ctx.continueAsNew(1n, false);
    });
    expect(result.actions).toMatchObject([{ id: -1, status: 'FAILED' }]);
  });

  test('what it yields must be a task', async () => {
    const sidecar = new SmallSidecar(
      async function* (ctx: DurableTaskContext): AsyncGenerator {
        yield ctx.callActivity('A');
        yield 5;
      },
      { dialect },
    );
    await sidecar.start();
    const result = await sidecar.wake(completed(1));
    expect(failureOf(result)?.message).toBe('The orchestrator generator yielded a non-Task object');
  });

  test('a first yield that is no task: durabletask fails, dapr waits forever', async () => {
    const result = await run(dialect, async function* (): AsyncGenerator {
      yield 5;
    });
    expect(result.actions.length).toBe(dialect === 'dapr' ? 0 : 1);
  });
});

describe('tasks that fail', () => {
  test('durabletask: whenAll of tasks that have all failed gives undefined (mended after 0.4.0)', async () => {
    const sidecar = new SmallSidecar(async function* (ctx: DurableTaskContext): AsyncGenerator {
      const bad = ctx.callActivity('bad');
      yield ctx.waitForExternalEvent('go');
      const all: unknown = yield whenAllIn('durabletask', [bad]);
      return all === undefined ? 'nothing was thrown' : 'given';
    });
    await sidecar.start();
    await sidecar.wake(failed(1, 'no'));
    const result = await sidecar.wake(raised('go'));
    expect(result.actions).toMatchObject([{ result: '"nothing was thrown"' }]);
  });

  test('dapr: the last child that fails fails the workflow past its catch', async () => {
    const sidecar = new SmallSidecar(
      async function* (ctx: DurableTaskContext): AsyncGenerator {
        try {
          yield whenAllIn('dapr', [ctx.callActivity('bad')]);
        } catch {
          return 'caught';
        }
      },
      { dialect: 'dapr' },
    );
    await sidecar.start();
    const result = await sidecar.wake(failed(1, 'no'));
    expect(failureOf(result)).toEqual({
      type: 'TaskFailedError',
      message: 'wf-1: Activity task #1 failed: no',
    });
  });

  test('a workflow can read the details', async () => {
    const sidecar = new SmallSidecar(async function* (ctx: DurableTaskContext): AsyncGenerator {
      try {
        yield ctx.callActivity('bad');
      } catch (error) {
        const { name, details } = error as Error & {
          details: { errorType: string; message: string };
        };
        return [name, details.errorType, details.message];
      }
    });
    await sidecar.start();
    const result = await sidecar.wake(failed(1, 'no', 'Refused'));
    expect(result.actions).toMatchObject([{ result: '["TaskFailedError","Refused","no"]' }]);
  });
});

describe('whenAny', () => {
  test.each(['durabletask', 'dapr'] as const)(
    'keeps its first winner when more children complete before it is yielded: %s',
    async (dialect) => {
      const sidecar = new SmallSidecar(
        async function* (ctx: DurableTaskContext): AsyncGenerator {
          const [a, b] = [ctx.callActivity('A'), ctx.callActivity('B')];
          const race = whenAnyIn(dialect, [a, b]);
          yield ctx.callActivity('C');
          const winner = yield race;
          return winner === b ? 'B' : 'A';
        },
        { dialect },
      );
      await sidecar.start();
      const result = await sidecar.wake(completed(2), completed(1), completed(3));
      expect(result.actions).toMatchObject([{ status: 'COMPLETED', result: '"B"' }]);
    },
  );
});

describe('a task that is returned instead of yielded', () => {
  test('is written out with the real fields', async () => {
    const forgot = async (ctx: DurableTaskContext): Promise<unknown> => [
      ctx.createTimer(1),
      ctx.callActivity('A'),
    ];
    const result = await run('durabletask', forgot);
    expect(result.actions.at(-1)).toMatchObject({
      result: '[{"_isComplete":false,"_isCanceled":false},{"_isComplete":false}]',
    });
  });
});

describe('a function* without async', () => {
  const sync: OrchestratorFunction = function* (ctx: DurableTaskContext): Generator {
    const answer: unknown = yield ctx.callActivity('A');
    return answer;
  };

  test('returns its generator at once in the real engines', async () => {
    expect(isSyncGenerator(sync)).toBe(true);
    const result = await run('dapr', sync);
    expect(result.actions).toMatchObject([{ status: 'COMPLETED', result: '{}' }]);
  });

  test('runs when it is wrapped', async () => {
    const sidecar = new SmallSidecar(asAsyncGenerator(sync));
    await sidecar.start();
    const result = await sidecar.wake(completed(1, 'a'));
    expect(result.actions).toMatchObject([{ result: '"a"' }]);
    const already = async function* (): AsyncGenerator {};
    expect(asAsyncGenerator(already)).toBe(already);
  });
});

test('dapr: after a termination in the same batch the generator goes on', async () => {
  const code = async function* (ctx: DurableTaskContext): AsyncGenerator {
    yield ctx.callActivity('A');
    yield ctx.callActivity('B');
  };
  for (const dialect of DIALECTS) {
    const sidecar = new SmallSidecar(code, { dialect });
    await sidecar.start();
    const result = await sidecar.wake(plain('ExecutionTerminated'), completed(1));
    expect(result.actions.map((action) => action.type)).toEqual(
      dialect === 'dapr' ? ['CompleteOrchestration', 'ScheduleTask'] : ['CompleteOrchestration'],
    );
  }
});

describe.each(DIALECTS)('%s: answers that nobody waits for', (dialect) => {
  test('a repeated answer is ignored', async () => {
    const sidecar = new SmallSidecar(
      async function* (ctx: DurableTaskContext): AsyncGenerator {
        yield ctx.createTimer(1);
        return yield ctx.callActivity('A');
      },
      { dialect },
    );
    await sidecar.start();
    await sidecar.wake(fired(1), fired(1));
    const result = await sidecar.wake(fired(1), completed(2, 'first'), completed(2, 'second'));
    expect(result.actions).toMatchObject([{ status: 'COMPLETED', result: '"first"' }]);
  });

  test('an answer before its request is ignored', async () => {
    const sidecar = new SmallSidecar(
      async function* (ctx: DurableTaskContext): AsyncGenerator {
        yield ctx.callActivity('A');
      },
      { dialect },
    );
    await sidecar.start();
    expect((await sidecar.wake(completed(7), failed(8, 'no'), fired(9))).actions).toEqual([]);
  });

  test('dapr: an unknown child’s answer lets the code go on past a first task that was complete', async () => {
    const sidecar = new SmallSidecar(
      async function* (ctx: DurableTaskContext): AsyncGenerator {
        return yield ctx.waitForExternalEvent('early');
      },
      { dialect },
    );
    const started = await sidecar.start();
    expect(started.actions).toEqual([]);
    // Put the event before the start, so that the first yielded task is complete at once.
    sidecar.history.unshift(raised('early', 1));
    const still = await sidecar.replay();
    const woken = await sidecar.wake({
      type: 'SubOrchestrationInstanceCompleted',
      id: -1,
      timestampMs: 0,
      taskScheduledId: 9,
    });
    expect([still.actions.length, woken.actions.length]).toEqual(
      dialect === 'dapr' ? [0, 1] : [1, 1],
    );
  });
});

test('dapr: a composite in a composite hears nothing', async () => {
  for (const dialect of DIALECTS) {
    for (const inner of [whenAllIn, whenAnyIn]) {
      const sidecar = new SmallSidecar(
        async function* (ctx: DurableTaskContext): AsyncGenerator {
          yield whenAllIn(dialect, [inner(dialect, [ctx.callActivity('A')])]);
        },
        { dialect },
      );
      await sidecar.start();
      const result = await sidecar.wake(completed(1));
      expect(result.actions.length).toBe(dialect === 'dapr' ? 0 : 1);
    }
  }
});

test('dapr: a loop over complete tasks is stopped after 100,000 answers', async () => {
  const sidecar = new SmallSidecar(
    async function* (ctx: DurableTaskContext): AsyncGenerator {
      const answered = ctx.callActivity('A');
      for (;;) yield answered;
    },
    { dialect: 'dapr' },
  );
  await sidecar.start();
  expect(failureOf(await sidecar.wake(completed(1)))?.message).toBe(
    'Orchestrator exceeded maximum iteration limit (100000). This likely indicates an infinite loop in the orchestrator function.',
  );
});

test('durabletask: a chain of causes is kept ten deep', async () => {
  let error: Error = new Error('level 20');
  for (let level = 19; level >= 0; level--) error = new Error(`level ${level}`, { cause: error });
  let failure = failureOf(await run('durabletask', () => Promise.reject(error)));
  let deepest = '';
  for (; failure; failure = failure.inner) deepest = failure.message;
  expect(deepest).toBe('level 10');
});
