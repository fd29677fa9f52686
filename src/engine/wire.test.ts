import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_DATE_MS } from './action.ts';
import type { HistoryEvent } from './history.ts';
import {
  actionFromWire,
  actionToWire,
  DEFAULT_TIME_MS,
  eventsFromWire,
  eventsToWire,
  resultToWire,
  type WireAction,
} from './wire.ts';

describe('events', () => {
  test('carry a default clock and execution id, and timers count from the last start of a turn', () => {
    const events = eventsFromWire([
      { type: 'OrchestratorStarted', id: -1, timestamp: '2026-03-01T00:00:00Z' },
      { type: 'ExecutionStarted', id: -1, name: 'W', instanceId: 'wf-1' },
      { type: 'TimerCreated', id: 1, fireAfterMs: 500 },
      { type: 'OrchestratorStarted' },
      { type: 'TimerFired', timerId: 1 },
    ]);
    expect(events).toMatchObject([
      { timestampMs: Date.UTC(2026, 2, 1) },
      { executionId: '<executionId>', timestampMs: DEFAULT_TIME_MS },
      { fireAtMs: Date.UTC(2026, 2, 1) + 500 },
      { id: -1 },
      { timerId: 1 },
    ]);
  });

  test('of a type that no engine knows keep their position and do nothing', () => {
    const [event] = eventsFromWire([{ type: 'GenericEvent', id: -1 }]);
    expect(event?.type).toBe('OrchestratorCompleted');
  });

  test('with a timestamp that is no date are refused', () => {
    expect(() => eventsFromWire([{ type: 'OrchestratorStarted', timestamp: 'soon' }])).toThrow(
      '"soon" is not a timestamp',
    );
  });

  test('written and read again are the same, stacks and clocks aside', () => {
    const base = { timestampMs: DEFAULT_TIME_MS };
    const events: HistoryEvent[] = [
      { ...base, id: -1, type: 'OrchestratorStarted' },
      {
        ...base,
        id: -1,
        type: 'ExecutionStarted',
        name: 'W',
        instanceId: 'wf-1',
        executionId: '<executionId>',
        input: '1',
        parent: { name: 'P', instanceId: 'p', taskScheduledId: 3 },
      },
      { ...base, id: 1, type: 'TaskScheduled', name: 'A' },
      { ...base, id: 2, type: 'TimerCreated', fireAtMs: DEFAULT_TIME_MS + 5 },
      { ...base, id: 3, type: 'SubOrchestrationInstanceCreated', name: 'C', instanceId: 'c' },
      { ...base, id: 4, type: 'EventSent', name: 'E', instanceId: 'x', input: '2' },
      {
        ...base,
        id: -1,
        type: 'TaskFailed',
        taskScheduledId: 1,
        failure: { type: 'E', message: 'm', inner: { type: 'I', message: 'n' } },
      },
      { ...base, id: -1, type: 'EventRaised', name: 'go' },
      { ...base, id: -1, type: 'ExecutionTerminated', input: '"out"' },
      { ...base, id: 5, type: 'ExecutionCompleted', status: 'TERMINATED', result: '"out"' },
    ];
    expect(eventsFromWire(eventsToWire(events))).toEqual(events);
  });
});

describe('actions', () => {
  const text = fc.string();
  const wireAction: fc.Arbitrary<WireAction> = fc.oneof(
    fc.record({
      type: fc.constant('ScheduleTask' as const),
      id: fc.nat(),
      name: text,
      input: text,
    }),
    fc.record({
      type: fc.constant('CreateTimer' as const),
      id: fc.nat(),
      fireAfterMs: fc.integer({ min: 0, max: 1e9 }),
    }),
    fc.record({
      type: fc.constant('CreateSubOrchestration' as const),
      id: fc.nat(),
      name: text,
      instanceId: text,
    }),
    fc.record({
      type: fc.constant('CompleteOrchestration' as const),
      id: fc.nat(),
      status: fc.constantFrom('COMPLETED', 'TERMINATED'),
      result: text,
    }),
  );

  test('read and written again are the same', () => {
    fc.assert(
      fc.property(wireAction, fc.integer({ min: 1, max: 1e12 }), (action, clockMs) => {
        expect(actionToWire(actionFromWire(action, clockMs), clockMs)).toEqual(action);
      }),
    );
  });

  test('a due time that is no date is left out; the year 1970 is a date', () => {
    const action = { type: 'CreateTimer', id: 1, fireAtMs: NO_DATE_MS } as const;
    expect(actionToWire(action, DEFAULT_TIME_MS)).toEqual({ type: 'CreateTimer', id: 1 });
    expect(actionToWire({ ...action, fireAtMs: 0 }, DEFAULT_TIME_MS)).toEqual({
      type: 'CreateTimer',
      id: 1,
      fireAfterMs: -DEFAULT_TIME_MS,
    });
    const created = { type: 'TimerCreated', id: 1, timestampMs: 0 } as const;
    expect(eventsToWire([{ ...created, fireAtMs: NO_DATE_MS }])).toEqual([
      { type: 'TimerCreated', id: 1 },
    ]);
  });
});

test('a custom status that dapr was given as a value comes out as one', () => {
  const clock = DEFAULT_TIME_MS;
  expect(resultToWire({ actions: [], customStatus: '{"a":1}' }, clock).customStatus).toBe(
    '{"a":1}',
  );
  const asValue = { actions: [], customStatus: '{"a":1}', isCustomStatusJson: true };
  expect(resultToWire(asValue, clock).customStatus).toEqual({ a: 1 });
});
