import type { Page } from '@playwright/test';
import { test } from './fixtures/page-host.ts';
import { buildCourse } from './fixtures/react-course-build.ts';
import { expect } from './fixtures/watched-page.ts';

interface Course {
  lines: Record<string, { state(): Promise<Record<string, unknown>>; step(): void }[]>;
  course: { unmount(): void };
  drawFresh(): void;
  /** What the page listens to now, by kind. */
  listeners: Record<string, number>;
}

const themeIn = (page: Page, title: string) =>
  page
    .frameLocator(`iframe[title="${title}"]`)
    .locator('html')
    .evaluate((html) => html.dataset['theme']);

/** Counts what the page listens to, so that what stays behind is seen. */
async function countListeners(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (window !== top) return;
    const listeners: Record<string, number> = {};
    const count = (kind: string, by: number) => {
      listeners[kind] = (listeners[kind] ?? 0) + by;
    };
    Object.assign(globalThis, { listeners });
    const kinds = ['message', 'change'];
    const watch = (
      [proto, name]: readonly [object, string],
      [method, by]: readonly [string, number],
      isCounted: (first: unknown) => boolean,
    ) => {
      const real = Reflect.get(proto, method) as (...all: unknown[]) => unknown;
      Reflect.set(proto, method, function (this: unknown, ...all: unknown[]) {
        if (isCounted(all[0]))
          count(kinds.includes(String(all[0])) ? `${name} ${all[0]}` : name, by);
        return real.apply(this, all);
      });
    };
    const isKind = (first: unknown) => kinds.includes(String(first));
    for (const target of [
      [window, 'window'],
      [MediaQueryList.prototype, 'media'],
    ] as const) {
      watch(target, ['addEventListener', 1], isKind);
      watch(target, ['removeEventListener', -1], isKind);
    }
    const observer = [MutationObserver.prototype, 'observer'] as const;
    watch(observer, ['observe', 1], (first) => first === document.documentElement);
    watch(observer, ['disconnect', -1], () => true);
  });
}

const listenersOf = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as Course).listeners);

for (const react of [18, 19] as const)
  test.describe(`the React component under React ${react}`, () => {
    test('takes over the page of the server without a word, several at once, in the theme of the page', async ({
      page,
      host,
    }) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        // Chromium says so of each frame of the page's own site. Courses have another one.
        const isAdvice = message.text().startsWith('An iframe which has both allow-scripts');
        if (message.type() === 'warning' && !isAdvice) complaints.push(message.text());
      });
      await countListeners(page);
      await page.goto(await buildCourse(host.folder, react));
      await expect
        .poll(() =>
          page.evaluate(() => {
            const { lines } = globalThis as unknown as Course;
            return Object.entries(lines)
              .map(([name, each]) => `${name} ${each.length}`)
              .toSorted();
          }),
        )
        .toEqual(['before 1', 'light 1', 'toss 1']);
      // Each line leads to its own frame, and none plays by itself.
      const states = await page.evaluate(async () => {
        const { before, toss, light } = (globalThis as unknown as Course).lines;
        before?.[0]?.step();
        return Promise.all(
          [before, toss, light].map((line) => line?.[0]?.state() ?? Promise.reject(new Error())),
        );
      });
      expect(states).toMatchObject([
        { isPlaying: false },
        { verdict: 'disagrees', isPlaying: false },
        { position: 't4:a4', isPlaying: false },
      ]);
      expect(states[0]?.['position']).not.toBe('t4:a4');

      await expect.poll(() => themeIn(page, 'Just before the parcel')).toBe('dark');
      await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'));
      await expect.poll(() => themeIn(page, 'Just before the parcel')).toBe('light');
      await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
      await expect.poll(() => themeIn(page, 'The coin toss')).toBe('dark');
      await expect.poll(() => themeIn(page, 'Always light')).toBe('light');

      // Another drawing of the page around loads nothing again.
      await page.getByRole('button', { name: 'Draw again' }).click();
      await expect(page.getByRole('button', { name: 'Draw again (1)' })).toBeVisible();
      expect(
        await page.evaluate(() => (globalThis as unknown as Course).lines['before']?.length),
      ).toBe(1);
      // What is no page on the web becomes neither frame nor link.
      await expect(page.locator('iframe')).toHaveCount(3);
      await expect(page.locator('a[href^="javascript"]')).toHaveCount(0);
      await expect.poll(() => page.title()).toBe('A course');
      expect(complaints).toEqual([]);
    });

    test('leaves nothing behind when it goes, and comes again', async ({ page, host }) => {
      await countListeners(page);
      await page.goto(await buildCourse(host.folder, react));
      await expect(page.locator('iframe')).toHaveCount(3);
      const all = { 'window message': 3, observer: 2, 'media change': 2 };
      await expect.poll(() => listenersOf(page)).toEqual(all);
      await page.getByRole('button', { name: 'Close the first' }).click();
      await expect(page.locator('iframe')).toHaveCount(2);
      await expect
        .poll(() => listenersOf(page))
        .toEqual({ 'window message': 2, observer: 1, 'media change': 1 });
      await page.getByRole('button', { name: 'Open the first' }).click();
      await expect(page.locator('iframe')).toHaveCount(3);
      await page.evaluate(() => (globalThis as unknown as Course).course.unmount());
      await expect(page.locator('iframe')).toHaveCount(0);
      await expect
        .poll(() => listenersOf(page))
        .toEqual({ 'window message': 0, observer: 0, 'media change': 0 });
      // As a page that is opened by a link inside of the site, without a server's HTML.
      await page.evaluate(() => (globalThis as unknown as Course).drawFresh());
      await expect(page.locator('iframe')).toHaveCount(3);
      await expect.poll(() => listenersOf(page)).toEqual(all);
    });

    test.describe('without JavaScript', () => {
      test.use({ javaScriptEnabled: false });

      test('is a picture with its sentence and a link, also in print', async ({ page, host }) => {
        await page.goto(await buildCourse(host.folder, react));
        const first = page.getByRole('figure').first();
        for (const media of ['screen', 'print'] as const) {
          await page.emulateMedia({ media });
          await expect(first.getByRole('img', { name: 'Line 5 asks for' })).toBeVisible();
          await expect(first.getByText('Line 5 asks for <sendParcel>.')).toBeVisible();
          await expect(first.getByRole('link', { name: 'Open in Replayscope' })).toBeVisible();
        }
        await expect(page.locator('iframe')).toHaveCount(0);
      });
    });

    test('is the picture in print, once it is alive, too', async ({ page, host }) => {
      await page.goto(await buildCourse(host.folder, react));
      const first = page.getByRole('figure').first();
      await expect(first.locator('iframe')).toBeVisible();
      await expect(first.getByRole('img')).toBeHidden();
      await page.emulateMedia({ media: 'print' });
      await expect(first.getByRole('img')).toBeVisible();
      await expect(first.locator('iframe')).toBeHidden();
    });
  });
