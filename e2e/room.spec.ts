import type { Locator, Page } from '@playwright/test';
import { button, crash, open, openSample, restart, settled, until } from './fixtures/scope.ts';
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
    places.add((await settled(() => python.boundingBox()))?.y);
  }
  expect([...places]).toHaveLength(1);
});

async function disagree(page: Page): Promise<void> {
  await openPlainly(page, 'The coin toss');
  await crash(page);
  await restart(page);
  await until(page, { verdict: 'disagrees' });
  await expect(page.locator('.why-chain > li')).toHaveCount(5);
}

test('every wake-up is there whole when it is asked for', async ({ page }) => {
  await openPlainly(page, 'Approval with a timeout');
  await button(page, 'Show every wake-up').click();
  await expect(button(page, 'Fold to app runs')).toBeVisible();
  await expect.poll(() => hidden(page.locator('.stair-frame'))).toBe(0);
});

test('a disagreement shows the code and all causes without scrolling', async ({ page }) => {
  await disagree(page);
  await expect.poll(() => hidden(page.locator('.code'))).toBe(0);
  // Under the chain there is only what switches to Python.
  await expect(page.locator('.why-chain')).toBeInViewport({ ratio: 1 });
});

const boxesOf = async (all: Locator) =>
  Promise.all((await all.all()).map((each) => each.boundingBox()));

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
] as const) {
  test(`the zones keep their place and width when code and history disagree at ${width} × ${height}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await openPlainly(page, 'The coin toss');
    const zones = page.locator('.zone');
    await expect(zones).toHaveCount(3);
    const before = await settled(() => boxesOf(zones));
    await crash(page);
    await restart(page);
    await until(page, { verdict: 'disagrees' });
    await expect(page.locator('.why-chain > li')).toHaveCount(5);
    expect(before).toHaveLength(3);
    await expect.poll(() => boxesOf(zones)).toEqual(before);
  });
}

test('at 1024 × 768 a sentence is whole, and most causes are in view', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await open(page);
  await crash(page);
  await restart(page);
  await until(page, { verdict: 'completed' });
  await expect(button(page, 'Show the wake-ups')).toBeVisible();
  const sentence = page.locator('.sentence');
  await expect(sentence).toContainText('not done again.');
  await expect(sentence).toBeInViewport({ ratio: 1 });
  await disagree(page);
  await expect(sentence).toBeInViewport({ ratio: 1 });
  await expect(page.locator('.why-chain > li').nth(2)).toBeInViewport({ ratio: 1 });
  await expect(page.locator('.line[data-mark="again"]')).toBeInViewport({ ratio: 0.9 });
});

const sizeOf = (text: Locator) =>
  text.first().evaluate((each) => parseFloat(getComputedStyle(each).fontSize));

test('on a projector all is larger, and a desk stays as it is', async ({ page }) => {
  await openPlainly(page, 'The coin toss');
  const whole = page.locator('html');
  for (const size of [
    { width: 1440, height: 1400 },
    { width: 2400, height: 900 },
    { width: 1440, height: 900 },
  ]) {
    await page.setViewportSize(size);
    await expect.poll(() => sizeOf(whole)).toBe(16);
  }
  await page.setViewportSize({ width: 1920, height: 1080 });
  await expect.poll(() => sizeOf(page.locator('.code'))).toBeGreaterThan(15);
  await expect.poll(() => sizeOf(page.locator('.sentence'))).toBeGreaterThan(17);
  await crash(page);
  await restart(page);
  await expect(page.locator('.why-chain > li')).toHaveCount(5);
  await expect(page.locator('.why-chain')).toBeInViewport({ ratio: 1 });
  await expect(page.locator('.sentence')).toBeInViewport({ ratio: 1 });
  await expect.poll(() => hidden(page.locator('.stair-frame'))).toBe(0);
});
