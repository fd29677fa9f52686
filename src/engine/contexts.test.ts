import { describe, expect, test } from 'vitest';
import type { DaprInnerContext, DurableTaskContext, WorkflowContext } from './contexts.ts';
import { completed, raised, SmallSidecar, START_MS } from './sidecar.test-support.ts';
import type { TurnResult } from './turn.ts';

function endingOf(result: TurnResult) {
  const ending = result.actions.find((action) => action.type === 'CompleteOrchestration');
  return { status: ending?.status, result: ending?.result, failure: ending?.failure };
}

describe('the dapr facade', () => {
  test('has methods, and whenAll and whenAny on the context', async () => {
    async function* inner(): AsyncGenerator {}
    const sidecar = new SmallSidecar(
      async function* (ctx: WorkflowContext, input: number): AsyncGenerator {
        const facts = [
          ctx.getWorkflowInstanceId(),
          ctx.isReplaying(),
          ctx.getCurrentUtcDateTime().getTime() - START_MS,
          input,
        ];
        ctx.setCustomStatus('busy');
        const both = [ctx.callActivity('A', 1), ctx.callChildWorkflow(inner, 2)];
        const results: unknown = yield ctx.whenAll(both);
        yield ctx.whenAny([ctx.waitForExternalEvent('go'), ctx.createTimer(9)]);
        return [...facts, results, ctx.isReplaying()];
      },
      { dialect: 'dapr', facade: 'dapr', input: '7' },
    );
    const first = await sidecar.start();
    expect(first).toEqual({
      actions: [
        { type: 'ScheduleTask', id: 1, name: 'A', input: '1' },
        {
          type: 'CreateSubOrchestration',
          id: 2,
          name: 'inner',
          instanceId: 'wf-1:0002',
          input: '2',
        },
      ],
      customStatus: 'busy',
    });
    await sidecar.wake(completed(1, 'a'));
    const child = { taskScheduledId: 2, result: '"b"' };
    await sidecar.wake({
      type: 'SubOrchestrationInstanceCompleted',
      id: -1,
      timestampMs: START_MS,
      ...child,
    });
    const last = await sidecar.wake(raised('GO'));
    // The flag is that of the event that resumed the code; the first line ran while old events were replayed.
    expect(endingOf(last).result).toBe('["wf-1",true,0,7,["a","b"],false]');
  });

  test('a nameless function takes no id, on the bare context it does', async () => {
    const nameless = (
      () => () =>
        undefined
    )();
    const attempt = (ctx: WorkflowContext | DaprInnerContext): string => {
      try {
        ctx.callActivity(nameless);
        return 'called';
      } catch (error) {
        return (error as Error).message;
      }
    };
    const outer = new SmallSidecar(
      async function* (ctx: WorkflowContext): AsyncGenerator {
        ctx.setCustomStatus(attempt(ctx));
        yield ctx.callActivity('A');
      },
      { dialect: 'dapr', facade: 'dapr' },
    );
    const bare = new SmallSidecar(
      async function* (ctx: DaprInnerContext): AsyncGenerator {
        ctx.setCustomStatus(attempt(ctx));
        yield ctx.callActivity('A');
      },
      { dialect: 'dapr' },
    );
    const text = 'Cannot infer a name from a lambda function. Please provide a name explicitly.';
    expect(await outer.start()).toMatchObject({ actions: [{ id: 1 }], customStatus: text });
    expect(await bare.start()).toMatchObject({ actions: [{ id: 2 }], customStatus: text });
  });
});

describe('the durabletask context', () => {
  test('knows parent, version and a logger that is silent during replay', async () => {
    const lines: string[] = [];
    const write = (line: string): void => void lines.push(line);
    const logger = { error: write, warn: write, info: write, debug: write };
    const sidecar = new SmallSidecar(
      async function* (ctx: DurableTaskContext): AsyncGenerator {
        const log = ctx.createReplaySafeLogger(logger);
        log.info('start');
        yield ctx.callActivity('A');
        log.warn('after A');
        return [ctx.version, ctx.compareVersionTo('1.2'), ctx.parent ?? null];
      },
      { version: '1.10' },
    );
    await sidecar.start();
    const result = await sidecar.wake(completed(1));
    expect(lines).toEqual(['start', 'after A']);
    expect(endingOf(result).result).toBe('["1.10",8,null]');
  });

  test('a cancelled timer leaves a hole in the numbering, and its firing is ignored', async () => {
    const sidecar = new SmallSidecar(async function* (ctx: DurableTaskContext): AsyncGenerator {
      const timer = ctx.createTimer(5) as { cancel(): void } & ReturnType<typeof ctx.createTimer>;
      timer.cancel();
      return yield ctx.callActivity('A');
    });
    const first = await sidecar.start();
    expect(first.actions).toEqual([{ type: 'ScheduleTask', id: 2, name: 'A' }]);
  });

  test.each([
    [
      Number.NaN,
      'createTimer requires a finite number (seconds) or a valid Date, but received NaN',
    ],
    ['5', 'createTimer requires a finite number (seconds) or a valid Date, but received 5'],
    [new Date(Number.NaN), 'createTimer received or produced an invalid Date (NaN timestamp)'],
  ])('a timer of %s is refused', async (fireAt, message) => {
    const sidecar = new SmallSidecar(async function* (ctx: DurableTaskContext): AsyncGenerator {
      yield ctx.createTimer(fireAt as number);
    });
    expect(endingOf(await sidecar.start()).failure?.message).toBe(message);
  });

  test('names of events and instances must not be empty', async () => {
    const attempts: [(ctx: DurableTaskContext) => unknown, string][] = [
      [
        (ctx) => ctx.waitForExternalEvent(''),
        "waitForExternalEvent: 'name' is required and cannot be empty.",
      ],
      [(ctx) => ctx.sendEvent('', 'x'), "sendEvent: 'instanceId' is required and cannot be empty."],
      [(ctx) => ctx.sendEvent('x', ''), "sendEvent: 'eventName' is required and cannot be empty."],
    ];
    for (const [attempt, message] of attempts) {
      const sidecar = new SmallSidecar(async function* (ctx: DurableTaskContext): AsyncGenerator {
        yield attempt(ctx);
      });
      expect(endingOf(await sidecar.start()).failure?.message).toBe(message);
    }
  });

  test('children are named after the generation', async () => {
    const sidecar = new SmallSidecar(
      async function* (ctx: DurableTaskContext): AsyncGenerator {
        yield ctx.callSubOrchestrator('Child', null, { instanceId: '' });
      },
      { executionId: 'run-1' },
    );
    expect((await sidecar.start()).actions).toMatchObject([
      { instanceId: 'run-1:0001', input: 'null' },
    ]);
  });
});

describe('custom status', () => {
  test('durabletask keeps JSON text, and null clears it', async () => {
    const sidecar = new SmallSidecar(async function* (ctx: DurableTaskContext): AsyncGenerator {
      ctx.setCustomStatus({ step: 1 });
      yield ctx.callActivity('A');
      ctx.setCustomStatus(null);
    });
    expect((await sidecar.start()).customStatus).toBe('{"step":1}');
    expect((await sidecar.wake(completed(1))).customStatus).toBeUndefined();
  });

  test('a value that is no JSON is refused', async () => {
    const sidecar = new SmallSidecar(async function* (ctx: DurableTaskContext): AsyncGenerator {
      const loop: { self?: unknown } = {};
      loop.self = loop;
      ctx.setCustomStatus(loop);
      yield ctx.callActivity('A');
    });
    const { failure } = endingOf(await sidecar.start());
    expect(failure?.message).toMatch(/^Custom status value is not JSON-serializable: /);
    expect(failure?.inner?.type).toBe('TypeError');
  });
});
