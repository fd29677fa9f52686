import { findingsIn } from './fixtures/axe.ts';
import { button, counter, open, openSample, settled, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

test('crash everywhere finds where the card is charged twice, and opens that run', async ({
  page,
}) => {
  await open(page);
  await page.keyboard.press('End');
  await button(page, 'Crash everywhere').click();
  await expect(page.getByRole('heading', { name: 'Crash everywhere' })).toBeFocused();
  const summary = page.getByRole('status').filter({ hasText: 'kinds of crash' });
  await expect(summary).toContainText('the card is charged twice');
  // One row for the place: who died makes no difference there.
  const row = page
    .getByRole('list', { name: 'Places, the worst first' })
    .getByRole('listitem')
    .filter({ hasText: 'chargeCard: it has run, its answer is not kept' });
  await expect(row.getByText('Happens twice')).toHaveCount(1);
  await expect(row.getByRole('button')).toHaveCount(3);
  await row.getByRole('button', { name: /^App: chargeCard: after it ran/ }).click();
  await until(page, { appStatus: 'dead' });
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed', appRun: 2 });
  await expect(counter(page, 'Card charged')).toContainText('twice');
});

test('a place that is opened by keyboard has its sentence read, and Escape leads back to its row', async ({
  page,
}) => {
  await open(page);
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  await button(page, 'Crash everywhere').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'kinds of crash' })).toBeVisible();
  const row = button(page, /^App: chargeCard: after it ran/);
  await row.focus();
  await page.keyboard.press('Enter');
  await until(page, { appStatus: 'dead' });
  await expect(page.locator('.sentence')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect(row).toBeFocused();
  await page.keyboard.press('Escape');
  await until(page, { verdict: 'completed', appRun: 1 });
  await expect(button(page, 'Crash everywhere')).toBeFocused();
});

test('with a key every crash holds; the keyboard alone is enough', async ({ page }) => {
  await open(page);
  await openSample(page, 'Order with a key');
  await until(page, { sample: 'order-key' });
  await button(page, 'Crash everywhere').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'kinds of crash' })).toBeVisible();
  await expect(button(page, /^Goes wrong/)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Crash everywhere' })).toHaveCount(0);
});

test('afterwards the staircase shows what a crash does, place by place, and each mark opens its run', async ({
  page,
}) => {
  await open(page);
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  const band = page.getByRole('toolbar', { name: 'A crash there' });
  await expect(band).toHaveCount(0);
  // The end brings the tools that a newcomer has not seen: the buttons find their places.
  await settled(() => button(page, 'Crash everywhere').boundingBox());
  await button(page, 'Crash everywhere').click();
  await expect(page.getByRole('status').filter({ hasText: 'kinds of crash' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(() => findingsIn(page)).toEqual([]);
  const twice = band.getByRole('button', { name: /chargeCard.*Happens twice/ }).first();
  await twice.click();
  await until(page, { verdict: 'down' });
  await expect(band).toHaveCount(0);
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  await expect(counter(page, 'Card charged')).toContainText('twice');
  // One press of undo, and the band is there again.
  await page.keyboard.press('z');
  await expect(band).toBeVisible();
  const [first, second] = [band.getByRole('button').first(), band.getByRole('button').nth(1)];
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await expect(second).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(band).toHaveCount(0);
});
