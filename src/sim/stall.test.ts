import { expect, test } from 'vitest';
import type { HistoryEvent, TurnVersion } from '../engine/history.ts';
import { stallOf, withVersion } from './stall.ts';

const woken = (version?: TurnVersion): HistoryEvent => ({
  type: 'OrchestratorStarted',
  id: -1,
  timestampMs: 0,
  ...(version && { version }),
});
const reported = (...patches: string[]) => ({ actions: [], version: { patches } });

test.each<[string, string[], string[], string | undefined]>([
  ['nothing recorded', [], ['a'], undefined],
  ['the same', ['a', 'b'], ['a', 'b'], undefined],
  ['more at the end', ['a', 'b'], ['a', 'b', 'c'], undefined],
  ['one is gone', ['a', 'b'], ['a'], '[a, b], current patches: [a]'],
  ['another order', ['a', 'b'], ['b', 'a'], '[a, b], current patches: [b, a]'],
  ['a new one before', ['a'], ['c', 'a'], '[a], current patches: [c, a]'],
])('patches: %s', (_, history, current, told) => {
  // Go's text (dapr `orchestrator/versioning.go`), with the space at its end.
  const description = told === undefined ? undefined : `Patch mismatch. History patches: ${told}. `;
  const events = history.map((name) => woken({ patches: [name] }));
  expect(stallOf(events, reported(...current))?.description).toBe(description);
});

test('only patches that the history lacks are written down, each as often as it is new', () => {
  const history = [woken({ patches: ['a'] })];
  const stamped = withVersion(history, [woken()], { patches: ['a', 'b', 'a'], name: 'v1' });
  expect(stamped).toEqual([woken({ patches: ['b', 'a'], name: 'v1' })]);
  expect(withVersion(history, [woken()], { patches: ['a'] })).toEqual([woken()]);
  expect(withVersion(history, [woken()], undefined)).toEqual([woken()]);
});
