import { compressedSize, firstLoad, readBuiltParts, BUDGETS } from '../scripts/first-load.mjs';
import { open } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

const LATER = ['src/app/offline/start.ts', 'src/link/decode.ts', 'src/link/schema.ts'];

test('until the first run is on the screen, exactly the files of the budget are loaded, and nothing jumps @phone', async ({
  page,
  baseURL,
}) => {
  const home = new URL('./', baseURL).pathname;
  const asked = new Set<string>();
  let isOpen = false;
  page.on('request', (request) => {
    const { pathname, protocol } = new URL(request.url());
    if (isOpen || !protocol.startsWith('http') || pathname.endsWith('favicon.svg')) return;
    asked.add(pathname.slice(home.length) || 'index.html');
  });
  await page.addInitScript(() => {
    Object.assign(globalThis, { shifts: [] as number[] });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        (globalThis as unknown as { shifts: number[] }).shifts.push(
          (entry as PerformanceEntry & { value: number }).value,
        );
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await open(page);
  isOpen = true;
  const files = firstLoad(readBuiltParts(process.cwd())).runFiles;
  // A slow computer may be so late that what comes after the first run has begun: offline use, and what reads links.
  const later = readBuiltParts(process.cwd())
    .filter(({ modules }) => LATER.some((each) => modules.includes(each)))
    .map(({ file }) => file);
  for (const file of later) asked.delete(file);
  expect(asked).toEqual(new Set(files));
  const total = files.map(compressedSize('dist')).reduce((sum, bytes) => sum + bytes, 0);
  expect(total).toBeLessThanOrEqual(BUDGETS.firstRun);
  const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, each) => sum + each, 0)).toBeLessThan(0.02);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the shell can be read', async ({ page }) => {
    await page.goto('./');
    await expect(page.getByText('Replayscope', { exact: true })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
});
