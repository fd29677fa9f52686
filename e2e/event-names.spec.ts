import { button, open, openSample, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

test('an engineer reads the history in the names of an engine, and keeps them', async ({
  page,
}) => {
  await open(page);
  // The first minute asks nothing of a newcomer.
  await expect(page.getByLabel('Names of the events')).toHaveCount(0);
  await openSample(page, 'A gift order with a child workflow');
  await until(page, { sample: 'gift' });
  const names = page.getByLabel('Names of the events');
  await expect(names).toHaveValue('plain');
  await names.selectOption('durabletask');
  const events = page.getByRole('group', { name: 'Events of the history' });
  await expect(events.getByText('OrchestratorStarted').first()).toBeVisible();
  await names.selectOption('dapr');
  await expect(events.getByText('WorkflowStarted').first()).toBeVisible();
  await expect(events.getByText('OrchestratorStarted')).toHaveCount(0);
  await page.reload();
  await expect(names).toHaveValue('dapr');
});

test('the keyboard opens an event, and shows what it holds', async ({ page }) => {
  await open(page);
  await openSample(page, 'A deploy in flight');
  // The sample before it has events of the same names.
  await until(page, { sample: 'deploy' });
  const events = page.getByRole('group', { name: 'Events of the history' });
  const answer = events.locator('summary', { hasText: 'chargeCard answered' });
  await answer.focus();
  await page.keyboard.press('Enter');
  const record = events.getByLabel('Record of event 5');
  await expect(events.getByLabel('Result of event 5')).toContainText('"status": "paid"');
  await expect(record).toContainText('"taskScheduledId": 1');
  await record.focus();
  await expect(record).toBeFocused();
  // It stays open when the moment changes.
  await button(page, 'Step').click();
  await expect(record).toBeVisible();
});

test('a thumb can open an event', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await openSample(page, 'A deploy in flight');
  // The sample before it has events of the same names.
  await until(page, { sample: 'deploy' });
  await page.getByRole('tab', { name: 'History' }).click();
  const events = page.getByRole('group', { name: 'Events of the history' });
  await expect(events.locator('summary').first()).toBeVisible();
  const smallest = () =>
    events
      .locator('summary')
      .evaluateAll((all) => Math.min(...all.map((each) => each.getBoundingClientRect().height)));
  await expect.poll(smallest).toBeGreaterThanOrEqual(44);
});
