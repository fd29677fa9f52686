import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test, type PageHost } from './fixtures/page-host.ts';
import { button, counter, crash, open, openSample, restart, until } from './fixtures/scope.ts';
import { expect } from './fixtures/watched-page.ts';

test.use({ serviceWorkers: 'allow' });

/** Waits until everything is kept: the worker is active and this page is its own. */
const untilKept = (page: Page) =>
  page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');

/** Puts a next build into the folder of the host, told apart by a mark in its page. */
async function publishNext({ folder }: PageHost, mark: string): Promise<void> {
  const page = join(folder, 'index.html');
  await writeFile(
    page,
    (await readFile(page, 'utf8')).replace('</head>', `<meta name="${mark}" /></head>`),
  );
  const worker = join(folder, 'sw.js');
  const text = await readFile(worker, 'utf8');
  const next = text.replace(/(url:"index\.html",revision:")[^"]*/, `$1${mark}`);
  expect(next).not.toBe(text);
  await writeFile(worker, next);
}

async function firstMinute(page: Page): Promise<void> {
  await open(page);
  await crash(page);
  const end = await restart(page);
  expect(end.verdict).toBe('completed');
  await expect(counter(page, 'Card charged')).toContainText('once');
}

test('a folder of a plain page host is enough, and nothing outside of it is asked for', async ({
  page,
  host,
}) => {
  await firstMinute(page);
  await untilKept(page);
  expect(host.strayed).toEqual([]);
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  expect(scope).toBe(host.address);
});

test('after one visit everything works without a network', async ({ page, host }) => {
  await open(page);
  await untilKept(page);
  await page.context().setOffline(true);
  const asked = host.asked.length;
  await page.reload();
  await firstMinute(page);
  await openSample(page, 'The coin toss');
  await until(page, { sample: 'coin' });
  await button(page, 'Edit the code').click();
  await expect(page.getByRole('textbox', { name: /code/i }).first()).toBeVisible();
  // The policy of the page is the one that it was built with.
  const policy = await page
    .locator('meta[http-equiv="Content-Security-Policy"]')
    .getAttribute('content');
  expect(policy).toContain("default-src 'self'");
  await page.goto('./?embed');
  await page.waitForFunction(() => window.replayscope?.state() !== undefined);
  // The browser looks for a newer worker behind the page's back; nothing else was asked for.
  expect(host.asked.slice(asked).filter((name) => name !== 'sw.js')).toEqual([]);
});

test('a new version is announced, waits, and is taken with everything kept', async ({
  page,
  host,
}) => {
  await open(page);
  await untilKept(page);
  await crash(page);
  await page.keyboard.press('ArrowLeft');
  const before = await until(page, { appStatus: 'running' });
  await publishNext(host, 'next-build');
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  const take = button(page, 'Take it now');
  await expect(take).toBeVisible();
  await expect(
    page.getByRole('status').filter({ hasText: 'A new version is ready.' }),
  ).toBeVisible();
  await expect.poll(() => page.locator('meta[name="next-build"]').count()).toBe(0);

  await take.click();
  await expect(page.locator('meta[name="next-build"]')).toHaveCount(1);
  await page.waitForFunction(() => window.replayscope?.state() !== undefined);
  await until(page, { position: before.position, index: before.index, count: before.count });
  await expect(take).toBeHidden();
});

test('an embed keeps nothing for offline', async ({ page }) => {
  await page.goto('./?embed');
  await page.waitForFunction(() => window.replayscope?.state() !== undefined);
  // Longer than a page of its own would wait.
  await page.waitForTimeout(3000);
  expect(
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length),
  ).toBe(0);
});
