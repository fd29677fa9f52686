import { expect, test } from 'vitest';
import type { HistoryEvent } from '../engine/history.ts';
import type { Dialect } from '../engine/turn.ts';
import { eventName } from './event-names.ts';
import { payloadOf, recordText } from './event-record.ts';

const at = { id: -1, timestampMs: Date.UTC(2026, 0, 1) };

test.each<[HistoryEvent['type'], Dialect, string]>([
  ['OrchestratorStarted', 'durabletask', 'OrchestratorStarted'],
  ['OrchestratorStarted', 'dapr', 'WorkflowStarted'],
  ['SubOrchestrationInstanceFailed', 'dapr', 'ChildWorkflowInstanceFailed'],
  ['TaskScheduled', 'dapr', 'TaskScheduled'],
])('%s is called in %s: %s', (type, dialect, name) => {
  expect(eventName(type, dialect)).toBe(name);
});

test('a record has the fields of that engine’s protocol', () => {
  const child: HistoryEvent = {
    id: 2,
    timestampMs: at.timestampMs,
    type: 'SubOrchestrationInstanceCreated',
    name: 'prepareGift',
    instanceId: 'order-1:0002',
    input: '{"a":1}',
  };
  expect(JSON.parse(recordText(child, 'dapr'))).toEqual({
    eventId: 2,
    timestamp: '2026-01-01T00:00:00.000Z',
    childWorkflowInstanceCreated: {
      instanceId: 'order-1:0002',
      name: 'prepareGift',
      input: '{"a":1}',
    },
  });
  const end: HistoryEvent = {
    ...at,
    type: 'ExecutionCompleted',
    status: 'FAILED',
    failure: { type: 'E', message: 'no', inner: { type: 'I', message: 'why' } },
  };
  expect(JSON.parse(recordText(end, 'durabletask'))).toMatchObject({
    executionCompleted: {
      orchestrationStatus: 'ORCHESTRATION_STATUS_FAILED',
      failureDetails: { errorType: 'E', innerFailure: { errorMessage: 'why' } },
    },
  });
});

test('a payload is laid out, and one that is no JSON is shown as it is', () => {
  expect(payloadOf({ ...at, type: 'EventRaised', name: 'go', input: '[1]' })?.text).toBe(
    '[\n  1\n]',
  );
  expect(payloadOf({ ...at, type: 'ExecutionTerminated', input: 'stop it' })).toEqual({
    label: 'Input',
    text: 'stop it',
  });
  expect(payloadOf({ ...at, type: 'TimerCreated', fireAtMs: 5 })).toBeUndefined();
});

test('a time beyond the calendar does not break the record', () => {
  const far: HistoryEvent = { ...at, type: 'TimerCreated', fireAtMs: 9e15 };
  expect(recordText(far, 'dapr')).toContain('"fireAt": "9000000000000000"');
});
