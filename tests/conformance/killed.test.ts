import { describe, expect, test } from 'vitest';
import { execute } from '../../src/engine/execute.ts';
import type { HistoryEvent } from '../../src/engine/history.ts';
import type { Dialect } from '../../src/engine/turn.ts';
import { clockOf, eventsFromWire, resultToWire } from '../../src/engine/wire.ts';
import { programsOf, type RecordedCase, readCases } from './case.ts';
import { comparable } from './compare.ts';

/** Where the last wake-up began: at the event after the last one that an action left behind. */
function lastWakeUp(history: readonly HistoryEvent[]): number {
  const open = history.findLastIndex((event) => event.type !== 'ExecutionCompleted');
  const last = history[open];
  // Nothing woke it after its last request: it is asked again with an empty wake-up.
  return last && last.id >= 0 ? history.length : open;
}

async function replay(recorded: RecordedCase, dialect: Dialect): Promise<unknown> {
  const [program] = programsOf(recorded, dialect);
  if (!program) throw new Error('a case without a program');
  const history = eventsFromWire(recorded.history ?? []);
  const from = lastWakeUp(history);
  const oldEvents = history.slice(0, from);
  const woken = history.slice(from).filter((event) => event.type !== 'ExecutionCompleted');
  const started: HistoryEvent = {
    type: 'OrchestratorStarted',
    id: -1,
    timestampMs: clockOf(history),
  };
  const newEvents = [started, ...woken];
  const item = {
    dialect,
    facade: 'durabletask',
    instanceId: 'wf-1',
    oldEvents,
    newEvents,
  } as const;
  return comparable(resultToWire(await execute(item, program), clockOf(history)).actions);
}

describe.each<Dialect>(['durabletask', 'dapr'])(
  '%s: the history that a killed worker left replays to the recorded ending',
  (dialect) => {
    const killed = readCases(dialect).filter((recorded) => recorded.kill);

    test.each(killed.map((recorded) => [recorded.name, recorded] as const))(
      '%s',
      async (_name, recorded) => {
        const ending = recorded.history?.at(-1);
        const isEnded = ending?.type === 'ExecutionCompleted';
        const completion = {
          type: 'CompleteOrchestration',
          id: 4,
          status: ending?.status,
          result: ending?.result,
        };
        expect(await replay(recorded, dialect)).toEqual(isEnded ? [completion] : []);
      },
    );
  },
);
