import { button, counter, open, openSample, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

test('crash everywhere finds where the card is charged twice, and opens that run', async ({
  page,
}) => {
  await open(page);
  await page.keyboard.press('End');
  await button(page, 'Crash everywhere').click();
  await expect(page.getByRole('heading', { name: 'Crash everywhere' })).toBeFocused();
  const summary = page.getByRole('status').filter({ hasText: 'crash points' });
  await expect(summary).toContainText('the card is charged twice');
  await page
    .getByRole('list', { name: 'Places, the worst first' })
    .getByRole('button', { name: /^App: chargeCard: after it ran/ })
    .click();
  await until(page, { appStatus: 'dead' });
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed', appRun: 2 });
  await expect(counter(page, 'Card charged')).toContainText('twice');
});

test('with a key every crash holds; the keyboard alone is enough', async ({ page }) => {
  await open(page);
  await openSample(page, 'Order with a key');
  await until(page, { sample: 'order-key' });
  await button(page, 'Crash everywhere').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'crash points' })).toBeVisible();
  await expect(button(page, /^Goes wrong/)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Crash everywhere' })).toHaveCount(0);
});
