import { findingsIn } from './fixtures/axe.ts';
import { button, open, settled, stateOf, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`the transcript follows the cursor, and a press on a sentence moves it, ${theme} @phone`, async ({
    page,
    isMobile,
  }) => {
    await page.emulateMedia({ colorScheme: theme });
    await open(page);
    await page.keyboard.press('ArrowRight');
    if (isMobile) await page.getByRole('tab', { name: 'Text' }).click();
    else await page.keyboard.press('t');
    const now = page.locator('.transcript-row[aria-current]');
    const { sentence } = await stateOf(page);
    await expect(now).toContainText(sentence);
    // A tab has Home and End for itself.
    await button(page, 'To start').click();
    await until(page, { index: 0 });
    await expect(now).toContainText((await stateOf(page)).sentence);
    await expect(now).toBeInViewport();
    await expect.poll(() => findingsIn(page)).toEqual([]);
    const third = page.locator('.transcript-row').nth(2);
    const said = await settled(() => third.getAttribute('title'));
    await third.click();
    await expect(now).toContainText(said ?? '');
    // One number for one moment: that of the slider.
    const { index } = await stateOf(page);
    await expect(now.locator('.transcript-number')).toHaveText(String(index + 1));
    expect((await stateOf(page)).sentence).toContain(said);
    await expect.poll(() => page.locator('.transcript-row').count()).toBeLessThan(40);
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await stateOf(page)).index).toBeGreaterThan(index);
    const next = String((await stateOf(page)).index + 1);
    await expect(now.locator('.transcript-number')).toHaveText(next);
    await expect(button(page, 'Copy as Markdown')).toBeVisible();
  });
}

for (const [name, key] of [
  ['Transcript', 't'],
  ['Wiring', 'w'],
] as const) {
  test(`Escape closes the pane ${name}, and the focus is on its button`, async ({ page }) => {
    await open(page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press(key);
    const pane = page.locator(`section.${name.toLowerCase()}`);
    await expect(pane).toBeVisible();
    const opener = page.getByRole('button', { name, exact: true });
    if (name === 'Transcript') await button(page, 'Copy as Markdown').focus();
    else await opener.focus();
    await page.keyboard.press('Escape');
    await expect(pane).toHaveCount(0);
    await expect(opener).toBeFocused();
  });
}
