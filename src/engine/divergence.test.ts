import { describe, expect, test } from 'vitest';
import type { DaprInnerContext, DurableTaskContext } from './contexts.ts';
import { completed, raised, SmallSidecar } from './sidecar.test-support.ts';
import type { Dialect, TurnResult } from './turn.ts';

type Context = DurableTaskContext & DaprInnerContext;
type Code = (ctx: Context) => unknown;

const REASON =
  'This kind of mismatch can happen if an orchestration has non-deterministic logic or if the code was changed after an instance of this orchestration already started running.';
const MISMATCH =
  'Failed to restore orchestration state due to a history mismatch: A previous execution called';

const activity: Code = async function* (ctx) {
  yield ctx.callActivity('pathB');
};
const otherActivity: Code = async function* (ctx) {
  yield ctx.callActivity('pathA');
};
const timer: Code = async function* (ctx) {
  yield ctx.createTimer(10);
};
const child: Code = async function* (ctx) {
  yield ctx.callSubOrchestrator('Child');
};
const otherChild: Code = async function* (ctx) {
  yield ctx.callSubOrchestrator('Other');
};
const wait: Code = async function* (ctx) {
  yield ctx.waitForExternalEvent('go');
};
const end: Code = async () => 'early';
const send: Code = async function* (ctx) {
  ctx.sendEvent('wf-2', 'ping', 1);
  yield ctx.waitForExternalEvent('go');
};
const sendOther: Code = async function* (ctx) {
  ctx.sendEvent('wf-2', 'pong', 1);
  yield ctx.waitForExternalEvent('go');
};
const sendElsewhere: Code = async function* (ctx) {
  ctx.sendEvent('wf-3', 'ping', 1);
  yield ctx.waitForExternalEvent('go');
};

/** Runs one version to its first wait and wakes it with another version of the code. */
async function redeploy(dialect: Dialect, before: Code, after: Code): Promise<TurnResult> {
  const sidecar = new SmallSidecar(before, { dialect });
  await sidecar.start();
  sidecar.deploy(after);
  return sidecar.wake(raised('go'));
}

function failureMessage(result: TurnResult): string | undefined {
  const ending = result.actions.at(-1);
  return ending?.type === 'CompleteOrchestration' ? ending.failure?.message : undefined;
}

const missing = (method: string): string =>
  `A previous execution called ${method} with ID=1 but the current execution doesn't have this action with this ID. This problem occurs when either the orchestration has non-deterministic logic or if the code was changed after an instance of this orchestration already started running`;

describe.each<[Dialect, string]>([
  ['durabletask', "it's"],
  ['dapr', 'its'],
])('%s: the real texts', (dialect, its) => {
  const kind = (recorded: string, asked: string): string =>
    `${MISMATCH} ${recorded} with ID=1, but the current execution is instead trying to call ${asked} as part of rebuilding ${its} history. ${REASON}`;

  test.each([
    ['activity removed', activity, wait, 'missing-action', missing('callActivity')],
    ['timer removed', timer, wait, 'missing-action', missing('createTimer')],
    ['child removed', child, wait, 'missing-action', missing('callSubOrchestrator')],
    ['activity became timer', activity, timer, 'other-kind', kind('callActivity', 'createTimer')],
    ['timer became child', timer, child, 'other-kind', kind('createTimer', 'callSubOrchestrator')],
    [
      'child became activity',
      child,
      activity,
      'other-kind',
      kind('callSubOrchestrator', 'callActivity'),
    ],
    [
      'activity became end',
      activity,
      end,
      'other-kind',
      kind('callActivity', 'completeOrchestration'),
    ],
    [
      'activity renamed',
      activity,
      otherActivity,
      'other-name',
      `${MISMATCH} callActivity with name='pathB' and sequence number 1, but the current execution is instead trying to call pathA as part of rebuilding ${its} history. ${REASON}`,
    ],
  ] as const)('%s', async (_name, before, after, check, message) => {
    const result = await redeploy(dialect, before, after);
    expect(result.divergence).toMatchObject({ eventNumber: 3, id: 1, check, message });
    expect(failureMessage(result)).toBe(message);
    expect(result.actions.at(-1)).toMatchObject({
      status: 'FAILED',
      failure: { type: 'NonDeterminismError' },
    });
  });

  test('child renamed: dapr swaps the names in its text, not in the facts', async () => {
    const result = await redeploy(dialect, child, otherChild);
    const [first, second] = dialect === 'dapr' ? ['Other', 'Child'] : ['Child', 'Other'];
    expect(result.divergence).toMatchObject({
      recorded: { method: 'callSubOrchestrator', name: 'Child' },
      asked: { method: 'callSubOrchestrator', name: 'Other' },
      message: `${MISMATCH} callSubOrchestrator with name='${first}' and sequence number 1, but the current execution is instead trying to call ${second} as part of rebuilding ${its} history. ${REASON}`,
    });
  });
});

describe('a sent event, which only durabletask has', () => {
  test.each([
    ['removed', wait, 'missing-action', missing('sendEvent')],
    [
      'became an activity',
      activity,
      'other-kind',
      'A previous execution called sendEvent with ID=1, but the current execution is instead trying to call a different method as part of rebuilding its history.',
    ],
    [
      'renamed',
      sendOther,
      'other-name',
      `${MISMATCH} sendEvent with name='ping' and sequence number 1, but the current execution is instead trying to call pong as part of rebuilding it's history. ${REASON}`,
    ],
    [
      'sent elsewhere',
      sendElsewhere,
      'other-target',
      `${MISMATCH} sendEvent with target instance 'wf-2' and sequence number 1, but the current execution is instead trying to target instance 'wf-3' as part of rebuilding its history.`,
    ],
  ] as const)('%s', async (_name, after, check, message) => {
    const result = await redeploy('durabletask', send, after);
    expect(result.divergence).toMatchObject({ check, message });
  });
});

describe('the code cannot notice', () => {
  test('neither catch nor finally runs', async () => {
    const seen: string[] = [];
    const sidecar = new SmallSidecar(activity);
    await sidecar.start();
    sidecar.deploy(async function* (ctx: Context): AsyncGenerator {
      try {
        yield ctx.callActivity('pathA');
      } catch {
        seen.push('catch');
      } finally {
        seen.push('finally');
      }
    });
    const result = await sidecar.wake(completed(1));
    expect(result.divergence?.check).toBe('other-name');
    expect(seen).toEqual([]);
  });

  test('inputs, due times and the names of events are never compared', async () => {
    const sidecar = new SmallSidecar(async function* (ctx: Context): AsyncGenerator {
      yield [ctx.callActivity('A', 1), ctx.createTimer(5)][1];
    });
    await sidecar.start();
    sidecar.deploy(async function* (ctx: Context): AsyncGenerator {
      yield [ctx.callActivity('A', 2), ctx.createTimer(50), ctx.callActivity('B')][2];
    });
    const result = await sidecar.wake(raised('go'));
    expect(result.divergence).toBeUndefined();
    expect(result.actions).toEqual([{ type: 'ScheduleTask', id: 3, name: 'B' }]);
  });
});
