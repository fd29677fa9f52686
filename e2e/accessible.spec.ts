import { findingsIn } from './fixtures/axe.ts';
import {
  button,
  crash,
  open,
  openSample,
  restart,
  slideTo,
  stateOf,
  until,
} from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any screen, ${theme} @phone`, async ({ page }) => {
    // Plain grounds: axe can't judge text on the shadows of what scrolls (special.css).
    await page.emulateMedia({ colorScheme: theme, contrast: 'more' });
    await open(page);
    await expect.poll(() => findingsIn(page), 'opening').toEqual([]);
    await crash(page);
    await expect.poll(() => findingsIn(page), 'dead').toEqual([]);
    await restart(page);
    await expect.poll(() => findingsIn(page), 'finished').toEqual([]);
    await slideTo(page, 74);
    await expect.poll(() => findingsIn(page), 'replaying').toEqual([]);
    await page.keyboard.press('Shift+?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect.poll(() => findingsIn(page), 'shortcuts').toEqual([]);
    await page.keyboard.press('Escape');

    await button(page, 'Edit the code').click();
    await expect(page.getByRole('textbox', { name: 'Code' })).toBeVisible();
    await page.getByRole('textbox', { name: 'Code' }).focus();
    await page.keyboard.insertText('const = 1;\n');
    await expect(page.getByText('Line 1').first()).toBeVisible();
    await expect.poll(() => findingsIn(page), 'editor with an error').toEqual([]);
    await button(page, 'Version 2').click();
    await page.getByRole('tab', { name: 'Settings' }).click();
    await expect.poll(() => findingsIn(page), 'settings of the run').toEqual([]);
    await button(page, 'Done').click();
    await button(page, /^Sample:/).click();
    await button(page, /^Your own code/).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect.poll(() => findingsIn(page), 'your own code').toEqual([]);
    await page.keyboard.press('Escape');

    await openSample(page, 'The coin toss');
    const { seed } = await until(page, { sample: 'coin' });
    await button(page, 'Another seed').click();
    await expect.poll(async () => (await stateOf(page)).seed).not.toBe(seed);
    await until(page, { isComputing: false });
    await page.keyboard.press('d');
    await until(page, { verdict: 'disagrees' });
    await expect.poll(() => findingsIn(page), 'disagrees').toEqual([]);
    await openSample(page, 'Without durability');
    await button(page, 'Show both').click();
    await until(page, { shows: 'both' });
    await expect.poll(() => findingsIn(page), 'side by side').toEqual([]);
  });
}
