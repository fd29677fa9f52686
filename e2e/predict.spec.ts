import { findingsIn } from './fixtures/axe.ts';
import { crash, open, openSample, restart, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

test('a lesson asks before it shows, and the answer stays beside the outcome @phone', async ({
  page,
  isMobile,
}) => {
  await open(page);
  const card = page.locator('.predict');
  await expect(card).toHaveCount(0);
  await openSample(page, 'Order with a key');
  await until(page, { sample: 'order-key', position: 'k3:effect1' });
  await expect(card).toContainText('how often is the card charged?');
  expect(await findingsIn(page), 'asked').toEqual([]);
  if (isMobile) await card.getByRole('button', { name: 'Twice' }).click();
  else await page.keyboard.press('2');
  await expect(card).toContainText('You said: twice.');
  // Nothing of the outcome is told before it has been seen.
  await expect(card).not.toContainText('It is');
  await crash(page);
  await restart(page);
  await expect(card).toContainText('It is: once.');
  await expect(card).toContainText('The service sees the same key');
  expect(await findingsIn(page), 'told').toEqual([]);
});

test('a question is skipped, or never asked', async ({ page }) => {
  await open(page);
  await openSample(page, 'Order with a key');
  const card = page.locator('.predict');
  await card.getByRole('button', { name: 'Skip' }).click();
  await expect(card).toHaveCount(0);
  await openSample(page, 'Order processing');
  await expect(card).toBeVisible();
  // It is in nobody's way: the crash needs no answer.
  await crash(page);
  await expect(card).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('ask me nothing');
  await page.keyboard.press('Enter');
  await openSample(page, 'Order with a key');
  await until(page, { sample: 'order-key', appStatus: 'running' });
  await expect(card).toHaveCount(0);
});
