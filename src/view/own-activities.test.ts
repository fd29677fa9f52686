import { expect, it } from 'vitest';
import { runOf, sampleOf } from './view-run.test-support.ts';

const fan = sampleOf(
  'own-activities',
  `async function* flow(ctx) {
  yield ctx.callActivity(charge, 1);
  yield ctx.whenAll([1, 2, 3].map((each) => ctx.callActivity(send, each)));
}
async function charge(ctx, amount) {
  return amount;
}
async function send() {}
`,
);

it('counts the activities of a program that the ledger knows nothing of, one line a name', async () => {
  const run = await runOf(fan, ['k1:end', 'restart']);
  expect(run.frame('k1.2:sent').activities).toEqual([
    { name: 'charge', times: 'ran once', detail: 'task ID 1, app run 1', isAgain: false },
  ]);
  expect(run.frame('r1:over').activities).toEqual([
    {
      name: 'charge',
      times: 'ran twice',
      detail: 'task ID 1, app runs 1 and 2',
      isAgain: true,
    },
    { name: 'send', times: 'ran once for each of 3 requests', detail: '', isAgain: false },
  ]);
});

it('leaves a program to the ledger that does something to the example world', async () => {
  const run = await runOf('order', ['k1:end', 'restart']);
  expect(run.frame('r1:over').activities).toBeUndefined();
});
