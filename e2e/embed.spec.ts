import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from '@playwright/test';
import type { PublicState } from '../src/app/public-state.ts';
import { findingsIn } from './fixtures/axe.ts';
import { button, crash, open, restart, settled, share, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

const LESSON = './examples/lesson.html';

/** The embed with that id, once its run is on the screen. */
async function embed(page: Page, id: string): Promise<Frame> {
  const element = page.locator(`iframe#${id}`);
  await element.scrollIntoViewIfNeeded();
  const frame = await (await element.elementHandle())?.contentFrame();
  if (!frame) throw new Error(`There is no embed ${id}.`);
  await frame.waitForFunction(() => window.replayscope?.state() !== undefined);
  return frame;
}

const stateOf = (frame: Frame) =>
  frame.evaluate(() => window.replayscope.state()) as Promise<PublicState>;

test('three embeds of one page open paused at their own moments, and do as their page says', async ({
  page,
}) => {
  await page.goto(LESSON);
  const [before, dead, toss] = [
    await embed(page, 'before'),
    await embed(page, 'dead'),
    await embed(page, 'toss'),
  ];
  await expect.poll(() => stateOf(before)).toMatchObject({ position: 't4:a4', isPlaying: false });
  await expect.poll(() => stateOf(dead)).toMatchObject({ appStatus: 'dead', isPlaying: false });
  await expect.poll(() => stateOf(toss)).toMatchObject({ verdict: 'disagrees', isPlaying: false });
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');

  await page.getByRole('button', { name: 'One step back' }).click();
  await expect(page.getByRole('status')).toContainText('The app is running');
  await page.evaluate(async () => {
    const handle = window.Replayscope!.of(document.querySelector('iframe#before')!);
    handle.seek('k3:effect1');
    handle.crash();
    await handle.state();
  });
  await expect.poll(async () => (await stateOf(before)).appStatus).toBe('dead');
  expect((await stateOf(before)).ledger).toContainEqual(
    expect.objectContaining({ label: 'Card charged', count: 1 }),
  );
  // Nothing of this is in the page's own history or on the device.
  await expect.poll(() => page.evaluate(() => history.length)).toBe(2);
  await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0);
});

test('a reader crashes and restarts with the keyboard, and leaves the embed by Tab', async ({
  page,
}) => {
  await page.goto(LESSON);
  const before = await embed(page, 'before');
  await before.getByRole('button', { name: 'Crash' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await stateOf(before)).appStatus).toBe('dead');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await stateOf(before)).appRun).toBe(2);
  await before
    .getByRole('button', { name: 'Restart' })
    .or(before.getByRole('button', { name: 'Crash' }))
    .focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'One step back' })).toBeFocused();
});

test('an embed begins with what the question is about, and at its end leads back to it', async ({
  page,
}) => {
  await open(page, './?embed');
  const words = page.getByRole('group', { name: 'What happens' });
  await expect(words).toContainText('Three steps are done. Next, the app will send the parcel.');
  const { position } = await stateOf(page.mainFrame());
  await crash(page);
  await restart(page);
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed', isPlaying: false });
  await button(page, 'Again').focus();
  await page.keyboard.press('Enter');
  await until(page, { position, appRun: 1, appStatus: 'running' });
  await expect(button(page, 'Crash')).toBeFocused();
  await expect(button(page, 'Undo')).toHaveAttribute('aria-disabled', 'true');
});

test('the builder shows the embed itself, and what it writes works in a page', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await crash(page);
  await share(page, 'Embed');
  const dialog = page.getByRole('dialog', { name: 'Embed this moment' });
  const preview = page.frameLocator('iframe[title="Preview"]');
  await expect(preview.getByRole('button', { name: 'Restart' })).toBeVisible();
  await dialog.getByLabel('Readers may crash and restart').uncheck();
  await dialog.getByLabel('Theme').selectOption('dark');
  await dialog.getByLabel('History').uncheck();
  await expect(preview.getByRole('button', { name: 'Step', exact: true })).toBeVisible();
  await expect(preview.getByRole('button', { name: 'Restart' })).toHaveCount(0);

  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await dialog.getByRole('button', { name: 'Copy React' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toHaveText('React copied.');
  await expect.poll(() => copied()).toContain('canCrash={false}');
  await dialog.getByRole('button', { name: 'Copy HTML' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toHaveText('HTML copied.');
  await expect.poll(() => findingsIn(page)).toEqual([]);

  const html = await copied();
  await page.route('**/examples/pasted.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,">${html}`,
    }),
  );
  await page.goto('./examples/pasted.html');
  await page.locator('iframe').evaluate((frame) => (frame.id = 'pasted'));
  const pasted = await embed(page, 'pasted');
  await expect.poll(() => stateOf(pasted)).toMatchObject({ appStatus: 'dead', isPlaying: false });
  await expect
    .poll(() => pasted.evaluate(() => document.documentElement.dataset['theme']))
    .toBe('dark');
  // It grows to what is in it.
  await expect
    .poll(() => page.locator('iframe').evaluate((frame) => frame.style.height))
    .toMatch(/px$/);
});

test('an embed grows to what is in it, and a step does not move its page', async ({ page }) => {
  await page.goto(LESSON);
  const before = await embed(page, 'before');
  const code = before.locator('.code');
  await expect
    .poll(() => code.evaluate((list) => list.scrollHeight - list.clientHeight))
    .toBeLessThanOrEqual(1);
  const heightOf = () => page.locator('iframe#before').evaluate((frame) => frame.clientHeight);
  await expect.poll(heightOf).toBeGreaterThan(480);
  const height = await settled(heightOf);
  await before.getByRole('button', { name: 'Crash' }).click();
  await expect.poll(async () => (await stateOf(before)).appStatus).toBe('dead');
  await expect.poll(() => heightOf()).toBe(height);
});

test('where code and history disagree an embed grows, so that all of the reasons can be read', async ({
  page,
}) => {
  await page.goto(LESSON);
  const toss = await embed(page, 'toss');
  const cut = () =>
    toss.evaluate(() =>
      [...document.querySelectorAll('.below-code, .zone-body, .code, .staircase.mini .stair-frame')]
        .filter((box) => box.scrollHeight > box.clientHeight + 1)
        .map((box) => box.className),
    );
  await expect(toss.locator('.why-chain li').nth(3)).toBeVisible();
  await expect.poll(cut).toEqual([]);
});

test('the embeds follow the theme of their page', async ({ page }) => {
  await page.goto(LESSON);
  const before = await embed(page, 'before');
  const themeOf = () => before.evaluate(() => document.documentElement.dataset['theme']);
  await expect.poll(themeOf).toBe('light');
  await page.getByRole('button', { name: 'Dark page' }).click();
  await expect.poll(themeOf).toBe('dark');
  await expect.poll(() => findingsIn(page)).toEqual([]);
});

test('in print there is the picture with its sentence', async ({ page }) => {
  await page.goto(LESSON);
  const figure = page.getByRole('figure').first();
  await expect(figure.getByRole('img')).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(figure.getByRole('img')).toBeVisible();
  await expect(figure.locator('iframe')).toBeHidden();
  await expect(figure.getByText('This request is not kept yet.')).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('there is the picture, too', async ({ page }) => {
    await page.goto(LESSON);
    await expect(page.getByRole('img').first()).toBeVisible();
    await expect(page.locator('iframe').first()).toBeHidden();
  });
});

test('a page of another origin moves the cursor, hears little, and is refused where others are named', async ({
  page,
  baseURL,
  pageProblems,
}) => {
  const home = baseURL ?? '';
  const frames = [`${home}?embed`, `${home}?embed&host=https://someone.example`]
    .map((src, index) => `<iframe id="e${index}" src="${src}" width="720" height="480"></iframe>`)
    .join('');
  const script = `heard = []; addEventListener('message', ({ data, source }) =>
    heard.push({ from: source === document.querySelector('#e0').contentWindow ? 0 : 1, ...data }))`;
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(
      `<!doctype html><html lang="en"><title>A course</title><link rel="icon" href="data:,">${frames}<script>${script}</script>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const foreign = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await page.goto(foreign);
  const anyone = await embed(page, 'e0');
  const closed = await embed(page, 'e1');
  const say = (index: number, message: object) =>
    page.evaluate(
      ([at, data]) => {
        const frame = document.querySelector<HTMLIFrameElement>(`#e${at}`);
        frame?.contentWindow?.postMessage(data, '*');
      },
      [index, { replayscope: 1, ...message }] as const,
    );
  const heardFrom = (index: number) =>
    page.evaluate(
      (from) =>
        (Reflect.get(window, 'heard') as { from: number; type: string }[]).filter(
          (each) => each.from === from,
        ),
      index,
    ) as Promise<Record<string, unknown>[]>;

  await say(0, { type: 'seek', to: 'start', id: 1 });
  await expect.poll(async () => (await stateOf(anyone)).index).toBe(0);
  const told = async () => (await heardFrom(0)).filter(({ type }) => type === 'state');
  await expect.poll(async () => (await told()).length).toBeGreaterThan(0);
  expect(JSON.stringify(await told())).not.toMatch(/address|sentence|ledger/);

  await say(1, { type: 'seek', to: 'start', id: 2 });
  await expect
    .poll(() => heardFrom(1))
    .toContainEqual(expect.objectContaining({ type: 'error', code: 'origin', id: 2 }));
  expect((await stateOf(closed)).position).toBe('t4:a4');
  expect((await heardFrom(1)).map(({ type }) => type)).toEqual(['error']);
  server.closeAllConnections();
  server.close();
  // The only other site is the page around: it is the test's own.
  pageProblems.splice(
    0,
    pageProblems.length,
    ...pageProblems.filter((each) => !each.includes(foreign)),
  );
});

for (const [width, height] of [
  [720, 480],
  [480, 360],
  [390, 500],
] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`axe finds nothing, and nothing sticks out, at ${width}×${height}, ${theme}`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: theme, contrast: 'more' });
      await open(page, './?embed&controls=full');
      const fits = () =>
        page.evaluate(() => {
          const { scrollWidth, scrollHeight } = document.documentElement;
          const controls = document.querySelector('.embed-row');
          return [
            scrollWidth <= innerWidth,
            scrollHeight <= innerHeight,
            controls !== null && controls.scrollWidth <= controls.clientWidth,
          ];
        });
      await expect.poll(() => fits()).toEqual([true, true, true]);
      await expect.poll(() => findingsIn(page)).toEqual([]);
      await crash(page);
      await expect.poll(() => fits()).toEqual([true, true, true]);
      await expect.poll(() => findingsIn(page)).toEqual([]);
    });
  }
}

test('the wheel over an embed moves its page, until the embed has the focus', async ({ page }) => {
  await page.goto(LESSON);
  const before = await embed(page, 'before');
  const code = before.locator('.code');
  const overflow = () => code.evaluate((element) => getComputedStyle(element).overflowY);
  await expect.poll(overflow).toBe('hidden');
  await before.getByRole('button', { name: 'Step', exact: true }).click();
  await expect.poll(overflow).toBe('auto');
  await page.getByRole('heading', { level: 1 }).click();
  await expect.poll(overflow).toBe('hidden');
});

test('full screen, and the way to the whole page', async ({ page }) => {
  await page.goto(LESSON);
  const before = await embed(page, 'before');
  await before.getByRole('button', { name: 'Full screen' }).click();
  await expect(before.getByRole('button', { name: 'Leave full screen' })).toBeVisible();
  await before.getByRole('button', { name: 'Leave full screen' }).click();
  const opened = await stateOf(before);
  await before.getByRole('button', { name: 'Step', exact: true }).click();
  const at = async () => (await stateOf(before)).position;
  await expect.poll(at).not.toBe(opened.position);
  const position = await at();
  const popup = page.waitForEvent('popup');
  await before.getByRole('link', { name: 'Open in Replayscope' }).click();
  const whole = await popup;
  await whole.waitForFunction(() => window.replayscope?.state() !== undefined);
  expect(new URL(whole.url()).search).toBe('');
  await expect
    .poll(async () => (await whole.evaluate(() => window.replayscope.state()))?.position)
    .toBe(position);
});
