import type { Page } from '@playwright/test';
import { findingsIn } from './fixtures/axe.ts';
import { button, open, openSample, share, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

/** Opens what the palette calls so: the way that is the same on the phone and on the desktop. */
async function command(page: Page, name: string): Promise<void> {
  await button(page, 'All commands').click();
  const field = page.getByRole('combobox', { name: 'Find a command' });
  await field.fill(name);
  await field.press('Enter');
  await expect(field).toHaveCount(0);
}

const isClean = async (page: Page, what: string): Promise<void> =>
  await expect.poll(() => findingsIn(page), what).toEqual([]);

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any menu or dialog, ${theme} @phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, contrast: 'more' });
    await open(page);
    await page.keyboard.press('x');
    await until(page, { appStatus: 'dead' });
    await page.keyboard.press('z');
    await until(page, { appStatus: 'running' });
    for (const [name, inside] of [
      [/^Sample:/, page.getByRole('group', { name: 'Samples' })],
      ['Share', page.getByRole('group', { name: 'Share as' })],
      [/^More ways to fail/, page.getByRole('group', { name: /^More ways to fail/ })],
    ] as const) {
      await button(page, name).click();
      await expect(inside.getByRole('button').first()).toBeVisible();
      await isClean(page, String(name));
      await page.keyboard.press('Escape');
      await expect(inside).toHaveCount(0);
    }
    for (const [name, title] of [
      ['my scenarios', 'My scenarios'],
      ['restart with other variables', /variables/i],
    ] as const) {
      if (name.startsWith('restart')) {
        await page.keyboard.press('x');
        await until(page, { appStatus: 'dead' });
      }
      await command(page, name);
      const dialog = page.getByRole('dialog', { name: title });
      await expect(dialog).toBeVisible();
      await isClean(page, name);
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    }
  });

  test(`axe finds nothing in the explorer, the embed builder and the embed, ${theme} @phone`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: theme, contrast: 'more' });
    await open(page);
    await page.keyboard.press('ArrowRight');
    await command(page, 'crash everywhere');
    await expect(page.getByRole('heading', { name: 'Crash everywhere' })).toBeVisible();
    await isClean(page, 'exploring');
    await expect(page.getByRole('status').filter({ hasText: 'kinds of crash' })).toBeVisible();
    await isClean(page, 'explored');
    await page.keyboard.press('Escape');
    await isClean(page, 'back, with what was found');

    await share(page, 'Embed');
    await expect(page.getByRole('dialog', { name: /embed/i })).toBeVisible();
    // The preview is a page of its own: it is looked at below.
    await isClean(page, 'builder');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await page.goto(`./?embed&theme=${theme}#1/order`);
    await page.waitForFunction(() => window.replayscope?.state() !== undefined);
    await isClean(page, 'embed');
  });

  test(`axe finds nothing in a silent difference, a search and a waiting workflow, ${theme} @phone`, async ({
    page,
    isMobile,
  }) => {
    await page.emulateMedia({ colorScheme: theme, contrast: 'more' });
    await open(page);
    await openSample(page, 'A charge from the workflow');
    await until(page, { sample: 'http-charge' });
    await page.keyboard.press('d');
    await expect(page.getByRole('heading', { name: 'Why it is different' })).toBeVisible();
    await isClean(page, 'silent');
    if (isMobile) {
      await page.getByRole('tab', { name: 'History' }).click();
      await isClean(page, 'silent, the two columns');
    }
    await openSample(page, 'Approval with a timeout');
    await until(page, { sample: 'approval' });
    await isClean(page, 'approval');
    if (isMobile) await page.getByRole('tab', { name: 'History' }).click();
    await button(page, 'Search the history').click();
    await expect(page.getByRole('searchbox')).toBeFocused();
    await isClean(page, 'search');
    await page.locator('.history summary').first().click();
    await expect(page.locator('.event-record').first()).toBeVisible();
    await isClean(page, 'record');
  });
}
