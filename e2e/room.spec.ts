import type { Locator, Page } from '@playwright/test';
import { button, crash, open, openSample, restart, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

test.use({ viewport: { width: 1440, height: 900 } });

/** How far the last child reaches under the lower edge of the box that scrolls. */
const hidden = (box: Locator) =>
  box.evaluate((each) => Math.max(0, each.scrollHeight - each.clientHeight - 1));

/** In the first minute there is no choice of samples yet. */
async function openPlainly(page: Page, sample: string): Promise<void> {
  await open(page);
  await page.keyboard.press('Home');
  await openSample(page, sample);
}

test('what switches to Python stays where it is, whatever stands above it', async ({ page }) => {
  await openPlainly(page, 'Order with a key');
  const python = button(page, 'Read in Python');
  await expect(python).toBeVisible();
  await page.keyboard.press('Home');
  const places = new Set<number | undefined>();
  for (let press = 0; press < 9; press += 1) {
    await page.keyboard.press('n');
    places.add((await python.boundingBox())?.y);
  }
  expect([...places]).toHaveLength(1);
});

test('every wake-up is there whole when it is asked for', async ({ page }) => {
  await openPlainly(page, 'Approval with a timeout');
  await button(page, 'Show every wake-up').click();
  await expect(button(page, 'Fold to app runs')).toBeVisible();
  expect(await hidden(page.locator('.stair-frame'))).toBe(0);
});

test('a disagreement shows the code and all causes without scrolling', async ({ page }) => {
  await openPlainly(page, 'The coin toss');
  await crash(page);
  await restart(page);
  await until(page, { verdict: 'disagrees' });
  await expect(page.locator('.why-chain > li')).toHaveCount(5);
  expect(await hidden(page.locator('.code'))).toBe(0);
  // Under the chain there is only what switches to Python.
  await expect(page.locator('.why-chain')).toBeInViewport({ ratio: 1 });
});
