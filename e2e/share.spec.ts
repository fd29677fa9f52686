import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { crash, open, restart, share, toasted, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

/** Takes one way that saves a file, and reads it. */
async function saved(page: Page, way: string): Promise<{ name: string; content: Buffer }> {
  const download = page.waitForEvent('download');
  await share(page, way);
  const file = await download;
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
}

test('a moment goes on as a picture, a text, a diagram and a test @phone', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await crash(page);
  await restart(page);
  const svg = await saved(page, 'Picture, SVG');
  expect(svg.content.toString()).toMatch(/^<svg [^]*app run 1 crashed/);
  await toasted(page, 'saved, as SVG');
  const png = await saved(page, 'Picture, PNG');
  expect(png.name).toMatch(/\.png$/);
  expect(png.content.subarray(1, 4).toString()).toBe('PNG');
  expect(png.content.length).toBeGreaterThan(5000);
  const test = await saved(page, 'Test');
  expect(test.content.toString()).toContain('"label": "Card charged"');
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await share(page, 'Text');
  await expect.poll(copied).toMatch(/^# Order processing/);
  await share(page, 'Sequence diagram');
  await expect.poll(copied).toMatch(/^sequenceDiagram/);
});

test('a file opens the moment that it was saved at', async ({ page }) => {
  await open(page);
  const before = await crash(page);
  const { content } = await saved(page, 'File');
  await page.goto('about:blank');
  await open(page);
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'shared.json', { type: 'application/json' }));
    return data;
  }, content.toString());
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await until(page, { position: before.position, appStatus: 'dead' });
});

test('the menu is used with the keyboard alone', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await page.keyboard.press('End');
  await page.getByRole('button', { name: 'Share' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Share as' }).getByRole('button')).not.toHaveCount(
    0,
  );
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await toasted(page, 'at its start');
  await expect(page.getByRole('button', { name: 'Share' })).toBeFocused();
});
