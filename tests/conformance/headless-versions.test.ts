import { describe, expect, test } from 'vitest';
import { asker } from './headless-case.ts';

const execute = await asker('execute');
const run = await asker('run');

const began = (version?: object) => [
  { type: 'OrchestratorStarted', ...(version && { version }) },
  { type: 'ExecutionStarted', name: 'Workflow', instanceId: 'wf-1' },
];
const done = [
  { type: 'OrchestratorStarted' },
  { type: 'TaskCompleted', taskScheduledId: 1, result: '1' },
];
const patched =
  "async function* (ctx) { yield ctx.callActivity('A'); if (ctx.isPatched('mail')) yield ctx.callActivity('Mail'); yield ctx.callActivity('B'); return 'done'; }";
const unpatched =
  "async function* (ctx) { yield ctx.callActivity('A'); yield ctx.callActivity('B'); return 'done'; }";
const unasked =
  "async function* (ctx) { yield ctx.callActivity('A'); yield ctx.callActivity('Mail'); yield ctx.callActivity('B'); return 'done'; }";
const activities = { A: '() => 1', B: '() => 2', Mail: '() => 3' };
const dapr = { dialect: 'dapr', name: 'Workflow', instanceId: 'wf-1' };

describe('execute', () => {
  test.each(['dapr', 'durabletask'])(
    'answers the patches that a turn took (facade %s)',
    (facade) => {
      const line = { ...dapr, facade, orchestrators: { Workflow: patched } };
      const scheduled = { type: 'TaskScheduled', id: 1, name: 'A' };
      expect(
        execute({ ...line, oldEvents: [...began(), scheduled], newEvents: done }),
      ).toMatchObject({ patches: ['mail'], actions: [{ name: 'Mail' }] });
    },
  );

  test('reads patches and the pinned version of a history', () => {
    const versions = {
      Workflow: [
        { versionName: 'v1', source: "() => 'one'" },
        { versionName: 'v2', source: "() => 'two'", isLatest: true },
      ],
    };
    const line = { ...dapr, versions, oldEvents: [] };
    expect(execute({ ...line, newEvents: began() })).toMatchObject({
      versionName: 'v2',
      actions: [{ result: '"two"' }],
    });
    expect(execute({ ...line, newEvents: began({ name: 'v1' }) })).toMatchObject({
      versionName: 'v1',
      actions: [{ result: '"one"' }],
    });
    expect(execute({ ...line, newEvents: began({ name: 'v0' }) })).toEqual({
      versionName: 'v0',
      actions: [{ type: 'WorkflowVersionNotAvailable', id: 1 }],
    });
  });

  test('says which version cannot be read', () => {
    const line = { ...dapr, oldEvents: [], newEvents: began() };
    const bad = { Workflow: [{ versionName: 'v1', source: '(((' }] };
    expect(execute({ ...line, versions: bad })).toMatchObject({
      error: { code: 'bad-source', message: expect.stringContaining('Workflow v1') as string },
    });
    const patches = [{ type: 'OrchestratorStarted', version: { patches: [1] } }];
    expect(execute({ ...line, orchestrators: {}, newEvents: patches })).toMatchObject({
      error: { message: '"newEvents[0].version.patches" must be a list of texts.' },
    });
  });
});

/** v1 waits for an event after A; then other code is deployed, and the event comes. */
const deployed = (from: string, to: string, more: object[] = []): Record<string, unknown> => {
  const wait = (source: string) =>
    source.replace(
      "yield ctx.callActivity('A');",
      "yield ctx.callActivity('A'); yield ctx.waitForExternalEvent('go');",
    );
  return run({
    ...dapr,
    orchestrators: { Workflow: wait(from) },
    activities,
    rules: 'sidecar',
    stimuli: [
      { do: 'startWorker' },
      { do: 'idle' },
      { do: 'redeploy', with: { workflow: wait(to) } },
      { do: 'raiseEvent', name: 'go' },
      { do: 'idle' },
      ...more,
    ],
  });
};

const names = ({ history }: Record<string, unknown>): unknown[] =>
  (history as { type: string; name?: string }[]).flatMap((event) =>
    event.type === 'TaskScheduled' ? [event.name] : [],
  );

describe('run', () => {
  test('an instance that waits takes the patch at its next event, and the history says so', () => {
    const life = deployed(unpatched, patched);
    expect(life).toMatchObject({ finalStatus: 'COMPLETED' });
    expect(names(life)).toEqual(['A', 'Mail', 'B']);
    expect(life.history).toContainEqual({
      type: 'OrchestratorStarted',
      id: -1,
      version: { patches: ['mail'] },
    });
  });

  test('code that no longer asks for a recorded patch is stalled, and code that asks goes on', () => {
    const slow =
      "async function* (ctx) { yield ctx.callActivity('A'); if (ctx.isPatched('mail')) yield ctx.callActivity('Mail'); yield ctx.waitForExternalEvent('last'); return 'done'; }";
    const gone = slow.replace("if (ctx.isPatched('mail')) ", '');
    const stimuli = [
      { do: 'startWorker' },
      { do: 'idle' },
      { do: 'redeploy', with: { workflow: gone } },
      { do: 'raiseEvent', name: 'last' },
      { do: 'idle' },
      // Refused: the instance is stalled.
      { do: 'raiseEvent', name: 'last' },
    ];
    const line = { ...dapr, orchestrators: { Workflow: slow }, activities, rules: 'sidecar' };
    const stalled = run({ ...line, stimuli });
    expect(stalled).toMatchObject({ finalStatus: 'STALLED' });
    expect((stalled.history as object[]).at(-1)).toEqual({
      type: 'ExecutionStalled',
      id: -1,
      reason: 'PATCH_MISMATCH',
      description: 'Patch mismatch. History patches: [mail], current patches: []. ',
    });
    const back = [{ do: 'redeploy', with: { workflow: slow } }, { do: 'idle' }];
    const mended = run({ ...line, stimuli: [...stimuli, ...back] });
    expect(mended).toMatchObject({ finalStatus: 'COMPLETED', output: '"done"' });
    expect(
      (mended.history as { type: string }[]).filter(({ type }) => type === 'EventRaised'),
    ).toHaveLength(1);
  });

  test('a version that the new app lacks stalls the instance until it is there again', () => {
    const version = (versionName: string, isLatest: boolean) => ({
      versionName,
      isLatest,
      source: `async function* (ctx) { yield ctx.waitForExternalEvent('go'); return '${versionName}'; }`,
    });
    const both = [version('v1', false), version('v2', true)];
    const line = {
      ...dapr,
      versions: { Workflow: [version('v1', true)] },
      activities,
      rules: 'sidecar',
    };
    const deploy = (list: object[]) => ({ do: 'redeploy', with: { versions: { Workflow: list } } });
    const stimuli = [
      { do: 'startWorker' },
      { do: 'idle' },
      deploy([version('v2', true)]),
      { do: 'raiseEvent', name: 'go' },
      { do: 'idle' },
    ];
    const stalled = run({ ...line, stimuli });
    expect(stalled).toMatchObject({ finalStatus: 'STALLED' });
    expect((stalled.history as object[]).at(-1)).toMatchObject({
      reason: 'VERSION_NOT_AVAILABLE',
      description: 'Version not available: v1',
    });
    expect(run({ ...line, stimuli: [...stimuli, deploy(both), { do: 'idle' }] })).toMatchObject({
      finalStatus: 'COMPLETED',
      output: '"v1"',
    });
  });

  test('activities asked for in another order, without a patch, stop the instance', () => {
    expect(deployed(unpatched, unasked, [])).toMatchObject({ finalStatus: 'COMPLETED' });
    const turned = unpatched
      .replace("'A'", "'B'")
      .replace("callActivity('B'); return", "callActivity('A'); return");
    expect(deployed(unpatched, turned)).toMatchObject({
      finalStatus: 'FAILED',
      failureDetails: { type: 'NonDeterminismError' },
    });
  });
});
