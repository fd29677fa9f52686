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

const invariant = v.picklist([
  'same-result',
  'effects-once',
  'no-divergence',
  'reaches-the-end',
  'history-grows',
]);

const verdict = {
  severity: v.picklist(['holds', 'remark', 'broken', 'unknown']),
  shape: v.picklist([
    'solid',
    'loop',
    'wave',
    'double',
    'gap',
    'fork',
    'rhombus',
    'rhombus-open',
    'hollow',
    'torn',
    'question',
  ]),
  findings: v.array(
    v.strictObject({
      invariant,
      wrong: v.picklist([
        'other-result',
        'twice',
        'lost',
        'stops',
        'silently-different',
        'no-end',
        'rewritten',
      ]),
      text,
      instance: maybe(text),
      place: maybe(text),
      effect: maybe(text),
      times: maybe(number),
      usually: maybe(number),
    }),
  ),
  remarks: v.array(
    v.strictObject({
      about: v.picklist(['answers-differ', 'other-chance', 'other-order', 'later']),
      text,
    }),
  ),
  ranAgain: v.array(v.strictObject({ instance: text, task: number, name: text, runs: number })),
  reason: maybe(text),
  status: text,
  output: maybe(jsonText),
};

const placeJson = v.pipe(
  v.record(v.string(), v.union([v.string(), v.number()])),
  v.description('a place, as faults and interventions take it'),
);
const document = v.pipe(
  v.record(v.string(), v.unknown()),
  v.description('a scenario document, to be opened or run'),
);

const exploredRun = v.strictObject({
  kind: v.literal('run'),
  number,
  crashes: v.array(
    v.strictObject({
      victim: v.picklist(['app', 'sidecar', 'both']),
      at: placeJson,
      place: text,
      moments: number,
      kept: number,
    }),
  ),
  ...verdict,
  scenario: maybe(document),
});

export const exploreAnswer = v.union([
  v.strictObject({
    kind: v.literal('base'),
    points: number,
    of: v.optional(number),
    moments: number,
    ...verdict,
  }),
  exploredRun,
  v.strictObject({
    kind: v.literal('summary'),
    text,
    points: number,
    moments: number,
    pairs: v.strictObject({ run: number, budget: number, seed: number }),
    broken: v.strictObject({
      'same-result': number,
      'effects-once': number,
      'no-divergence': number,
      'reaches-the-end': number,
      'history-grows': number,
    }),
    runs: v.strictObject({ holds: number, remark: number, broken: number, unknown: number }),
    smallest: maybe(exploredRun),
  }),
]);

const deployVerdict = v.picklist([
  'safe',
  'unknown',
  'stalled',
  'silently-different',
  'hangs',
  'stops',
]);
const mismatch = v.strictObject({
  text,
  eventNumber: maybe(number),
  recorded: maybe(text),
  asked: maybe(text),
});

export const deployAnswer = v.union([
  v.strictObject({
    kind: v.literal('point'),
    number,
    at: placeJson,
    place: text,
    kept: number,
    inbox: v.array(text),
    standing: v.strictObject({ text, spot: text, isPassing: v.boolean() }),
    verdict: deployVerdict,
    instances: v.array(
      v.strictObject({
        instance: text,
        kept: number,
        inbox: v.array(text),
        verdict: deployVerdict,
        mismatch: maybe(mismatch),
        reason: maybe(text),
      }),
    ),
    mismatch: maybe(mismatch),
    showsAt: maybe(v.strictObject({ message: text, place: text })),
    reason: maybe(text),
    scenario: maybe(document),
  }),
  v.strictObject({
    kind: v.literal('summary'),
    text,
    points: number,
    verdicts: v.strictObject({
      safe: number,
      unknown: number,
      stalled: number,
      'silently-different': number,
      hangs: number,
      stops: number,
    }),
    worst: maybe(number),
  }),
]);

export const shapes = { failure, event };
