import type { BrowserContext, Page } from '@playwright/test';
import { list, names, openLibrary, rows, untilKept, withPatience } from './fixtures/library.ts';
import { button, crash, open, restart, stateOf, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

const notice = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text });

/** The way out that is always there: a file with the scenario. */
async function saveAsFile(page: Page): Promise<void> {
  const download = page.waitForEvent('download');
  await button(page, 'Save this scenario as a file').click();
  expect((await download).suggestedFilename()).toMatch(/\.json$/);
}

/** Each way in which a browser keeps nothing. They run before the page's own code. */
const REFUSALS: Record<string, () => void> = {
  'has no database': () => {
    Object.defineProperty(window, 'indexedDB', { value: undefined });
  },
  'forbids its database': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Access is denied.', 'SecurityError');
    };
  },
  'forbids all storage': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Access is denied.', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('Access is denied.', 'SecurityError');
      },
    });
  },
};

for (const [what, refuse] of Object.entries(REFUSALS)) {
  test(`a browser that ${what}: the page works, says so once, and offers the file`, async ({
    page,
  }) => {
    await page.addInitScript(refuse);
    await open(page);
    await crash(page);
    await expect(notice(page, 'does not let the page keep')).toBeVisible();
    await saveAsFile(page);
    await button(page, 'Close this message').click();
    await restart(page);
    await until(page, { verdict: 'completed' });
    await expect(notice(page, 'does not let the page keep')).toHaveCount(0);
    await openLibrary(page);
    await expect(list(page)).toContainText('does not let the page keep anything');
  });
}

test('a disk that is full is told of, and the page works', async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    };
  });
  await open(page);
  await crash(page);
  await expect(notice(page, 'device is full')).toBeVisible();
  await saveAsFile(page);
});

test('a quota that is truly used up is told of, and the page works', async ({ page, baseURL }) => {
  const devtools = await page.context().newCDPSession(page);
  // Before the page writes anything: the browser looks at the quota only now and then.
  await devtools.send('Storage.overrideQuotaForOrigin', {
    origin: new URL(baseURL ?? '').origin,
    quotaSize: 1,
  });
  await open(page);
  await crash(page);
  await expect(notice(page, 'device is full')).toBeVisible();
  await saveAsFile(page);
  await button(page, 'Close this message').click();
  await restart(page);
  await until(page, { verdict: 'completed' });
});

test('garbage in the database and in the preferences hides nothing else', async ({ page }) => {
  await open(page);
  await crash(page);
  await untilKept(page);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        localStorage.setItem('replayscope.preferences', '{"theme":"dark","speed":"fast","names":7');
        const opened = indexedDB.open('replayscope');
        opened.onsuccess = () => {
          const write = opened.result.transaction('own-code', 'readwrite');
          const store = write.objectStore('own-code');
          store.put({ version: 1, id: 'half', name: 'Half of one' }, 'entry:half');
          store.put({ version: 99, id: 'later' }, 'entry:later');
          store.put('garbage', 'last');
          store.put(new Date(), 'trusted');
          write.oncomplete = () => resolve();
        };
      }),
  );
  await page.goto('about:blank');
  await open(page);
  await until(page, { position: 't4:a4', appStatus: 'running' });
  await openLibrary(page);
  await expect.poll(() => names(page)).toEqual(['Order processing, crash in wake-up 4']);
  await expect(list(page)).toContainText('One scenario is damaged');
  await expect(list(page)).toContainText('kept by a newer version');
  const download = page.waitForEvent('download');
  await button(page, /^Save what is left/).click();
  expect((await download).suggestedFilename()).toBe('replayscope-unreadable.json');
  await button(page, 'Delete what is damaged').click();
  await expect(list(page)).not.toContainText('is damaged');
  await expect(rows(page)).toHaveCount(1);
});

async function secondTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await open(page);
  return page;
}

test('two tabs with one scenario: the other one says so, and both can be kept', async ({
  page,
  context,
}) => {
  await withPatience(context);
  await open(page);
  const dead = await crash(page);
  await untilKept(page);
  const other = await secondTab(context);
  await until(other, { position: dead.position, appStatus: 'dead' });
  await restart(other);
  await untilKept(other);
  await expect(notice(page, 'in another tab')).toBeVisible();
  await button(page, 'Keep both').click();
  await openLibrary(page);
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press('Escape');
  expect((await stateOf(page)).position).toBe(dead.position);

  await restart(page);
  await untilKept(page);
  await crash(other);
  await untilKept(other);
  await openLibrary(other);
  await expect(rows(other)).toHaveCount(2);
});
