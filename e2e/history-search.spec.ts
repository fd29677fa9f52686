import { findingsIn } from './fixtures/axe.ts';
import { button, open } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

test('who closes the search is where they were before it', async ({ page }) => {
  await open(page);
  await page.keyboard.press('ArrowRight');
  const place = button(page, 'Step back');
  await place.focus();
  await page.keyboard.press('/');
  const field = page.getByRole('searchbox', { name: 'Words in the events' });
  await expect(field).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Kind of event')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(place).toBeFocused();
  // Nothing had the focus: then it is at what opens the search again.
  await place.blur();
  await page.keyboard.press('/');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button(page, 'Search the history')).toBeFocused();
});

test('the history is searched by word and kind @phone', async ({ page, isMobile }) => {
  await open(page);
  await page.keyboard.press('ArrowRight');
  if (isMobile) {
    await page.getByRole('tab', { name: 'History' }).click();
    await button(page, 'Search the history').click();
  } else await page.keyboard.press('/');
  const field = page.getByRole('searchbox', { name: 'Words in the events' });
  await expect(field).toBeFocused();
  await page.keyboard.type('reservestock');
  const rows = page.locator('.history .event');
  await expect(rows).toHaveCount(2);
  await expect(page.locator('.history-found')).toHaveText('2 of 10');
  await expect.poll(() => findingsIn(page), 'found').toEqual([]);
  await page.getByLabel('Kind of event').selectOption('answer');
  await expect(rows).toHaveCount(1);
  await rows.locator('summary').click();
  await expect(rows.locator('.event-facts')).toHaveText(
    'Written while app run 1 was alive · answer to line 3 · task ID 2',
  );
  if (!isMobile)
    await expect(page.locator('.stair-column[data-found="true"]')).toHaveText(/8.*answer/);
  await field.fill('zebra');
  await expect(page.getByText('No event here has that.')).toBeVisible();
  await field.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(rows.first()).toBeVisible();
});
