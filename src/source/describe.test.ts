import { describe, expect, it } from 'vitest';
import { describeProgram } from './describe.ts';
import { compile } from './compile.ts';

/** A line and what stands there, for each problem or remark. */
const told = (all: readonly { line: number; message: string }[]) =>
  all.map(({ line, message }) => `${line}: ${message}`);

const DAPR_HOST = `import { WorkflowRuntime, DaprWorkflowClient, TWorkflow, WorkflowContext } from "@dapr/dapr";
async function start() {
  const runtime = new WorkflowRuntime();
  const client = new DaprWorkflowClient();
  const paint = async (_: any, colour: string) => colour;
  const house: TWorkflow = async function* (ctx: WorkflowContext): any {
    return yield ctx.callActivity(paint, "blue");
  };
  runtime.registerWorkflow(house).registerActivity(paint);
  await runtime.start();
  await client.scheduleNewWorkflow(house);
}
start();`;

describe('what a text is', () => {
  it('Dapr host code, with everything inside of a function', () => {
    expect(describeProgram(DAPR_HOST)).toEqual({
      kind: 'host',
      dialect: 'dapr',
      facade: 'dapr',
      workflows: [{ name: 'house', line: 6, isSyncGenerator: false }],
      activities: [{ name: 'paint', line: 5 }],
      problems: [],
      remarks: [],
    });
  });

  it('Durable Task host code, by registered names', () => {
    const source = `const { TaskHubGrpcWorker, TaskHubGrpcClient } = require("@microsoft/durabletask-js");
const worker = new TaskHubGrpcWorker("localhost:4001");
worker.addNamedOrchestrator("house", async function* (ctx) { yield ctx.createTimer(1); });
worker.addNamedActivity("paint", (ctx, colour) => colour);
const client = new TaskHubGrpcClient("localhost:4001");
worker.start().then(() => client.scheduleNewOrchestration("house"));`;
    expect(describeProgram(source)).toMatchObject({
      kind: 'host',
      dialect: 'durabletask',
      facade: 'durabletask',
      workflows: [{ name: 'house', line: 3 }],
      activities: [{ name: 'paint', line: 4 }],
    });
  });

  it('Durable Task code on Dapr: its error texts, and properties', () => {
    const source =
      'import { TaskHubGrpcWorker } from "@dapr/durabletask-js";\nconst worker = new TaskHubGrpcWorker();\nasync function* a() {}\nworker.addOrchestrator(a);\nworker.start();';
    expect(describeProgram(source)).toMatchObject({
      kind: 'host',
      dialect: 'dapr',
      facade: 'durabletask',
      entry: 'a',
    });
  });

  it('registrations in a loop: every workflow that the text has', () => {
    const source =
      'import { WorkflowRuntime } from "@dapr/dapr";\nconst runtime = new WorkflowRuntime();\nasync function* a() {}\nasync function* b() {}\nfor (const each of [b, a]) runtime.registerWorkflow(each);\nawait runtime.start();';
    const { workflows, entry } = describeProgram(source);
    expect(workflows.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(entry).toBe('a');
  });

  it.each([
    ['import type { WorkflowContext } from "@dapr/dapr";', 'dapr', 'dapr'],
    [
      'import { OrchestrationContext } from "@microsoft/durabletask-js";',
      'durabletask',
      'durabletask',
    ],
    ['import { Task } from "@microsoft/durabletask-js/dist/task";', 'durabletask', 'durabletask'],
    ['', 'dapr', 'dapr'],
  ])('functions, by their imports: %s', (imports, dialect, facade) => {
    const source = `${imports}\nfunction* helper() {}\nexport async function* flow(ctx) {}\nasync function act() {}`;
    expect(describeProgram(source)).toMatchObject({
      kind: 'functions',
      dialect,
      facade,
      entry: 'flow',
      activities: [{ name: 'act', line: 4 }],
      remarks: [],
    });
  });

  it('says what it is also where something of it cannot run', () => {
    const source = DAPR_HOST.replace(
      'async function start',
      'import "./more";\nasync function start',
    );
    expect(describeProgram(source)).toMatchObject({
      kind: 'host',
      workflows: [{ name: 'house', line: 7 }],
      problems: [{ line: 2 }],
    });
  });
});

describe('what is said before anything runs', () => {
  it.each([
    [
      'import { TaskEntity, TaskHubGrpcWorker } from "@microsoft/durabletask-js";\nclass A extends TaskEntity {}\nnew TaskHubGrpcWorker().addEntity(A);',
      ['1: TaskEntity of', '3: addEntity can’t be used here. Entities are not simulated.'],
    ],
    [
      'import * as dt from "@microsoft/durabletask-js";\nconst client = new dt.TaskHubGrpcClient();\nconst worker = new dt.TaskHubGrpcWorker();\nworker.addOrchestrator(async function* a() {});\nawait client.getOrchestrationHistory("a");\nnew dt.EntityInstanceId();',
      ['5: getOrchestrationHistory can’t be used here.', '6: EntityInstanceId of'],
    ],
    [
      'import { DaprClient } from "@dapr/dapr";\nconst client = new DaprClient();',
      ['1: DaprClient of'],
    ],
    ['const a = 1;\nasync function work() {}', ['1: There is no workflow in this text.']],
    [
      'import { DaprWorkflowClient } from "@dapr/dapr";\nconst client = new DaprWorkflowClient();\nawait client.scheduleNewWorkflow("a");',
      ['1: DaprWorkflowClient starts workflows, but nothing in this file runs them.'],
    ],
    [
      'import express from "express";\nimport { work } from "./activities";\nexpress(work);\nexport async function* a() {}',
      ["1: 'express' can’t be loaded here.", "2: './activities' can’t be loaded"],
    ],
  ])('%s', (source, expected) => {
    const problems = told(describeProgram(source).problems);
    expect(problems).toHaveLength(expected.length);
    problems.forEach((each, index) => expect(each).toContain(expected[index] ?? ''));
  });

  it('remarks: a function*, a name that the real package lacks, a keyboard that nobody sits at', () => {
    const source =
      'import { whenAll } from "@dapr/dapr";\nimport * as readline from "readline-sync";\nexport function* old(ctx) { yield whenAll([]); }\nreadline.question("?");';
    const remarks = told(describeProgram(source).remarks);
    expect(remarks).toHaveLength(3);
    expect(remarks[0]).toContain("1: The real '@dapr/dapr' does not export whenAll.");
    expect(remarks[1]).toContain('2: Nobody can type an answer here.');
    expect(remarks[2]).toContain('3: Real SDKs would not run old:');
  });

  it('a method of that name without an SDK is nobody of ours', () => {
    expect(compile('export const f = (x) => x.versioning();').ok).toBe(true);
  });
});
