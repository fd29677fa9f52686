import * as v from 'valibot';

/** What the headless command answers, line by line. docs/headless.schema.json is made from this. */

const text = v.string();
const jsonText = v.pipe(v.string(), v.description('JSON as a text'));
const number = v.number();
const maybe = <Schema extends v.GenericSchema>(schema: Schema) => v.optional(schema);

interface Failure {
  type: string;
  message: string;
  hasStack: boolean;
  inner?: Failure | undefined;
}

const failure: v.GenericSchema<Failure> = v.strictObject({
  type: text,
  message: text,
  hasStack: v.boolean(),
  inner: v.optional(v.lazy(() => failure)),
});

const turnVersion = v.pipe(
  v.strictObject({ patches: maybe(v.array(text)), name: maybe(text) }),
  v.description('Of an OrchestratorStarted: what that turn ran under'),
);

const event = v.strictObject({
  type: text,
  id: number,
  name: maybe(text),
  input: maybe(jsonText),
  result: maybe(jsonText),
  version: maybe(v.union([text, turnVersion])),
  reason: maybe(text),
  description: maybe(text),
  instanceId: maybe(text),
  parent: maybe(v.strictObject({ name: text, instanceId: text, taskScheduledId: number })),
  taskScheduledId: maybe(number),
  timerId: maybe(number),
  fireAfterMs: maybe(number),
  failure: maybe(failure),
  status: maybe(text),
});

const named = { id: number, name: text, input: maybe(jsonText) };

const action = v.variant('type', [
  v.strictObject({ type: v.literal('ScheduleTask'), ...named }),
  v.strictObject({ type: v.literal('CreateTimer'), id: number, fireAfterMs: maybe(number) }),
  v.strictObject({
    type: v.literal('CreateSubOrchestration'),
    ...named,
    instanceId: text,
    version: maybe(text),
  }),
  v.strictObject({ type: v.literal('SendEvent'), ...named, instanceId: text }),
  v.strictObject({
    type: v.literal('CompleteOrchestration'),
    id: number,
    status: v.picklist(['COMPLETED', 'FAILED', 'TERMINATED', 'CONTINUED_AS_NEW']),
    result: maybe(jsonText),
    failure: maybe(failure),
    carryoverEvents: maybe(v.array(event)),
  }),
  v.strictObject({
    type: v.literal('RewindOrchestration'),
    id: number,
    newHistory: v.array(event),
  }),
  v.strictObject({ type: v.literal('WorkflowVersionNotAvailable'), id: number }),
]);

const anything = v.pipe(
  v.unknown(),
  v.description('JSON text in durabletask; in dapr what the workflow set'),
);

export const error = v.strictObject({
  error: v.strictObject({
    code: v.picklist([
      'bad-json',
      'bad-request',
      'bad-scenario',
      'bad-source',
      'executor-threw',
      'bad-stimulus',
      'too-many-steps',
      'too-much-work',
      'too-much-memory',
      'too-deep',
      'stuck',
      'broken',
      'internal',
    ]),
    message: text,
  }),
});

export const executeAnswer = v.strictObject({
  actions: v.array(action),
  customStatus: maybe(anything),
  patches: maybe(v.pipe(v.array(text), v.description('every patch that the turn took, in order'))),
  versionName: maybe(text),
});

const status = v.picklist([
  'PENDING',
  'RUNNING',
  'SUSPENDED',
  'COMPLETED',
  'FAILED',
  'TERMINATED',
  'STALLED',
]);

export const runAnswer = v.strictObject({
  finalStatus: status,
  output: maybe(jsonText),
  failureDetails: maybe(failure),
  customStatus: maybe(anything),
  history: v.array(event),
  activityInvocations: v.array(
    v.strictObject({ name: text, input: maybe(jsonText), process: number }),
  ),
  processes: number,
});

export const scenarioAnswer = v.strictObject({
  status,
  output: maybe(jsonText),
  ledger: v.array(v.strictObject({ subject: text, label: text, count: number })),
  processes: number,
  history: v.array(event),
  unused: v.array(v.strictObject({ index: number, reason: text })),
  trace: v.pipe(v.string(), v.description('the run as text, one line for each step and beat')),
});

export const shapes = { failure, event };
