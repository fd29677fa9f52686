import type { Page } from '@playwright/test';
import { compressedSize, firstLoad, readBuiltParts, BUDGETS } from '../scripts/first-load.mjs';
import { open, settled } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

/** It comes when a run is on the screen: nobody prints before. */
const ON_PAPER = /^assets\/print-.*\.css$/;

const LATER = [
  'src/app/offline/start.ts',
  'src/app/last-pointed.ts',
  'src/link/decode.ts',
  'src/link/schema.ts',
  'src/link/unread-words.ts',
];

/** Files of the app that the page asks for from now on, until it is told to stop; names in the built folder. */
function listening(page: Page, baseURL: string | undefined) {
  const home = new URL('./', baseURL).pathname;
  const asked = new Set<string>();
  let isOver = false;
  page.on('request', (request) => {
    const { pathname, protocol } = new URL(request.url());
    if (isOver || !protocol.startsWith('http') || pathname.endsWith('favicon.svg')) return;
    asked.add(pathname.slice(home.length) || 'index.html');
  });
  return {
    asked,
    stop: (): Set<string> => {
      isOver = true;
      return asked;
    },
  };
}

/** Files that the page fetches for later when its first run is on the screen. */
const laterFiles = (): string[] =>
  readBuiltParts(process.cwd())
    .filter(({ modules }) => LATER.some((each) => modules.includes(each)))
    .map(({ file }) => file);

const bytesOf = (files: Iterable<string>): number =>
  [...files].map(compressedSize('dist')).reduce((sum, bytes) => sum + bytes, 0);

test('until the first run is on the screen, exactly the files of the budget are loaded, and nothing jumps @phone', async ({
  page,
  baseURL,
}) => {
  const loading = listening(page, baseURL);
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
  const files = firstLoad(readBuiltParts(process.cwd())).runFiles;
  await expect.poll(() => files.filter((file) => !loading.asked.has(file))).toEqual([]);
  const asked = loading.stop();
  // A slow computer may be so late that what comes after the first run has begun: offline use, and what reads links.
  for (const file of [...laterFiles(), ...[...asked].filter((each) => ON_PAPER.test(each))])
    asked.delete(file);
  expect(asked).toEqual(new Set(files));
  expect(bytesOf(files)).toBeLessThanOrEqual(BUDGETS.firstRun);
  const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, each) => sum + each, 0)).toBeLessThan(0.02);
});

/** Where the parts of the frame stand; a part that is not drawn is not named. */
const boxesIn = (page: Page) =>
  page.evaluate(() => {
    const names = [
      '.question',
      '.tabs',
      '.process',
      '.history',
      '.staircase',
      '.crash',
      '.counter',
    ];
    return Object.fromEntries(
      names.flatMap((name) => {
        const { x, y, width, height } =
          document.querySelector(name)?.getBoundingClientRect() ?? new DOMRect();
        // A counter is drawn before its run only where it is a strip: on the phone.
        const isLeftOut = height === 0 || (name === '.counter' && innerWidth > 720);
        // The text of a headline may be as wide as its row.
        const box = [x, y, name === '.question' ? 0 : width, height];
        return isLeftOut ? [] : [[name, box.map((each) => Math.round(each)).join(' ')]];
      }),
    );
  });

test('the first paint is the frame of the first run, with its question: nothing moves afterwards @phone', async ({
  page,
  isMobile,
}) => {
  const sizes = isMobile
    ? [undefined]
    : [
        { width: 1440, height: 900 },
        { width: 1024, height: 768 },
      ];
  for (const size of sizes) {
    if (size) await page.setViewportSize(size);
    let start = () => {};
    const started = new Promise<void>((resolve) => (start = resolve));
    await page.route('**/*.js', async (route) => {
      await started;
      await route.continue();
    });
    await page.goto('./', { waitUntil: 'commit' });
    const headline = page.getByRole('heading', { level: 1 });
    await expect(headline).toBeVisible();
    const question = await headline.textContent();
    await expect(page.locator('.transport > .crash')).toHaveCSS('opacity', '0.45');
    const shell = await settled(() => boxesIn(page));
    start();
    await page.waitForFunction(() => window.replayscope?.state() !== undefined);
    await expect(headline).toHaveText(question ?? '');
    await expect.poll(() => boxesIn(page)).toEqual(shell);
    await page.unroute('**/*.js');
  }
});

const LINK = '#0/order?at=t4:a4&c=3j74zqa';

test('a link asks no question before its own is there', async ({ page }) => {
  let start = () => {};
  const started = new Promise<void>((resolve) => (start = resolve));
  // The page itself and the file that it begins with.
  await page.route(/assets\/(?!index-).*\.js$/, async (route) => {
    await started;
    await route.continue();
  });
  await page.goto(`./${LINK}`, { waitUntil: 'commit' });
  const headline = page.getByRole('heading', { level: 1 });
  await expect(headline).toHaveText('Opening the link…');
  start();
  await expect(headline).toHaveText(/Will the card be charged/);
});

for (const hash of ['', LINK])
  test(`an embed loads at most what the page loads, ${hash ? 'with' : 'without'} a link @phone`, async ({
    page,
    baseURL,
  }) => {
    /** What comes until the page has been at rest for two seconds: also what it fetches for later. */
    const loadedBy = async (query: string) => {
      const loading = listening(page, baseURL);
      await page.goto(`./${query}${hash}`);
      await page.waitForFunction(() => window.replayscope?.state() !== undefined);
      // An embed fetches nothing for later; a busy computer may take longer over it than two seconds.
      if (query === '')
        await expect
          .poll(() => laterFiles().filter((file) => !loading.asked.has(file)))
          .toEqual([]);
      await page.waitForTimeout(2000);
      await page.waitForLoadState('networkidle');
      const asked = loading.stop();
      await page.goto('about:blank');
      return asked;
    };
    const embed = await loadedBy('?embed');
    const whole = await loadedBy('');
    // The browser asks for these two once for many pages.
    const isNamed = (file: string) => !/webmanifest|icons\//.test(file);
    expect(bytesOf([...embed].filter(isNamed))).toBeLessThanOrEqual(
      bytesOf([...whole].filter(isNamed)),
    );
    const expected = firstLoad(readBuiltParts(process.cwd()), 'embed').runFiles;
    const drawn = [...embed].filter((file) => !ON_PAPER.test(file));
    if (hash === '') expect(new Set(drawn)).toEqual(new Set(expected));
    else expect([...embed]).toEqual(expect.arrayContaining(expected));
  });

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the shell can be read', async ({ page }) => {
    await page.goto('./');
    await expect(page.getByText('Replayscope', { exact: true })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
});
