import { describe, expect, test } from 'vitest';
import { execute } from './execute.ts';
import type { HistoryEvent } from './history.ts';
import type { TurnResult } from './turn.ts';

const NOW = Date.UTC(2026, 0, 1);
const base = { id: -1, timestampMs: NOW };

/** One replay of a workflow that asks for one thing, against a history that holds another request under the same id. */
function replay(
  workflow: (ctx: never) => AsyncGenerator<unknown, unknown, unknown>,
  recorded: HistoryEvent,
): Promise<TurnResult> {
  const started: HistoryEvent = {
    ...base,
    type: 'ExecutionStarted',
    name: 'W',
    instanceId: 'w',
    executionId: 'x',
  };
  return execute(
    {
      dialect: 'durabletask',
      facade: 'durabletask',
      instanceId: 'w',
      oldEvents: [{ ...base, type: 'OrchestratorStarted' }, started, recorded],
      newEvents: [{ ...base, type: 'OrchestratorStarted' }],
    },
    { get: () => workflow },
  );
}

interface Context {
  callActivity(name: string, input?: unknown): unknown;
  createTimer(seconds: number): unknown;
  callSubOrchestrator(name: string, input?: unknown, options?: { instanceId: string }): unknown;
}

describe('what no real engine compares is told of, and changes nothing', () => {
  test.each<[string, (ctx: Context) => unknown, HistoryEvent, object | undefined]>([
    [
      'another input',
      (ctx) => ctx.callActivity('a', 2),
      { ...base, id: 1, type: 'TaskScheduled', name: 'a', input: '1' },
      { method: 'callActivity', name: 'a', what: 'input', recorded: '1', asked: '2' },
    ],
    [
      'the same input',
      (ctx) => ctx.callActivity('a', 1),
      { ...base, id: 1, type: 'TaskScheduled', name: 'a', input: '1' },
      undefined,
    ],
    [
      'an input instead of none',
      (ctx) => ctx.callActivity('a', 1),
      { ...base, id: 1, type: 'TaskScheduled', name: 'a' },
      { method: 'callActivity', name: 'a', what: 'input', asked: '1' },
    ],
    [
      'another time',
      (ctx) => ctx.createTimer(5),
      { ...base, id: 1, type: 'TimerCreated', fireAtMs: NOW + 4000 },
      { method: 'createTimer', what: 'due', recorded: `${NOW + 4000}`, asked: `${NOW + 5000}` },
    ],
    [
      'another id of a child',
      (ctx) => ctx.callSubOrchestrator('C', 1, { instanceId: 'two' }),
      {
        ...base,
        id: 1,
        type: 'SubOrchestrationInstanceCreated',
        name: 'C',
        instanceId: 'one',
        input: '1',
      },
      {
        method: 'callSubOrchestrator',
        name: 'C',
        what: 'instance',
        recorded: 'one',
        asked: 'two',
      },
    ],
  ])('%s', async (_, ask, recorded, difference) => {
    async function* workflow(ctx: Context): AsyncGenerator<unknown, unknown, unknown> {
      const got: unknown = yield ask(ctx);
      return got;
    }
    const result = await replay(workflow, recorded);
    expect(result.divergence).toBeUndefined();
    expect(result.actions).toEqual([]);
    expect(result.quietDifferences).toEqual(
      difference && [{ eventNumber: 3, id: 1, ...difference }],
    );
  });
});
