import type { Frame, Page } from '@playwright/test';
import { button, open, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

function sandboxOf(page: Page): Frame {
  const frame = page.frames().find((each) => each !== page.mainFrame());
  if (!frame) throw new Error('The page has no frame.');
  return frame;
}

test('the engine runs in a frame without an origin, under the content policy', async ({ page }) => {
  await open(page);
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).toHaveAttribute(
    'content',
    /script-src 'self' 'sha256-[^']+' 'wasm-unsafe-eval';/,
  );
  await expect(policy).not.toHaveAttribute(
    'content',
    /unsafe-(?:inline|eval)'(?<!wasm-unsafe-eval')/,
  );
  await expect(page.locator('iframe')).toHaveAttribute('sandbox', 'allow-scripts');
  await expect.poll(() => sandboxOf(page).evaluate(() => origin)).toBe('null');
  // A run was computed there, and another one is.
  await button(page, 'Crash').click();
  await until(page, { appStatus: 'dead' });
});

test('nothing inside of the frame reaches any address', async ({ page, baseURL, pageProblems }) => {
  await open(page);
  const answered: string[] = [];
  // The page itself may still fetch a part of its own.
  page.on('response', (response) => {
    if (response.frame() !== page.mainFrame()) answered.push(response.url());
  });
  const home = new URL('./', baseURL).href;
  const outcomes = await sandboxOf(page).evaluate(async (address) => {
    const attempts: Record<string, () => Promise<unknown>> = {
      fetch: () => fetch(address, { mode: 'no-cors' }),
      script: () => import(/* @vite-ignore */ `${address}favicon.svg`),
      image: () =>
        new Promise((resolve, reject) => {
          const image = new Image();
          image.addEventListener('load', resolve);
          image.addEventListener('error', reject);
          image.src = `${address}favicon.svg?image`;
        }),
      worker: () =>
        new Promise((resolve, reject) => {
          const code = `fetch(${JSON.stringify(address)}, { mode: 'no-cors' }).then(() => postMessage('reached'), () => postMessage('refused'))`;
          const worker = new Worker(URL.createObjectURL(new Blob([code])));
          worker.addEventListener('message', ({ data }) =>
            data === 'reached' ? resolve(data) : reject(data),
          );
        }),
      storage: async () => localStorage,
      page: async () => parent.document,
    };
    const told: string[] = [];
    for (const [name, attempt] of Object.entries(attempts))
      told.push(
        `${name} ${await attempt().then(
          () => 'reached',
          () => 'refused',
        )}`,
      );
    return told;
  }, home);
  expect(outcomes).toEqual([
    'fetch refused',
    'script refused',
    'image refused',
    'worker refused',
    'storage refused',
    'page refused',
  ]);
  expect(answered.filter((each) => each.startsWith('http'))).toEqual([]);
  // The browser complains of each attempt.
  pageProblems.length = 0;
});
