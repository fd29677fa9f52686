import { expect, test } from 'vitest';
import { programViewOf } from '../../src/app/programs.ts';
import { machinesOfText, runOf, scenarioOfText } from '../support/run-text.ts';
import { frameAt } from '../../src/view/frame-at.ts';

const source = `
export async function* greetOld(ctx) {
  yield ctx.waitForExternalEvent('go');
  return 'old';
}

export async function* greetNew(ctx) {
  yield ctx.waitForExternalEvent('go');
  return 'new';
}

export const versions = {
  greet: [
    { versionName: 'v1', workflow: greetOld },
    { versionName: 'v2', workflow: greetNew, isLatest: true },
  ],
};
`;

test('the page shows the function of the version that runs', () => {
  const scenario = scenarioOfText(source, 'greet');
  const { machines, functions } = machinesOfText({ v1: source }, scenario);
  const trace = runOf(machines, 'greet', scenario);
  const program = programViewOf(scenario, {
    functions,
    workflow: 'greet',
    remarks: [],
    effects: [],
  });
  const last = frameAt(trace, { step: trace.steps.length - 1, beat: 0, fraction: 0 }, program);
  expect(last.panes).toMatchObject([{ name: 'greetNew' }]);
  expect(last.history[0]?.detail).toBe('version v2');
});

test('versions that cannot be read keep the app from starting, and the message says where', () => {
  const broken = 'export async function* w(ctx) {}\nexport const versions = { w: { v1: w } };';
  const scenario = scenarioOfText(broken, 'w');
  const { machines } = machinesOfText({ v1: broken }, scenario);
  const trace = runOf(machines, 'w', scenario);
  expect(trace.steps.find((step) => step.kind === 'app-started')).toMatchObject({
    failure: expect.stringContaining('versions.w must be a list.') as string,
  });
});
