import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from '@playwright/test';
import { linkOfCode } from './fixtures/own-link.ts';
import { test as hosted } from './fixtures/page-host.ts';
import { expect } from './fixtures/watched-page.ts';

/** A page of another site: `localhost` is another one than `127.0.0.1`, where the app is. */
const test = hosted.extend<{ course: { around: (frame: string) => string }; kept: Page }>({
  course: async ({ pageProblems }, give) => {
    let body = '';
    const server = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(
        `<!doctype html><html lang="en"><title>A course</title><link rel="icon" href="data:,">${body}`,
      );
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const foreign = `http://localhost:${(server.address() as AddressInfo).port}/`;
    await give({
      around: (frame) => {
        body = frame;
        return foreign;
      },
    });
    server.closeAllConnections();
    server.close();
    // The only other site is the page around: it is the test's own.
    const others = pageProblems.filter((each) => !each.includes(foreign));
    pageProblems.splice(0, pageProblems.length, ...others);
  },
  // Not a private window, and told to let frames of other sites store: it gives them storage of their own, apart for each page around.
  kept: async ({ playwright, launchOptions }, give) => {
    const folder = await mkdtemp(join(tmpdir(), 'replayscope-profile-'));
    const preferences = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
    await mkdir(join(folder, 'Default'));
    await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
    const context = await playwright.chromium.launchPersistentContext(folder, launchOptions);
    await give(await context.newPage());
    await context.close();
    await rm(folder, { recursive: true, force: true });
  },
});

async function embedIn(page: Page): Promise<Frame> {
  const frame = await (await page.locator('iframe').elementHandle())?.contentFrame();
  if (!frame) throw new Error('There is no frame.');
  return frame;
}

const stateOf = (frame: Frame) => frame.evaluate(() => window.replayscope.state());

/** What the frame may use of the browser's storage. */
const storageOf = (frame: Frame) =>
  frame.evaluate(async () => {
    const tried = async (store: () => unknown) => {
      try {
        await store();
        return 'given';
      } catch {
        return 'refused';
      }
    };
    return {
      localStorage: await tried(() => localStorage.length),
      indexedDB: await tried(
        () =>
          new Promise<void>((resolve, reject) => {
            const request = indexedDB.open('a try');
            request.addEventListener('success', () => resolve());
            request.addEventListener('error', () => reject(new Error('refused')));
          }),
      ),
    };
  });

/** A whole visit: it opens paused at its moment, stays there, dies, and lives again; nothing is said about storage. */
async function visit(frame: Frame): Promise<void> {
  await frame.waitForFunction(() => window.replayscope?.state() !== undefined);
  await expect.poll(() => stateOf(frame)).toMatchObject({ position: 't4:a4', isPlaying: false });
  await frame.waitForTimeout(1500);
  await expect.poll(() => stateOf(frame)).toMatchObject({ position: 't4:a4', isPlaying: false });
  await frame.getByRole('button', { name: 'Crash' }).click();
  await frame.waitForFunction(() => window.replayscope.state()?.appStatus === 'dead');
  await frame.getByRole('button', { name: 'Restart' }).click();
  await frame.waitForFunction(() => window.replayscope.state()?.appRun === 2);
  await expect(frame.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
  await expect(frame.locator('.notice')).toHaveCount(0);
  await expect
    .poll(() => frame.locator('body').innerText())
    .not.toMatch(/stor(ed|age)|browser|not kept by/i);
}

const MOMENT = '#0/order?at=t4:a4&c=3j74zqa';
const SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';
const frameOf = (address: string, sandbox: string) =>
  `<iframe src="${address}" title="An order" width="720" height="480" sandbox="${sandbox}"></iframe>`;

test('where the browser refuses storage to frames of other sites, an embed works and says nothing of it', async ({
  page,
  host,
  course,
}) => {
  await page.goto(course.around(frameOf(`${host.address}?embed${MOMENT}`, SANDBOX)));
  const frame = await embedIn(page);
  await visit(frame);
  expect((await storageOf(frame)).localStorage).toBe('refused');
});

test('where a frame of another site has storage of its own, an embed keeps nothing in it', async ({
  kept: page,
  host,
  course,
}) => {
  await page.goto(course.around(frameOf(`${host.address}?embed${MOMENT}`, SANDBOX)));
  const frame = await embedIn(page);
  await visit(frame);
  const left = await frame.evaluate(async () => ({
    items: localStorage.length,
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(left).toEqual({ items: 0, databases: [], caches: [], workers: 0 });
});

test('in a sandbox without an origin everything is refused, and an embed works where its host lets it come', async ({
  page,
  host,
  course,
}) => {
  // Such a frame may load modules only from hosts that send this, as some page hosts do.
  host.headers['Access-Control-Allow-Origin'] = '*';
  await page.goto(course.around(frameOf(`${host.address}?embed${MOMENT}`, 'allow-scripts')));
  const frame = await embedIn(page);
  await visit(frame);
  expect(await storageOf(frame)).toEqual({ localStorage: 'refused', indexedDB: 'refused' });
});

test('in a sandbox without an origin, on a plain host, it says what the frame lacks', async ({
  page,
  host,
  course,
  pageProblems,
}) => {
  await page.goto(course.around(frameOf(`${host.address}?embed${MOMENT}`, 'allow-scripts')));
  const frame = await embedIn(page);
  await expect(frame.getByText('It needs allow-same-origin beside allow-scripts.')).toBeVisible();
  // The browser's own words about the modules that it refuses.
  pageProblems.length = 0;
});

test('a stranger’s code in a frame without storage asks, and runs when it is wanted', async ({
  page,
  host,
  course,
}) => {
  const source = "export async function* escape() { return 'here'; }";
  const { hash } = new URL(linkOfCode(source), host.address);
  await page.goto(course.around(frameOf(`${host.address}?embed${hash}`, SANDBOX)));
  const frame = await embedIn(page);
  await expect(frame.getByText('This link brings code that somebody wrote')).toBeVisible();
  await expect.poll(() => stateOf(frame)).toBeUndefined();
  await frame.getByRole('button', { name: 'Run it' }).click();
  await frame.waitForFunction(() => window.replayscope.state() !== undefined);
  await expect.poll(() => stateOf(frame)).toMatchObject({ index: 0, isPlaying: false });
  await expect(frame.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
});
