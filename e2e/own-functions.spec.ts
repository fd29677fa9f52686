import type { Page } from '@playwright/test';
import { button, CLOSE, open, paste, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

const AUDIT = `import { WorkflowContext } from '@dapr/dapr';

const quick = async (_: unknown, id: string) => 'quick ' + id;
const deep = async (_: unknown, id: string) => 'deep ' + id;

function pick(isQuick: boolean) {
  const name = isQuick ? 'quick' : 'deep';
  if (name === 'quick') {
    return quick;
  }
  return deep;
}

export async function* audit(ctx: WorkflowContext): any {
  const check = pick(false);
  return yield ctx.callActivity(check, 'A-7');
}
`;

const HOST = `import { TaskHubGrpcClient, TaskHubGrpcWorker } from '@microsoft/durabletask-js';
const charge = async (ctx, input) => input.sum;
const pay = async function* pay(ctx, input) {
  return yield ctx.callActivity(charge, input);
};
(async () => {
  const worker = new TaskHubGrpcWorker('localhost:4001');
  worker.addOrchestrator(pay);
  worker.addActivity(charge);
  await worker.start();
  const client = new TaskHubGrpcClient('localhost:4001');
  await client.scheduleNewOrchestration(pay, { sum: 7 }, 'pay-1');
})();
`;

const line = (page: Page, number: number) =>
  page.locator('.line', {
    has: page.locator('.line-number', { hasText: new RegExp(`^${number}$`) }),
  });

test('a function that the workflow calls is shown, and its line is lit', async ({ page }) => {
  await open(page);
  await paste(page, AUDIT);
  await until(page, { index: 0 });
  await button(page, 'Done').click();
  await page.getByRole('slider', { name: 'Position in the run' }).focus();
  await page.keyboard.press('Home');
  await expect
    .poll(async () => {
      await page.keyboard.press('ArrowRight');
      return page.evaluate(() => window.replayscope?.state()?.sentence);
    }, CLOSE)
    .toBe('New. App run 1 runs line 8, in pick.');
  await expect(line(page, 8)).toHaveAttribute('data-mark', 'live');
  await expect(line(page, 15)).toHaveAttribute('data-mark', 'caller');
  await expect(line(page, 15)).toContainText('waits for pick');
  await expect(line(page, 3)).toHaveCount(0);
  await expect(page.getByText('each starts at line 14')).toBeVisible();
});

test('a program that starts its one workflow itself is crashed everywhere without a question, and its run stays', async ({
  page,
}) => {
  await open(page);
  await paste(page, HOST);
  await expect(page.getByRole('tab', { name: 'Settings' })).toBeVisible();
  await page.getByRole('slider', { name: 'Position in the run' }).focus();
  // The end of the run is there when all of it is.
  await expect
    .poll(async () => {
      await page.keyboard.press('End');
      return page.evaluate(() => window.replayscope?.state()?.verdict);
    })
    .toBe('completed');
  await expect(page.getByRole('region', { name: /^Client/ })).toBeVisible();
  await button(page, 'Crash everywhere').first().click();
  await expect(page.getByText('Here pay runs alone with input {"sum":7}')).toBeVisible();
  await expect(page.getByText('kinds of crash').first()).toBeVisible();
  await button(page, 'Back to the run').click();
  await expect(page.getByRole('region', { name: /^Client/ })).toBeVisible();
  await button(page, 'Crash everywhere').first().click();
  await button(page, /^App: charge/)
    .first()
    .click();
  await until(page, { appStatus: 'dead' });
  await expect(page.getByRole('textbox', { name: /^Code/ })).toHaveCount(0);
  await expect(page.getByText('This is pay alone, without your client.')).toBeVisible();
});
