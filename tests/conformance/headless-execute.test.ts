import { describe, expect, test } from 'vitest';
import type { Dialect } from '../../src/engine/turn.ts';
import { eventsToWire, type WireEvent } from '../../src/engine/wire.ts';
import { withHistory, type RecordedCase } from './case.ts';
import { comparable, comparableStatus } from './compare.ts';
import { differences } from './differences.ts';
import { asker, readLives } from './headless-case.ts';

const ask = await asker('execute');
const DIALECTS: readonly Dialect[] = ['durabletask', 'dapr'];

/** The workflows of each deployment of a case, from the first. */
function deployments(recorded: RecordedCase, name: string): Record<string, string>[] {
  const sources: (string | null | undefined)[] = [recorded.workflowSource];
  for (const stimulus of recorded.stimuli ?? []) {
    if (stimulus.do !== 'redeploy') continue;
    const next = stimulus.with?.workflow;
    sources.push(next === undefined ? sources.at(-1) : next);
  }
  return sources.map((source) => ({
    ...recorded.otherOrchestrators,
    ...(source ? { [name]: source } : {}),
  }));
}

function startedName(events: readonly WireEvent[]): string {
  return events.find((event) => event.type === 'ExecutionStarted')?.name ?? 'Workflow';
}

interface Asked {
  line: object;
  real: unknown;
}

/** Every turn of a case as a line of the command, and what the real executor answered. */
function turnsOf(recorded: RecordedCase, dialect: Dialect): Asked[] {
  const programs = deployments(recorded, 'Workflow');
  const instances = [
    { instanceId: recorded.instanceId ?? 'wf-1', turns: recorded.turns },
    ...(recorded.otherInstances ?? []),
  ];
  return instances.flatMap(({ instanceId, turns }) =>
    withHistory(turns ?? []).map(({ turn, oldEvents }) => ({
      line: {
        dialect,
        orchestrators: programs[turn.run - 1] ?? programs.at(-1),
        name: 'Workflow',
        instanceId,
        oldEvents: eventsToWire(oldEvents),
        newEvents: turn.newEvents,
      },
      real: {
        actions: comparable(turn.actions),
        customStatus: comparableStatus(turn.customStatus),
      },
    })),
  );
}

function directOf(recorded: RecordedCase, dialect: Dialect): Asked {
  const name = startedName([...(recorded.oldEvents ?? []), ...(recorded.newEvents ?? [])]);
  return {
    line: {
      dialect,
      orchestrators: deployments(recorded, name)[0],
      name,
      instanceId: 'wf-1',
      oldEvents: recorded.oldEvents,
      newEvents: recorded.newEvents,
    },
    real: recorded.executorThrew
      ? { error: { code: 'executor-threw', message: recorded.executorThrew.message } }
      : { actions: comparable(recorded.actions), customStatus: undefined },
  };
}

function told(line: object): unknown {
  const { actions, customStatus, error } = ask(line);
  if (error !== undefined) return { error };
  return { actions: comparable(actions), customStatus: comparableStatus(customStatus) };
}

describe.each(DIALECTS)('%s: recorded turns through execute', (dialect) => {
  const cases = readLives(dialect);
  const listed = new Set(
    differences.filter((each) => each.dialect === dialect).map((each) => each.name),
  );
  const withTurns = cases.filter((recorded) => recorded.turns);
  const direct = cases.filter((recorded) => recorded.newEvents && !listed.has(recorded.name));

  test.each(withTurns.map((recorded) => [recorded.name, recorded] as const))(
    '%s',
    (_name, recorded) => {
      const asked = turnsOf(recorded, dialect);
      expect(asked.map(({ line }) => told(line))).toEqual(asked.map(({ real }) => real));
    },
  );

  test.each(direct.map((recorded) => [recorded.name, recorded] as const))(
    '%s',
    (_name, recorded) => {
      const { line, real } = directOf(recorded, dialect);
      const answer = told(line) as { customStatus?: unknown };
      // Direct cases hold no custom status.
      const compared = 'actions' in answer ? { ...answer, customStatus: undefined } : answer;
      expect(compared).toEqual(real);
    },
  );
});

test('dapr: where the real executor never returns, ours answers', () => {
  // The recording of dapr holds no events for it; durabletask's asks the same.
  const asked = readLives('durabletask').find(
    ({ name }) => name === 'direct-suspend-resume-suspend-in-buffer',
  );
  expect(asked && told(directOf(asked, 'dapr').line)).toMatchObject({ actions: [] });
});
