import { describe, expect, it } from 'vitest';
import type { Dialect } from '../engine/turn.ts';
import type { ClientMachine, ClientProgress, InstanceState } from '../sim/client-machine.ts';
import { compile } from '../source/compile.ts';
import { allModules } from '../source/modules.ts';
import { createClientMachine } from './client.ts';
import { loaded, NOW_MS, OneInstance, wasm } from './machine.test-support.ts';

function clientOf(source: string, dialect: Dialect = 'dapr'): ClientMachine {
  const compiled = compile(source);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return createClientMachine(wasm, compiled, dialect);
}

const begin = (machine: ClientMachine, variables: Record<string, string> = {}): ClientProgress =>
  machine.start({ seed: 1, process: 0, nowMs: NOW_MS, variables });

const printed = ({ deeds }: ClientProgress): string[] =>
  deeds.flatMap((each) => (each.kind === 'printed' ? [each.text] : []));

const asked = ({ deeds }: ClientProgress) =>
  deeds.flatMap((each) => (each.kind === 'asked' ? [each.request] : []));

const COMPLETED: InstanceState = {
  instance: 'a',
  name: 'house',
  status: 'COMPLETED',
  createdAtMs: NOW_MS,
  updatedAtMs: NOW_MS + 5,
  input: '1',
  output: '"blue"',
};

const DAPR = `import { WorkflowRuntime, DaprWorkflowClient, WorkflowRuntimeStatus } from "@dapr/dapr";
const runtime = new WorkflowRuntime({ daprHost: "localhost" });
async function* house(ctx, colour) { return [ctx.isReplaying(), yield ctx.callActivity("paint", colour)]; }
runtime.registerWorkflow(house).registerActivityWithName("paint", async (ctx, colour) => colour);
await runtime.start();
console.log("started");
const client = new DaprWorkflowClient();
`;

describe('the app', () => {
  it('registers, and does nothing that a client does', async () => {
    const machine = await loaded(
      `${DAPR}const id = await client.scheduleNewWorkflow(house, 1);\nthrow new Error("never");`,
    );
    expect(machine.reset({ seed: 1, process: 1, nowMs: NOW_MS, variables: {} })).toEqual({
      registered: { workflows: ['house'], activities: ['paint'] },
    });
    const outcome = new OneInstance(machine, 'house').start('blue');
    expect(outcome).toMatchObject({
      kind: 'done',
      result: { actions: [{ type: 'ScheduleTask', name: 'paint', input: '"blue"' }] },
    });
  });

  it('gives each workflow the context of the worker that registered it', async () => {
    const source = `import { TaskHubGrpcWorker } from "@dapr/durabletask-js";
const worker = new TaskHubGrpcWorker();
worker.addNamedOrchestrator("look", async function* (ctx) { return typeof ctx.isReplaying; });
await worker.start();`;
    const machine = await loaded(source);
    machine.reset({ seed: 1, process: 1, nowMs: NOW_MS, variables: {} });
    expect(new OneInstance(machine, 'look').start(undefined)).toMatchObject({
      result: { actions: [{ status: 'COMPLETED', result: '"boolean"' }] },
    });
  });

  it('registers named versions, as Dapr has them in other languages', async () => {
    const source = `
import { WorkflowRuntime } from "@dapr/dapr";
async function* greetOld(ctx) { return 'old'; }
async function* greetNew(ctx) { return 'new'; }
const runtime = new WorkflowRuntime();
runtime
  .registerVersionedWorkflow('greet', greetOld, { versionName: 'v1' })
  .registerVersionedWorkflow('greet', greetNew, { versionName: 'v2', isLatest: true });
await runtime.start();`;
    const machine = await loaded(source);
    const outcome = machine.reset({ seed: 1, process: 1, nowMs: NOW_MS, variables: {} });
    expect(outcome.registered?.workflows).toContain('greet');
    expect(new OneInstance(machine, 'greet').start(undefined)).toMatchObject({
      result: { version: { name: 'v2' }, actions: [{ status: 'COMPLETED', result: '"new"' }] },
    });
  });

  it.each([
    [
      'a version that is registered twice',
      "const r = new WorkflowRuntime();\nasync function* a() {}\nr.registerVersionedWorkflow('x', a).registerVersionedWorkflow('x', a);",
      "versioned workflow named 'a' is already registered",
    ],
    ['a worker that nobody starts', 'new WorkflowRuntime();', 'No worker was started.'],
    ['an exit', 'process.exit(3);', 'process.exit(3)'],
    [
      'a name that is taken',
      'const r = new WorkflowRuntime();\nasync function* a() {}\nr.registerWorkflow(a).registerWorkflow(a);',
      "Error: A 'a' orchestrator already exists.",
    ],
    [
      'a promise that nobody takes care of',
      '(async () => { throw new TypeError("lost"); })();\nnew WorkflowRuntime().start();',
      'TypeError: lost',
    ],
    [
      'a function without a name',
      'new WorkflowRuntime().registerWorkflow(async function* () {});',
      'Cannot infer a name from a lambda function.',
    ],
    [
      'a registration that comes too late',
      'const r = new WorkflowRuntime();\nawait r.start();\nr.registerActivity(function a() {});',
      'Cannot add activity while worker is running.',
    ],
  ])('%s stops it', async (_name, text, failure) => {
    const machine = await loaded(`import { WorkflowRuntime } from "@dapr/dapr";\n${text}`);
    const outcome = machine.reset({ seed: 1, process: 1, nowMs: NOW_MS, variables: {} });
    expect(outcome.failure).toContain(failure);
  });

  it('waits at its top until a worker runs', async () => {
    const machine = await loaded(
      'import { WorkflowRuntime } from "@dapr/dapr";\nimport { setTimeout } from "node:timers/promises";\nawait setTimeout(5000);\nawait new WorkflowRuntime().start();',
    );
    const outcome = machine.reset({ seed: 1, process: 1, nowMs: NOW_MS, variables: {} });
    expect(outcome).toEqual({ registered: { workflows: [], activities: [] } });
  });
});

describe('the client', () => {
  it('schedules, waits and prints', () => {
    const machine = clientOf(
      `${DAPR}const id = await client.scheduleNewWorkflow(house, 1, "a");
const state = await client.waitForWorkflowCompletion(id, undefined, 30);
console.log(state.serializedOutput, state.runtimeStatus === WorkflowRuntimeStatus.COMPLETED, WorkflowRuntimeStatus[state.runtimeStatus]);
process.exit(0);`,
    );
    const first = begin(machine);
    expect(printed(first)).toEqual(['started']);
    expect(asked(first)).toEqual([{ do: 'schedule', name: 'house', instance: 'a', input: '1' }]);
    const second = machine.answer(1, { kind: 'scheduled', instance: 'a' }, NOW_MS);
    expect(asked(second)).toEqual([
      { do: 'wait', instance: 'a', until: 'completed', timeoutMs: 30_000 },
    ]);
    const third = machine.answer(2, { kind: 'state', state: COMPLETED }, NOW_MS + 5);
    expect(printed(third)).toEqual(['"blue" true COMPLETED']);
    expect(third).toMatchObject({ kind: 'ended', code: 0 });
  });

  it('draws the ids that it does not name from the seed', () => {
    const machine = clientOf(`${DAPR}client.scheduleNewWorkflow(house);`);
    const [first] = asked(begin(machine));
    expect(first).toMatchObject({ instance: expect.stringMatching(/^[\da-f-]{36}$/) as string });
    expect(asked(begin(machine))[0]).toEqual(first);
    const other = asked(machine.start({ seed: 2, process: 0, nowMs: NOW_MS, variables: {} }))[0];
    expect(other).not.toEqual(first);
  });

  it('sleeps on the clock of the run', () => {
    const machine = clientOf(
      `${DAPR}await new Promise((done) => setTimeout(done, 2000));\nconsole.log(Date.now() > 0);\nsetInterval(() => undefined, 10);`,
    );
    const first = begin(machine);
    expect(first).toMatchObject({ kind: 'waiting', wakeAtMs: NOW_MS + 2000 });
    const early = machine.wake(NOW_MS + 1000);
    expect(early).toMatchObject({ kind: 'waiting', deeds: [] });
    const last = machine.wake(NOW_MS + 2000);
    expect(printed(last)).toEqual(['true']);
    expect(last.kind).toBe('ended');
  });

  it.each<[Dialect, string, string[]]>([
    ['dapr', 'TimeoutError', ['Error', 'TimeoutError']],
    [
      'durabletask',
      'timed-out',
      ['TimeoutError', "Timed out waiting for orchestration 'a' to complete after 2s"],
    ],
  ])('%s: a wait that takes too long, and what is refused', (dialect, _name, timeout) => {
    const machine = clientOf(
      `import { TaskHubGrpcWorker, TaskHubGrpcClient } from "@microsoft/durabletask-js";
const client = new TaskHubGrpcClient("localhost:4001");
new TaskHubGrpcWorker();
const tell = (error) => console.log(error.name + "|" + error.message);
await client.waitForOrchestrationCompletion("a", true, 2).catch(tell);
await client.raiseOrchestrationEvent("b", "go").catch(tell);
await client.scheduleNewOrchestration("house", 1, { instanceId: "c" }).catch(tell);
await client.raiseOrchestrationEvent("", "go").catch(tell);`,
      dialect,
    );
    begin(machine);
    const second = machine.answer(1, { kind: 'timed-out' }, NOW_MS + 2000);
    expect(printed(second)).toEqual([timeout.join('|')]);
    expect(asked(second)).toEqual([{ do: 'raise', instance: 'b', name: 'go', input: 'null' }]);
    const third = machine.answer(2, { kind: 'refused', problem: 'no-such-instance' }, NOW_MS);
    const isDapr = dialect === 'dapr';
    expect(printed(third)).toEqual([
      isDapr
        ? 'Error|2 UNKNOWN: no such instance exists'
        : "Error|Orchestration instance 'b' not found",
    ]);
    const fourth = machine.answer(3, { kind: 'refused', problem: 'already-exists' }, NOW_MS);
    expect(printed(fourth)).toEqual([
      isDapr
        ? "Error|6 ALREADY_EXISTS: an active workflow with ID 'c' already exists"
        : "OrchestrationAlreadyExistsError|An orchestration with instance ID 'c' already exists",
      "Error|raiseOrchestrationEvent: 'instanceId' is required.",
    ]);
    expect(fourth.kind).toBe('ended');
  });

  it('ends when a promise fails that nobody takes care of, and after an exit nothing counts', () => {
    const lost = begin(clientOf(`${DAPR}(async () => { throw new RangeError("lost"); })();`));
    expect(lost).toMatchObject({ kind: 'ended', failure: 'RangeError: lost' });
    const left = begin(
      clientOf(
        `${DAPR}try { process.exit(1); } finally { console.log("no"); await client.purgeWorkflow("a"); process.exit(0); }`,
      ),
    );
    expect(left).toMatchObject({ kind: 'ended', code: 1 });
    expect(printed(left)).toEqual(['started']);
    expect(asked(left)).toEqual([]);
  });

  it('a rejection that is taken care of later is none', () => {
    const progress = begin(
      clientOf(
        `${DAPR}const failed = Promise.reject(new Error("x"));\nawait null;\nfailed.catch(() => console.log("caught"));`,
      ),
    );
    expect(printed(progress)).toEqual(['started', 'caught']);
    expect(progress).toEqual({ kind: 'ended', deeds: progress.deeds });
  });

  it('answers questions from a variable', () => {
    const machine = clientOf(
      `import * as readline from "readline-sync";
${DAPR}console.log(readline.questionInt("Cost?"), readline.keyInYN("Approve?"), readline.question("Who?"));`,
    );
    expect(printed(begin(machine)).at(-1)).toBe('1000 true 1000');
    expect(printed(begin(machine, { ANSWERS: '7, no' }))).toEqual([
      'started',
      'Cost? 7',
      'Approve? no',
      'Who? 1000',
      '7 false 1000',
    ]);
  });

  it('breaks down like any other code', () => {
    const endless = begin(clientOf(`${DAPR}for (;;);`));
    expect(endless).toMatchObject({ kind: 'broke', breakdown: { reason: 'steps' } });
  });
});

describe('modules', () => {
  it.each(allModules())('%s has every name that programs may use', (id, { names }) => {
    const source = `import { WorkflowRuntime } from "@dapr/dapr";\nnew WorkflowRuntime();\nimport * as all from ${JSON.stringify(id)};
console.log(${JSON.stringify(names)}.filter((name) => all[name] === undefined).join());`;
    expect(printed(begin(clientOf(source)))).toEqual(['']);
  });
});
