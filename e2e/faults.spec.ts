import type { Page } from '@playwright/test';
import { button, counter, open, openSample, toAnother, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

/** Takes one of the ways to fail that the menu offers. */
async function take(page: Page, name: string): Promise<void> {
  await button(page, 'More ways to fail').click();
  await page
    .getByRole('group', { name: 'More ways to fail, at this moment' })
    .getByRole('button')
    .filter({ has: page.getByText(name, { exact: true }) })
    .click();
}

test('the engine dies, the app lives on, and nothing happens twice @phone', async ({ page }) => {
  await open(page);
  // Whatever a person does ends the opening scene.
  await button(page, 'Step').click();
  await take(page, 'Crash the engine');
  await until(page, { verdict: 'down' });
  await toAnother(page, () => take(page, 'Restart the engine'));
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  await expect(counter(page, 'Card charged')).toContainText('once');
});

test('what is impossible says why, and changes nothing', async ({ page }) => {
  await open(page);
  await button(page, 'Step').click();
  const before = await until(page, { appStatus: 'running' });
  await button(page, 'More ways to fail').click();
  await page.getByText('Not possible now', { exact: true }).click();
  const way = page
    .getByRole('group', { name: 'More ways to fail, at this moment' })
    .getByRole('button', { name: /^Restart the engine/ });
  await expect(way).toHaveAttribute('aria-disabled', 'true');
  await way.click({ force: true });
  await page.keyboard.press('Escape');
  expect((await until(page, { appStatus: 'running' })).position).toBe(before.position);
});

test('a paused workflow says so, and Resume has the place of Crash @phone', async ({ page }) => {
  await open(page);
  await button(page, 'Step').click();
  await take(page, 'Pause it');
  await page.keyboard.press('End');
  await until(page, { status: 'SUSPENDED' });
  await expect(page.getByText('the code gets nothing until').first()).toBeVisible();
  await button(page, 'Resume').click();
  await page.keyboard.press('End');
  await until(page, { status: 'COMPLETED' });
  await expect(counter(page, 'Parcel sent')).toContainText('once');
});

test('a workflow is ended from outside, and undo brings it back', async ({ page }) => {
  await open(page);
  await openSample(page, 'An order that can fail');
  await until(page, { sample: 'saga' });
  await toAnother(page, () => take(page, 'End it from outside'));
  await page.keyboard.press('End');
  await until(page, { status: 'TERMINATED' });
  await page.keyboard.press('z');
  // Undo goes through the browser's history, which takes its time.
  await until(page, { status: 'RUNNING' });
  await page.keyboard.press('End');
  await until(page, { status: 'COMPLETED' });
});
