import { describe, expect, it } from 'vitest';
import type { Intervention, Scenario } from '../../src/sim/scenario.ts';
import { parsePlace } from '../../src/trace/place-text.ts';
import { placeOf } from '../../src/trace/positions.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { runText } from '../support/run-sample.ts';

const printed = (trace: Trace): string[] =>
  trace.steps.flatMap((step) =>
    step.kind === 'client' && step.did.what === 'printed' ? [step.did.text] : [],
  );

const endOf = (trace: Trace) =>
  trace.steps.find((step) => step.kind === 'client' && step.did.what === 'ended');

const HUB = `import { TaskHubGrpcWorker, TaskHubGrpcClient, OrchestrationStatus, terminateOptions } from "@microsoft/durabletask-js";
const client = new TaskHubGrpcClient("localhost:4001");
const worker = new TaskHubGrpcWorker("localhost:4001");
const say = async (ctx, text) => "said " + text;
let tries = 0;
const once = async () => { tries += 1; if (tries === 1) throw new Error("not yet"); return tries; };
async function* echo(ctx, text) { return yield ctx.callActivity(say, text); }
async function* hold(ctx) { return yield ctx.waitForExternalEvent("go"); }
async function* parent(ctx) { yield ctx.callSubOrchestrator(hold, undefined, { instanceId: "child" }); }
async function* again(ctx, n) { if (n > 0) { yield ctx.createTimer(1); ctx.continueAsNew(n - 1); } else return "done"; }
async function* shaky(ctx) { return yield ctx.callActivity(once); }
for (const each of [echo, hold, parent, again, shaky]) worker.addOrchestrator(each);
worker.addActivity(say); worker.addActivity(once);
const name = (state) => state && OrchestrationStatus[state.runtimeStatus];
await worker.start();
`;

const DAPR = `import { WorkflowRuntime, DaprWorkflowClient, WorkflowRuntimeStatus } from "@dapr/dapr";
const client = new DaprWorkflowClient();
const runtime = new WorkflowRuntime();
const say = async (ctx, text) => "said " + text;
async function* echo(ctx, text) { ctx.setCustomStatus("half"); return yield ctx.callActivity(say, text); }
async function* hold(ctx) { return yield ctx.waitForExternalEvent("go"); }
async function* lost(ctx) { return yield ctx.callActivity("nobody"); }
runtime.registerWorkflow(echo).registerWorkflow(hold).registerWorkflow(lost).registerActivity(say);
const name = (state) => state && WorkflowRuntimeStatus[state.runtimeStatus];
await runtime.start();
`;

describe('what a client asks, the sidecar does', () => {
  it.each<[name: string, source: string, expected: string[]]>([
    [
      'suspends and resumes',
      `${HUB}const id = await client.scheduleNewOrchestration(hold);
await client.waitForOrchestrationStart(id);
await client.suspendOrchestration(id);
console.log(name(await client.getOrchestrationState(id)));
await client.raiseOrchestrationEvent(id, "GO", [1]);
await client.resumeOrchestration(id);
const end = await client.waitForOrchestrationCompletion(id);
console.log(name(end), end.serializedOutput, end.serializedInput);`,
      ['SUSPENDED', 'COMPLETED [1] undefined'],
    ],
    [
      'terminates, with the children when that is asked for',
      `${HUB}const id = await client.scheduleNewOrchestration(parent);
await client.waitForOrchestrationStart("child").catch(() => undefined);
await client.getOrchestrationState(id);
await client.terminateOrchestration(id, terminateOptions({ output: "enough", recursive: true }));
console.log(name(await client.waitForOrchestrationCompletion(id)), name(await client.waitForOrchestrationCompletion("child")));`,
      ['TERMINATED TERMINATED'],
    ],
    [
      'starts later, and over',
      `${HUB}const before = Date.now();
const id = await client.scheduleNewOrchestration(again, 2, { instanceId: "a", startAt: new Date(before + 60_000), tags: { for: "test" } });
console.log(name(await client.getOrchestrationState(id)));
const end = await client.waitForOrchestrationCompletion(id, true, 90);
console.log(end.serializedOutput, JSON.stringify(end.tags), end.createdAt.getTime() - before >= 59_000);`,
      ['undefined', '"done" {"for":"test"} true'],
    ],
    [
      'restarts, purges and lists',
      `${HUB}await client.scheduleNewOrchestration(echo, "x", "a");
await client.waitForOrchestrationCompletion("a");
const b = await client.restartOrchestration("a", true);
console.log((await client.waitForOrchestrationCompletion(b)).serializedOutput, b !== "a");
await client.scheduleNewOrchestration(hold, undefined, "c");
const ids = [];
for await (const page of client.getAllInstances({ pageSize: 2 }).asPages()) ids.push(page.values.length + (page.hasMoreResults ? "+" : ""));
for await (const state of client.getAllInstances({ statuses: [OrchestrationStatus.RUNNING] })) ids.push(state.instanceId);
const page = await client.listInstanceIds({ pageSize: 1 });
console.log(ids.join(), page.values.join(), page.hasMoreResults, page.continuationToken);
console.log((await client.purgeOrchestration("a")).deletedInstanceCount, (await client.purgeOrchestration("c")).deletedInstanceCount, await client.getOrchestrationState("a"));`,
      ['"said x" true', '2+,1,c a true 1', '1 0 undefined'],
    ],
    [
      'rewinds what has failed',
      `${HUB}await client.scheduleNewOrchestration(shaky, undefined, "a");
const failed = await client.waitForOrchestrationCompletion("a");
console.log(name(failed), failed.failureDetails.message);
try { failed.raiseIfFailed(); } catch (error) { console.log(error.message); }
await client.rewindInstance("a", "try again");
console.log((await client.waitForOrchestrationCompletion("a")).serializedOutput);
await client.rewindInstance("a").catch((error) => console.log(error.message));`,
      [
        'FAILED Activity task #1 failed: not yet',
        "Orchestration 'a' failed: Activity task #1 failed: not yet",
        '2',
        "Orchestration instance 'a' is not in a failed state",
      ],
    ],
    [
      'Dapr: states have getters, an id can be used again once its workflow has ended',
      `${DAPR}await client.scheduleNewWorkflow(echo, "x", "a");
await client.scheduleNewWorkflow(hold, undefined, "b");
await client.scheduleNewWorkflow(hold, undefined, "b").catch((error) => console.log(error.message));
const state = await client.waitForWorkflowCompletion("a");
console.log(name(state), state.name, state.instanceId, state.serializedInput, state.customStatus, state.createdAt instanceof Date);
console.log((await client.getWorkflowState("a", false)).serializedOutput);
await client.scheduleNewWorkflow("echo", "y", "a");
console.log((await client.waitForWorkflowCompletion("a", true)).serializedOutput, await client.purgeWorkflow("b"), await client.purgeWorkflow("a"));`,
      [
        "6 ALREADY_EXISTS: an active workflow with ID 'b' already exists",
        'COMPLETED echo a "x" half true',
        'undefined',
        '"said y" false true',
      ],
    ],
    [
      'Dapr: what is not registered fails as in the SDK',
      `${DAPR}await client.scheduleNewWorkflow(lost, undefined, "a");
const a = (await client.waitForWorkflowCompletion("a")).workflowFailureDetails;
console.log(a.getErrorMessage());
await client.scheduleNewWorkflow("nowhere", undefined, "b");
const b = (await client.waitForWorkflowCompletion("b")).workflowFailureDetails;
console.log(b.getErrorType(), b.getErrorMessage());
await client.raiseEvent("c", "go").catch((error) => console.log(error.message));`,
      [
        "a: Activity task #1 failed: Activity function 'nobody' is not registered.",
        "OrchestratorNotRegisteredError Orchestrator 'nowhere' does not exist.",
        '2 UNKNOWN: no such instance exists',
      ],
    ],
  ])('%s', (_name, source, expected) => {
    const trace = runText(source);
    expect(printed(trace)).toEqual(expected);
    expect(endOf(trace)).toMatchObject({ did: { what: 'ended' } });
    expect(endOf(trace)).not.toHaveProperty('did.failure');
  });

  it('a dead sidecar refuses', () => {
    const at = parsePlace('t1:saved');
    const interventions: Intervention[] = at
      ? [{ do: 'crash', target: 'sidecar', at }, { do: 'restart' }]
      : [];
    const trace = runText(
      `${DAPR}await client.scheduleNewWorkflow(hold, undefined, "a");\nawait client.waitForWorkflowCompletion("a");`,
      { interventions },
    );
    expect(endOf(trace)).toMatchObject({
      did: { failure: 'Error: 14 UNAVAILABLE: No connection established' },
    });
  });
});

describe('who starts what', () => {
  it('a worker without a client: its first workflow, started by the page', () => {
    const trace = runText(DAPR.replace(/const client[^\n]*\n/, ''), { input: 'x' });
    expect(trace.steps.some((step) => step.kind === 'client')).toBe(false);
    expect(trace.mainInstance).toBeUndefined();
    expect(trace.steps.findLast((step) => step.kind === 'turn-saved')).toMatchObject({
      instance: 'order-1',
      status: 'COMPLETED',
    });
  });

  it('a variable of the function around a workflow shows that every wake-up runs it again', () => {
    const source = `import { WorkflowRuntime, DaprWorkflowClient } from "@dapr/dapr";
async function main() {
  let wakes = 0;
  const say = async () => 1;
  const count = async function* (ctx) { wakes += 1; yield ctx.callActivity(say); yield ctx.callActivity(say); return wakes; };
  const runtime = new WorkflowRuntime().registerWorkflow(count).registerActivity(say);
  await runtime.start();
  const client = new DaprWorkflowClient();
  const id = await client.scheduleNewWorkflow(count);
  console.log((await client.waitForWorkflowCompletion(id)).serializedOutput);
}
main();`;
    expect(printed(runText(source))).toEqual(['3']);
  });

  it('an exit in the workflow ends the app', () => {
    const trace = runText(
      `${DAPR.replace('await runtime.start', 'runtime.registerWorkflow(async function* bad() { process.exit(4); });\nawait runtime.start')}await client.scheduleNewWorkflow("bad");`,
    );
    expect(trace.steps.find((step) => step.kind === 'app-crashed')).toMatchObject({
      breakdown: { message: 'The code ended the app with process.exit(4).' },
    });
  });
});

describe('wherever the app crashes', () => {
  const source = `${HUB}const ids = await Promise.all(["x", "y"].map((text) => client.scheduleNewOrchestration(echo, text, text)));
await client.scheduleNewOrchestration(hold, undefined, "held");
await client.waitForOrchestrationStart("held");
await client.raiseOrchestrationEvent("held", "go", 7);
for (const id of [...ids, "held"]) console.log((await client.waitForOrchestrationCompletion(id)).serializedOutput);`;
  const whole = runText(source);
  const places = whole.steps
    .filter((step) => step.kind !== 'app-started' && step.kind !== 'over' && step.kind !== 'pass')
    .map((step) => placeOf(step, 0));

  it('the client hears the same, and before the crash nothing changes', () => {
    expect(printed(whole)).toEqual(['"said x"', '"said y"', '7']);
    expect(places.length).toBeGreaterThan(25);
    for (const at of places) {
      const change: Partial<Scenario> = {
        interventions: [{ do: 'crash', target: 'app', at }, { do: 'restart' }],
      };
      const trace = runText(source, change);
      const [crash = 0] = trace.performedAt;
      expect(trace.unused).toEqual([]);
      expect(trace.steps.slice(0, crash)).toEqual(whole.steps.slice(0, crash));
      expect(printed(trace)).toEqual(printed(whole));
    }
  });

  it('the same scenario gives the same trace', () => {
    expect(runText(source)).toEqual(whole);
  });
});
