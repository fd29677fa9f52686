import type { Page } from '@playwright/test';
import { button, chooseSample, crash, open, openSample, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

/** The named files do not come; the answer lets them come again. */
async function without(page: Page, files: RegExp): Promise<() => Promise<void>> {
  await page.route(files, (route) => route.abort());
  return () => page.unroute(files);
}

const worked = async (page: Page) => {
  await button(page, 'Crash').click();
  await until(page, { appStatus: 'dead' });
};

// These tests make errors on purpose: what the page writes about them is looked at on the screen instead.
test.afterEach(({ pageProblems }) => {
  pageProblems.length = 0;
});

test('a part that does not come says so in its place, and comes with another try', async ({
  page,
}) => {
  const mend = await without(page, /assets\/exploration-/);
  await open(page);
  await crash(page);
  await button(page, 'Restart').click();
  await until(page, { appRun: 2 });
  await page.keyboard.press('End');
  await until(page, { isPlaying: false });
  await button(page, 'Crash everywhere').first().click();
  const broken = page.getByRole('alert').filter({ hasText: 'The explorer could not be loaded' });
  await expect(broken).toBeVisible();
  await mend();
  await broken.getByRole('button', { name: 'Try again' }).click();
  await expect(broken).toBeHidden();
  await expect(page.getByRole('heading', { name: /everywhere/i }).first()).toBeVisible();
});

test('a page that cannot draw a run yet says so, and goes on with another try', async ({
  page,
}) => {
  const mend = await without(page, /assets\/page-drawing-/);
  await page.goto('./');
  await expect(page.getByText('did not come').first()).toBeVisible();
  await mend();
  await button(page, 'Try again').first().click();
  await page.waitForFunction(() => window.replayscope?.state() !== undefined);
  await worked(page);
});

for (const query of ['', '?embed'])
  test(`the app itself does not come${query && ', in an embed'}: the page says so`, async ({
    page,
  }) => {
    await without(page, /assets\/open-/);
    await page.goto(`./${query}`);
    await expect(page.getByText('Look at the connection, then load the page again.')).toBeVisible();
  });

test('a machine that does not come says so, and comes with another try', async ({ page }) => {
  const mend = await without(page, /\.wasm$/);
  await page.goto('./');
  await expect(page.getByText('could not be loaded').first()).toBeVisible();
  await mend();
  await button(page, 'Try again').first().click();
  await page.waitForFunction(() => window.replayscope?.state() !== undefined);
  await worked(page);
});

test('a sample that does not come says so; the page goes on', async ({ page }) => {
  await open(page);
  const mend = await without(page, /assets\/approval-/);
  await chooseSample(page, 'Approval with a timeout');
  await expect(page.getByText('“Approval with a timeout” did not come')).toBeVisible();
  await mend();
  await button(page, 'Try again').first().click();
  await until(page, { sample: 'approval' });
});

test('a worker that dies is made again, and the next act runs', async ({ page }) => {
  await open(page);
  for (const worker of page.workers()) await worker.evaluate(() => self.close()).catch(() => {});
  await button(page, 'Crash').click();
  // Nobody tells the page that a worker is gone: it waits for the answer a while, and starts it again.
  await until(page, { appStatus: 'dead' });
});

test('a pane that throws says so, and the others go on', async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.ResizeObserver = class {
      constructor() {
        throw new Error('no room');
      }
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    };
  });
  await open(page);
  const broken = page.getByRole('alert').filter({ hasText: 'The staircase could not be drawn' });
  await expect(broken).toContainText('The fault: no room');
  const download = page.waitForEvent('download');
  await broken.getByRole('button', { name: 'Save my work as a file' }).click();
  expect((await download).suggestedFilename()).toBe('replayscope-my-work.json');
  await worked(page);
});

test('marks that do not come are told of at the staircase, and come with another try', async ({
  page,
}) => {
  const mend = await without(page, /assets\/stair-later-/);
  await open(page);
  await openSample(page, 'Order with a key');
  await crash(page);
  await button(page, 'Restart').click();
  const broken = page
    .getByRole('alert')
    .filter({ hasText: 'The staircase could not be loaded' })
    .first();
  await expect(broken).toBeVisible();
  // The next moments try again by themselves: the last one stays.
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed', isPlaying: false });
  await expect(broken).toBeVisible();
  await mend();
  await broken.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.stair-resent')).toBeVisible();
});
