import { describe, expect, it } from 'vitest';
import { taskRunsOf } from './activity-runs.ts';
import { runOf, sampleOf } from './view-run.test-support.ts';

const charge = sampleOf(
  'charge-twice',
  `async function* flow(ctx) {
  const a = yield ctx.callActivity(chargeCustomer, 1);
  const b = yield ctx.callActivity(chargeCustomer, 2);
  return a + b;
}
async function chargeCustomer(ctx, amount) {
  console.log('charged', amount);
  return amount;
}
`,
);

describe('the end, where an activity ran again', () => {
  it('does not say that nothing happened twice: what code of one’s own does outside, no ledger counts', async () => {
    const run = await runOf(charge, ['k1:end', 'restart']);
    expect(run.sentence('r1:over')).toBe(
      'The end. The workflow is complete, but chargeCustomer ran twice: its first answer was lost before it was kept. What it does outside of the page, it did twice.',
    );
  });

  it('says that it may have, where the first run was cut off', async () => {
    const run = await runOf(charge, ['k1:l8', 'restart']);
    expect(run.sentence('r1:over')).toMatch(
      /chargeCustomer ran twice: .* What it does outside of the page, it may have done twice\.$/,
    );
  });

  it('counts by request: two that ran again are two, and a third run is told', async () => {
    const two = await runOf(charge, ['k1:end', 'restart', 'k2:end', 'restart']);
    expect(two.sentence('r1:over')).toBe(
      'The end. The workflow is complete, but chargeCustomer ran again for 2 requests: the first answers were lost before they were kept. What they do outside of the page, they did more than once.',
    );
    const thrice = await runOf(charge, ['k1:end', 'restart', 'k1.2:end', 'restart']);
    expect(thrice.sentence('r1:over')).toMatch(/but chargeCustomer ran 3 times: .*more than once/);
  });

  it('is as before where no activity ran again', async () => {
    const run = await runOf(charge, ['t2:saved', 'restart']);
    expect(run.sentence('r1:over')).toBe(
      'The end. The workflow is complete, and nothing happened twice. What was kept was read again, not done again.',
    );
  });

  it('keeps to the world where the program speaks to it: a check ran again, and no card was charged twice', async () => {
    const run = await runOf('order', ['k1:end', 'restart']);
    expect(run.sentence('r1:over')).toBe(
      'The end. The workflow is complete. Nothing in the world happened twice, but validate ran twice: its first answer was lost before it was kept.',
    );
  });

  it('does not take a retry, or the same task ID after continue-as-new, for a second run', async () => {
    const retried = await runOf(
      sampleOf(
        'retried',
        `import { RetryPolicy } from '@microsoft/durabletask-js';
async function* flow(ctx, round) {
  yield ctx.callActivity(flaky, ctx.instanceId, {
    retry: new RetryPolicy({ maxNumberOfAttempts: 3, firstRetryIntervalInMilliseconds: 1000 }),
  });
  if (round < 2) ctx.continueAsNew(round + 1);
}
async function flaky(ctx) {
  if (ctx.taskId < 2) throw new Error('busy');
}
`,
        { dialect: 'durabletask', facade: 'durabletask' },
      ),
    );
    const tasks = taskRunsOf(retried.trace);
    expect(tasks.length).toBeGreaterThan(2);
    expect(tasks.map(({ runs }) => runs.length)).toEqual(tasks.map(() => 1));
    expect(new Set(tasks.map(({ task }) => task)).size).toBeLessThan(tasks.length);
    expect(retried.sentence('r1:over')).not.toMatch(/ran (twice|again)/);
  });
});
