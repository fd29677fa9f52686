import { expect, test } from 'vitest';
import type { Scenario } from '../../src/sim/scenario.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { frameAt } from '../../src/view/frame-at.ts';
import type { Frame } from '../../src/view/frame.ts';
import { machinesOfText, runOf, scenarioOfText } from '../support/run-text.ts';

interface Run {
  trace: Trace;
  /** At the first step of that kind, and at the end. */
  at: (kind: string) => Frame;
  end: Frame;
}

/** What the page shows of a workflow `w`, line 2 of which is given. */
function run(line: string, rest: Partial<Scenario> = {}): Run {
  const source = `export async function* w(ctx) {\n  ${line}\n}\nasync function a() {}\n`;
  const scenario = scenarioOfText(source, 'w', rest);
  const { machines } = machinesOfText({ v1: source }, scenario);
  const trace = runOf(machines, 'w', scenario);
  const span = { name: 'w', line: 1, endLine: 3 };
  const program = {
    source,
    workflow: span,
    functions: [span],
    counters: [],
    dialect: scenario.dialect,
  };
  const frame = (step: number): Frame => frameAt(trace, { step, beat: 1e6, fraction: 0 }, program);
  return {
    trace,
    at: (kind) => frame(trace.steps.findIndex((step) => step.kind === kind)),
    end: frame(trace.steps.length - 1),
  };
}

test.each([
  ['yield ctx.whenAll([]);', 'whenAll of an empty list never finishes'],
  ['yield 5;', 'does not look whether the first thing yielded is a task'],
  ['yield ctx.whenAll([ctx.whenAll([ctx.callActivity(a)])]);', 'does not tell it that it is done'],
])('%s waits for ever, and the page says why', (line, reason) => {
  const { end } = run(line);
  expect(end.sentence.lead).toBe('It waits for ever.');
  expect(end.sentence.text).toContain('The real one hangs here');
  expect(end.sentence.text).toContain(reason);
  expect(end.panes[0]?.chips).toContainEqual({ line: 2, text: 'waits for ever', tone: 'waiting' });
});

test('an ordinary wait says nothing of hanging', () => {
  const { end } = run("yield ctx.waitForExternalEvent('go');");
  expect(end.sentence.lead).toBe('Waiting.');
  expect(JSON.stringify(end)).not.toContain('hangs here');
});

test('paused twice and resumed: ours goes on, and says that the real one would not', () => {
  const at = { subject: 'run', number: 1, attempt: 1, moment: 'scheduled' } as const;
  const later = { subject: 'turn', number: 1, attempt: 1, moment: 'saved' } as const;
  const { trace } = run("return yield ctx.waitForExternalEvent('go');", {
    interventions: [
      { do: 'suspend', at },
      { do: 'suspend', at },
      { do: 'raise', name: 'go', at: later },
      { do: 'resume', at: later },
    ],
  });
  expect(trace.unused).toEqual([]);
  const returned = trace.steps.filter((step) => step.kind === 'turn-returned');
  expect(returned.some((step) => step.oddities?.includes('suspended-twice'))).toBe(true);
});
