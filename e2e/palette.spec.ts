import { findingsIn } from './fixtures/axe.ts';
import { button, open, stateOf, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

test('the palette does by name what the screen does by button', async ({ page }) => {
  await open(page);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find a command' });
  await expect(field).toBeFocused();
  await page.keyboard.type('crash the app');
  await page.keyboard.press('Enter');
  await until(page, { appStatus: 'dead' });
  await expect(field).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.type('crash the app');
  const crash = page.getByRole('option', { name: /^Crash the app/ });
  await expect(crash).toHaveAttribute('aria-disabled', 'true');
  await expect(crash).toContainText('It is down already.');
  await page.keyboard.press('Enter');
  await expect(field).toBeFocused();

  await field.fill('event 5');
  await page.keyboard.press('Enter');
  const { index } = await until(page, { position: 'k1:recorded' });
  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.type('event 4000');
  await expect(page.locator('.palette-option').first()).toContainText(/This run has no event 4000/);
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  expect((await stateOf(page)).index).toBe(index);

  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.type('zebra');
  await expect(page.getByRole('status').filter({ hasText: 'zebra' })).toBeVisible();
  await field.fill('gloss');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Glossary' })).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`the palette opens without a keyboard, and axe finds nothing, ${theme} @phone`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: theme });
    await open(page);
    await page.keyboard.press('ArrowRight');
    await button(page, 'All commands').click();
    await expect.poll(() => findingsIn(page), 'everything').toEqual([]);
    await page.getByRole('combobox', { name: 'Find a command' }).fill('dark');
    await page.getByRole('option', { name: /^Dark theme/ }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await button(page, 'All commands').click();
    await page.getByRole('combobox', { name: 'Find a command' }).fill('glossary');
    await page.getByRole('option', { name: /^Glossary/ }).click();
    await expect(page.getByRole('dialog', { name: 'Glossary' })).toBeVisible();
    await expect.poll(() => findingsIn(page), 'glossary').toEqual([]);
  });
}
