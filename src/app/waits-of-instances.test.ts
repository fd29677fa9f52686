import { expect, it } from 'vitest';
import { staircaseAt } from '../view/staircase.ts';
import { focusOn } from '../view/focus.ts';
import { openedPage } from './visit.test-support.ts';

const HOST = `import { TaskHubGrpcClient, TaskHubGrpcWorker } from "@microsoft/durabletask-js";
const sleep = async function* sleep(ctx, seconds) {
  yield ctx.createTimer(seconds);
};
const collect = async function* collect(ctx) {
  yield ctx.waitForExternalEvent("finished");
};
(async () => {
  const worker = new TaskHubGrpcWorker("localhost:4001");
  worker.addOrchestrator(sleep);
  worker.addOrchestrator(collect);
  await worker.start();
  const client = new TaskHubGrpcClient("localhost:4001");
  await client.scheduleNewOrchestration(sleep, 30, "sleep-1");
  await client.scheduleNewOrchestration(sleep, 60, "sleep-2");
  await client.scheduleNewOrchestration(collect, undefined, "collect-1");
})();
`;

it.each([
  ['sleep-1', 'waits for its timer'],
  ['sleep-2', 'waits for its timer'],
  ['collect-1', 'waits for finished'],
])(
  'the staircase of %s shows what that instance waits for, each thing once',
  async (instance, label) => {
    const page = await openedPage();
    page.session.editor.begin({ v1: HOST }, 'host');
    page.session.editor.type('v1', HOST);
    page.session.editor.runNow();
    await new Promise((resume) => setTimeout(resume, 0));
    await page.settled();
    const { trace, program } = page.shown();
    const idle = trace.steps.findIndex((step) => step.kind === 'idle');
    const cursor = { step: idle, beat: 0, fraction: 0 };
    const { rows } = staircaseAt(trace, cursor, focusOn(program, trace, instance), {
      isFolded: false,
    });
    const waits = rows.flatMap(({ marks }) => marks.filter(({ kind }) => kind === 'wait'));
    expect(waits.map((each) => each.label)[0]).toBe(label);
  },
);
