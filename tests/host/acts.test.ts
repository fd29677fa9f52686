import { describe, expect, it } from 'vitest';
import { raiseAt, resumeAt, suspendAt, terminateAt, type Act } from '../../src/sim/fork.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import type { Cursor, Trace } from '../../src/trace/trace.ts';
import { runText } from '../support/run-sample.ts';
import { scenarioOfText } from '../support/run-text.ts';

const source = `import { WorkflowRuntime, DaprWorkflowClient } from '@dapr/dapr';
const order = async () => 'ordered';
const purchase = async function* (ctx) {
  const approval = ctx.waitForExternalEvent('approved');
  const deadline = ctx.createTimer(3600);
  const winner = yield ctx.whenAny([approval, deadline]);
  if (winner === deadline) return 'expired';
  return yield ctx.callActivity(order);
};
const runtime = new WorkflowRuntime();
runtime.registerWorkflow(purchase).registerActivity(order);
await runtime.start();
const client = new DaprWorkflowClient();
const id = await client.scheduleNewWorkflow(purchase);
await client.waitForWorkflowCompletion(id, undefined, 60);
`;

const plain = scenarioOfText(source, 'purchase', { program: { source } });

/** The workflow waits for the first time. */
function waitingIn(trace: Trace): Cursor {
  const step = trace.steps.findIndex(({ kind }) => kind === 'idle');
  expect(step).toBeGreaterThan(0);
  return { step, beat: 0, fraction: 0 };
}

function done(act: Act): Scenario {
  if (!act.ok) throw new Error(act.reason);
  return act.scenario;
}

const statusOf = (trace: Trace): string | undefined =>
  trace.steps.flatMap((step) => (step.kind === 'turn-saved' ? [step.status] : [])).at(-1);

const again = (scenario: Scenario): Trace => {
  const trace = runText(source, scenario);
  expect(trace.unused).toEqual([]);
  return trace;
};

describe('what is asked of a workflow that host code has started, and named', () => {
  const trace = runText(source, plain);
  const at = waitingIn(trace);

  it('has another name than the workflow of a sample', () => {
    expect(trace.mainInstance).toMatch(/-/);
    expect(statusOf(trace)).toBe('COMPLETED');
    expect(JSON.stringify(trace.steps)).toContain('expired');
  });

  it('hears an event', () => {
    const answered = again(done(raiseAt(plain, trace, at, 'approved', true)));
    expect(statusOf(answered)).toBe('COMPLETED');
    expect(JSON.stringify(answered.steps)).toContain('ordered');
    expect(JSON.stringify(answered.steps)).not.toContain('expired');
  });

  it('is suspended, resumed and terminated', () => {
    const paused = done(suspendAt(plain, trace, at));
    const asleep = again(paused);
    const cursor = { step: asleep.steps.length - 1, beat: 0, fraction: 0 };
    expect(suspendAt(paused, asleep, cursor)).toMatchObject({ ok: false });
    expect(statusOf(again(done(resumeAt(paused, asleep, cursor))))).toBe('COMPLETED');
    expect(statusOf(again(done(terminateAt(plain, trace, at))))).toBe('TERMINATED');
  });
});
