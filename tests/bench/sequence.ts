import type { HistoryEvent } from '../../src/engine/history.ts';
import { START_MS } from '../../src/sim/simulate.ts';

/** A workflow that waits for one activity after the other. The same text for the real engine and for ours. */
export async function* sequence(
  ctx: { callActivity(name: string, input?: unknown): unknown },
  count: unknown,
): AsyncGenerator<unknown, number, never> {
  let sum = 0;
  for (let index = 0; index < Number(count); index += 1)
    sum += yield ctx.callActivity('addOne', index);
  return sum;
}

export const addOne = (_ctx: unknown, index: unknown): number => Number(index) + 1;

export const SEQUENCE_SOURCE = `async function* (ctx, count) {
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += yield ctx.callActivity('addOne', index);
  return sum;
}`;
export const ADD_ONE_SOURCE = '(_ctx, index) => index + 1';

export const sumOf = (count: number): number => (count * (count + 1)) / 2;

/** The history of a sidecar just before the last answer, and that answer. */
export function sequenceHistory(count: number): {
  oldEvents: HistoryEvent[];
  newEvents: HistoryEvent[];
} {
  const oldEvents: HistoryEvent[] = [
    { type: 'OrchestratorStarted', id: -1, timestampMs: START_MS },
    {
      type: 'ExecutionStarted',
      id: -1,
      timestampMs: START_MS,
      name: 'sequence',
      instanceId: 'wf-1',
      input: JSON.stringify(count),
    },
  ];
  let newEvents: HistoryEvent[] = [];
  for (let id = 1; id <= count; id += 1) {
    const timestampMs = START_MS + id;
    oldEvents.push(...newEvents, {
      type: 'TaskScheduled',
      id,
      timestampMs,
      name: 'addOne',
      input: JSON.stringify(id - 1),
    });
    newEvents = [
      { type: 'OrchestratorStarted', id: -1, timestampMs },
      { type: 'TaskCompleted', id: -1, timestampMs, taskScheduledId: id, result: String(id) },
    ];
  }
  return { oldEvents, newEvents };
}
