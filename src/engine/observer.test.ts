import { describe, expect, test } from 'vitest';
import { whenAllIn, whenAnyIn } from './composite.ts';
import type { DurableTaskContext } from './contexts.ts';
import type { HistoryEvent } from './history.ts';
import { completed, failed, raised, SmallSidecar, START_MS } from './sidecar.test-support.ts';
import { Task } from './task.ts';
import type { Observer } from './turn.ts';

function shown(value: unknown): string {
  if (value instanceof Task) return `task ${Task.idOf(value)}`;
  return JSON.stringify(value) ?? '-';
}

/** Writes down every call as one short line. */
function notes(): { lines: string[]; observer: Observer } {
  const lines: string[] = [];
  const observer: Observer = {
    eventTaken: (number, event, isReplaying) =>
      lines.push(`take ${number} ${event.type}${isReplaying ? ' again' : ''}`),
    eventDone: (number, outcome, id) => lines.push(`done ${number} ${outcome} ${id ?? '-'}`),
    asked: (id, method, name, input) =>
      lines.push(`ask ${id} ${method} ${name ?? '-'} ${input ?? '-'}`),
    listened: (name) => lines.push(`listen ${name}`),
    patched: (name, isPatched, reason) => lines.push(`patch ${name} ${isPatched} ${reason}`),
    answered: (numbers, value, isError) =>
      lines.push(`answer ${numbers.join('+')} ${isError ? String(value) : shown(value)}`),
    blocked: () => lines.push('blocked'),
    diverged: (divergence) => lines.push(`diverged ${divergence.check}`),
    finished: (status, result) => lines.push(`finished ${status} ${result ?? '-'}`),
  };
  return { lines, observer };
}

const started: HistoryEvent = { type: 'OrchestratorStarted', id: -1, timestampMs: START_MS };

test('a whole life in the order in which it happens', async () => {
  const { lines, observer } = notes();
  const sidecar = new SmallSidecar(async function* (ctx: DurableTaskContext): AsyncGenerator {
    const both: unknown = yield whenAllIn('durabletask', [
      ctx.callActivity('A', 1),
      ctx.callActivity('B'),
    ]);
    const news: unknown = yield ctx.waitForExternalEvent('News');
    return [both, news];
  });
  await sidecar.start();
  await sidecar.wake(completed(2, 'b'), raised('news', 'n'));
  await sidecar.turn([started, completed(1, 'a')], observer);
  expect(lines).toEqual([
    'take 1 OrchestratorStarted again',
    'done 1 clock -',
    'take 2 ExecutionStarted again',
    'done 2 started -',
    'ask 1 callActivity A 1',
    'ask 2 callActivity B -',
    'take 3 TaskScheduled again',
    'done 3 matched 1',
    'take 4 TaskScheduled again',
    'done 4 matched 2',
    'take 5 OrchestratorStarted again',
    'done 5 clock -',
    'take 6 TaskCompleted again',
    'done 6 completed 2',
    'take 7 EventRaised again',
    'done 7 buffered -',
    'take 8 OrchestratorStarted',
    'done 8 clock -',
    'take 9 TaskCompleted',
    'done 9 completed 1',
    'answer 9+6 ["a","b"]',
    'listen News',
    'answer 7 "n"',
    'finished COMPLETED [["a","b"],"n"]',
  ]);
});

describe('the events behind an answer', () => {
  async function answersOf(
    workflow: (ctx: DurableTaskContext) => AsyncGenerator,
    ...wakeUps: HistoryEvent[]
  ): Promise<string[]> {
    const { lines, observer } = notes();
    const sidecar = new SmallSidecar(workflow);
    await sidecar.start();
    await sidecar.turn([started, ...wakeUps], observer);
    return lines.filter((line) => line.startsWith('answer'));
  }

  test('a race: the winner’s only', async () => {
    const answers = await answersOf(
      async function* (ctx) {
        const a = ctx.callActivity('A');
        yield whenAnyIn('durabletask', [a, ctx.callActivity('B')]);
        // Already complete: answered by the same event once more.
        yield a;
      },
      completed(1, 'a'),
      completed(2, 'b'),
    );
    expect(answers).toEqual(['answer 6 task 1', 'answer 6 "a"']);
  });

  test('a failure', async () => {
    const answers = await answersOf(
      async function* (ctx) {
        yield ctx.callActivity('A');
      },
      failed(1, 'no'),
    );
    expect(answers).toEqual(['answer 5 TaskFailedError: Activity task #1 failed: no']);
  });

  test('an empty whenAll has none', async () => {
    const { lines, observer } = notes();
    const sidecar = new SmallSidecar(
      async function* (): AsyncGenerator {
        yield whenAllIn('durabletask', []);
      },
      { observer },
    );
    await sidecar.start();
    expect(lines.filter((line) => line.startsWith('answer'))).toEqual(['answer  []']);
  });
});

test('a divergence, and nothing after it', async () => {
  const { lines, observer } = notes();
  const sidecar = new SmallSidecar(async function* (ctx: DurableTaskContext): AsyncGenerator {
    yield ctx.callActivity('A');
  });
  await sidecar.start();
  sidecar.deploy(async function* (ctx: DurableTaskContext): AsyncGenerator {
    yield ctx.callActivity('B');
  });
  await sidecar.turn([started, completed(1)], observer);
  expect(lines.slice(-4)).toEqual([
    'take 3 TaskScheduled again',
    'done 3 diverged 1',
    'diverged other-name',
    'finished FAILED -',
  ]);
});

test('a turn that ends waiting says so once, at its end', async () => {
  const { lines, observer } = notes();
  const sidecar = new SmallSidecar(async function* (ctx: DurableTaskContext): AsyncGenerator {
    yield ctx.callActivity('A');
    yield ctx.callActivity('B');
  });
  await sidecar.start();
  await sidecar.turn([started, completed(1), raised('unheard')], observer);
  expect(lines.filter((line) => line === 'blocked')).toEqual(['blocked']);
  expect(lines.at(-1)).toBe('blocked');
});
