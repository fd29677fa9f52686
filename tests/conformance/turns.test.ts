import { describe, expect, test } from 'vitest';
import { execute } from '../../src/engine/execute.ts';
import type { HistoryEvent } from '../../src/engine/history.ts';
import type { OrchestratorRegistry } from '../../src/engine/program.ts';
import type { Dialect } from '../../src/engine/turn.ts';
import { clockOf, eventsFromWire, resultToWire } from '../../src/engine/wire.ts';
import { programsOf, type RecordedCase, readCases, withHistory } from './case.ts';
import { comparable, comparableStatus } from './compare.ts';
import { differences } from './differences.ts';

const DIALECTS: readonly Dialect[] = ['durabletask', 'dapr'];

async function answer(
  dialect: Dialect,
  program: OrchestratorRegistry | undefined,
  instanceId: string,
  oldEvents: HistoryEvent[],
  newEvents: HistoryEvent[],
) {
  if (!program) throw new Error('a case without a program');
  const item = { dialect, facade: 'durabletask', instanceId, oldEvents, newEvents } as const;
  const result = await execute(item, program);
  return resultToWire(result, clockOf([...oldEvents, ...newEvents]));
}

/** Every turn of a case, as this engine and as the real one took it. */
async function takeTurns(recorded: RecordedCase, dialect: Dialect) {
  const instances = [
    { instanceId: recorded.instanceId ?? 'wf-1', turns: recorded.turns },
    ...(recorded.otherInstances ?? []),
  ];
  const ours: unknown[] = [];
  const real: unknown[] = [];
  for (const { instanceId, turns } of instances) {
    const programs = programsOf(recorded, dialect);
    for (const { turn, oldEvents, newEvents } of withHistory(turns ?? [])) {
      const program = programs[turn.run - 1] ?? programs.at(-1);
      const given = await answer(dialect, program, instanceId, oldEvents, newEvents);
      ours.push({
        oldEventCount: oldEvents.length,
        actions: comparable(given.actions),
        customStatus: comparableStatus(given.customStatus),
      });
      real.push({
        oldEventCount: turn.oldEventCount,
        actions: comparable(turn.actions),
        customStatus: comparableStatus(turn.customStatus),
      });
    }
  }
  return { ours, real };
}

async function askDirectly(recorded: RecordedCase, dialect: Dialect): Promise<unknown> {
  const [program] = programsOf(recorded, dialect);
  const oldEvents = eventsFromWire(recorded.oldEvents ?? []);
  const newEvents = eventsFromWire(recorded.newEvents ?? [], clockOf(oldEvents));
  try {
    const given = await answer(dialect, program, 'wf-1', oldEvents, newEvents);
    return { actions: comparable(given.actions) };
  } catch (error) {
    const { name, message } = error as Error;
    return { threw: { type: name, message } };
  }
}

for (const dialect of DIALECTS) {
  const cases = readCases(dialect);
  const withTurns = cases.filter((recorded) => recorded.turns);
  const direct = cases.filter((recorded) => recorded.newEvents);

  describe(`${dialect}: recorded turns`, () => {
    test.each(withTurns.map((recorded) => [recorded.name, recorded] as const))(
      '%s',
      async (_name, recorded) => {
        const { ours, real } = await takeTurns(recorded, dialect);
        expect(ours).toEqual(real);
      },
    );
  });

  describe(`${dialect}: executor asked directly`, () => {
    test.each(direct.map((recorded) => [recorded.name, recorded] as const))(
      '%s',
      async (_name, recorded) => {
        const real = recorded.executorThrew
          ? { threw: recorded.executorThrew }
          : { actions: comparable(recorded.actions) };
        expect(await askDirectly(recorded, dialect)).toEqual(real);
      },
    );
  });

  test(`${dialect}: every case is run, here or in killed.test.ts, or listed with its reason`, () => {
    const run = new Set([...withTurns, ...direct].map((recorded) => recorded.name));
    const rest = cases.filter((recorded) => !run.has(recorded.name) && !recorded.kill);
    const listed = differences.filter((difference) => difference.dialect === dialect);
    expect(rest.map((recorded) => recorded.name)).toEqual(
      listed.map((difference) => difference.name).toSorted(),
    );
  });
}
