import { describe, expect, test } from 'vitest';
import type { Dialect } from '../../src/engine/turn.ts';
import { runDifferences } from './differences.ts';
import { asker, readLives, type RecordedLife } from './headless-case.ts';
import { told } from './life-outcome.ts';

const ask = await asker('run');
const DIALECTS: readonly Dialect[] = ['durabletask', 'dapr'];

/**
 * Batches that came from a worker that runs activities inline, and one activity after each turn whatever else is due. Only the
 * outcome is compared.
 */
const OUTCOME_ONLY = new Set(['race-timer-beats-activity', 'continue-as-new-code-after']);
/** The recording holds the activities of its second deployment only; the first one had this, too. */
const FIRST_ACTIVITIES: Record<string, Record<string, string>> = {
  'nd-activity-unregistered-after-schedule': { A: '(_, x) => x ?? null' },
};

/** Where the recorded worker was killed, as a fault of the command. */
function faultsOf({ kill, log = [] }: RecordedLife): object[] {
  if (kill === undefined) return [];
  const at = log.findIndex((entry) => /KILLED|killed/.test(entry.outcome));
  const [what] = kill.split('-');
  const sofar = log.slice(0, at + 1);
  const task = new Set(sofar.flatMap((entry) => entry.activity ?? [])).size;
  const turn = sofar.findLast((entry) => entry.turn !== undefined)?.turn;
  const window = {
    'activity-before-run': 'before-effect',
    'activity-after-run': 'after-effect',
    'turn-before-commit': 'before-save',
    'turn-after-commit': 'after-save',
  }[kill];
  const subject = what === 'activity' ? { task } : { turn };
  return [{ kind: 'crash', target: 'app', at: { process: 1, ...subject, attempt: 1, window } }];
}

function lineOf(recorded: RecordedLife, dialect: Dialect): object {
  const first = recorded.previousGenerations?.[0] ?? recorded.history ?? [];
  const started = first.find((event) => event.type === 'ExecutionStarted');
  return {
    dialect,
    orchestrators: { ...recorded.otherOrchestrators, Workflow: recorded.workflowSource },
    activities: { ...recorded.activities, ...FIRST_ACTIVITIES[recorded.name] },
    name: 'Workflow',
    instanceId: recorded.instanceId,
    input: started?.input,
    stimuli: recorded.stimuli,
    faults: faultsOf(recorded),
  };
}

describe.each(DIALECTS)('%s: recorded lives through run', (dialect) => {
  const lives = readLives(dialect).filter((recorded) => recorded.activityInvocations);
  const listed = runDifferences.filter((difference) => difference.dialect === dialect);
  const same = lives.filter(({ name }) => !listed.some((each) => each.name === name));

  test.each(same.map((recorded) => [recorded.name, recorded] as const))('%s', (name, recorded) => {
    const isOutcomeOnly = OUTCOME_ONLY.has(name);
    const answer = ask(lineOf(recorded, dialect));
    expect(told(answer, isOutcomeOnly)).toEqual(told(recorded, isOutcomeOnly));
  });

  test('every listed difference is one', () => {
    const still = lives
      .filter(({ name }) => listed.some((each) => each.name === name))
      .filter((recorded) => {
        const answer = JSON.stringify(told(ask(lineOf(recorded, dialect)), false));
        return answer !== JSON.stringify(told(recorded, false));
      });
    expect(still.map(({ name }) => name)).toEqual(listed.map(({ name }) => name).toSorted());
  });
});
