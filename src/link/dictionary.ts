import { strToU8 } from 'fflate';
import type { Scenario } from '../sim/scenario.ts';

/** The texts of a sample's program. */
export interface ProgramTexts {
  source: string;
  next?: string;
  workflow?: string;
  plain?: string;
}

/**
 * Words that workflows are made of, so that even a first line of code is short in a link. What is nearest to the end costs least. It is
 * part of format 1 and never changes: with another text no link of one's own code would open.
 */
const WORDS = `
import { WorkflowContext, WorkflowActivityContext, WorkflowRuntime, DaprWorkflowClient, TWorkflow } from '@dapr/dapr';
import { OrchestrationContext, ActivityContext, TaskHubGrpcWorker, TaskHubGrpcClient, whenAll, whenAny } from '@microsoft/durabletask-js';
const client = new DaprWorkflowClient();
const runtime = new WorkflowRuntime();
runtime.registerWorkflow().registerActivity();
await runtime.start();
const id = await client.scheduleNewWorkflow();
const state = await client.waitForWorkflowCompletion(id, undefined, 30);
console.log(state?.serializedOutput);
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
if (!ctx.isReplaying) console.log(
for (let index = 0; index < order.items.length; index += 1) {
for (const item of order.items) {
while (true) {
switch (kind) {
const results = yield ctx.whenAll(tasks);
const winner = yield ctx.whenAny([approval, timer]);
const approval = ctx.waitForExternalEvent('approval');
const timer = ctx.createTimer(24 * 60 * 60);
ctx.continueAsNew({
ctx.setCustomStatus('
ctx.currentUtcDateTime
ctx.callSubOrchestrator(
ctx.scheduleNewChildWorkflow(
const now = Date.now();
Math.random() < 0.5
crypto.randomUUID()
process.env.REGION
  } catch (error) {
    throw new Error('
    return { status: 'failed', reason: error.message };
async function post(url, body) {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(\`\${url} answered \${response.status}\`);
  return response.json();
}
async function activity(ctx, input) {
  return \`\${input}\`;
}
export async function* workflow(ctx, input) {
  const result = yield ctx.callActivity(
","workflow":"","plain":"","next":"","input":{"id":"","environment":{"variables":{"REGION":""},"events":[{"name":"approval","data":{"approved":true},"afterMs":}],"services":[{"service":"payments.example","times":1,"status":503}]},"interventions":[{"do":"raise","at":""}],"data":["position":"{"program":{"source":"
`;

/**
 * What the reader of a link knows without it: the words; of the sample that it names input and environment, and the text if the link is a
 * change of it; as JSON writes them.
 */
export function dictionaryOf(
  defaults: Pick<Scenario, 'input' | 'environment'> | undefined,
  texts: ProgramTexts | undefined,
): Uint8Array {
  // As it stands in JSON: line ends and quotation marks are two characters there.
  const words = JSON.stringify(WORDS.slice(1, -1));
  if (!defaults) return strToU8(words);
  const { input, environment } = defaults;
  const program = texts && {
    next: texts.next,
    workflow: texts.workflow,
    plain: texts.plain,
    source: texts.source,
  };
  return strToU8(words + JSON.stringify({ input, environment, program }));
}
