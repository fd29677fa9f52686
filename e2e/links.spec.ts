import type { Page } from '@playwright/test';
import { installPicture, pictureOf } from './fixtures/picture.ts';
import {
  button,
  crash,
  open,
  openSample,
  restart,
  share,
  slideTo,
  stateOf,
  toasted,
  until,
} from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

/** A moment in the middle of a replay after a crash. */
async function openMiddleOfReplay(page: Page) {
  await open(page);
  await crash(page);
  await restart(page);
  await slideTo(page, 73);
  return until(page, { index: 73, isReplaying: true });
}

test('a shared link shows the same picture in another browser', async ({ page, browser }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await installPicture(page);
  const shared = await openMiddleOfReplay(page);
  await share(page, 'Link to this moment');
  await toasted(page, 'Link copied');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(shared.address);

  const stranger = await browser.newContext({ viewport: page.viewportSize() });
  const other = await stranger.newPage();
  await installPicture(other);
  await open(other, link);
  await expect.poll(() => stateOf(other)).toEqual(shared);
  // The legend comes a moment after the picture.
  await expect(async () => expect(await pictureOf(other)).toEqual(await pictureOf(page))).toPass({
    timeout: 60_000,
  });
  await stranger.close();
});

test('without a clipboard the link can be copied by hand', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  const { address } = await open(page);
  await share(page, 'Link to this moment');
  await expect(page.getByRole('textbox', { name: 'Link to this moment' })).toHaveValue(address);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a link that cannot be read says why, and its sample opens', async ({ page }) => {
  await open(page);
  await openSample(page, 'The coin toss');
  const { address } = await until(page, { sample: 'coin' });
  for (const [broken, words] of [
    [address.slice(0, -3), 'cut off'],
    [address.replace('at=t', 'at=k'), 'damaged'],
    [address.replace('#1/', '#7/'), 'newer version'],
  ] as const) {
    await page.goto('about:blank');
    await open(page, broken);
    const notice = page.getByRole('status').filter({ hasText: 'link' });
    await expect(notice).toContainText(words);
    await expect(notice).toContainText('The coin toss');
    await until(page, { sample: 'coin' });
    await button(page, 'Close this message').click();
    await expect(notice).toHaveCount(0);
  }
});

test('Back undoes the last act, Forward does it again, and moving adds no entries', async ({
  page,
}) => {
  await open(page);
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowLeft');
  const before = await stateOf(page);
  await expect.poll(() => page.url()).toBe(before.address);
  await crash(page);
  await page.goBack();
  await until(page, { appStatus: before.appStatus, position: before.position });
  await page.goForward();
  await until(page, { appStatus: 'dead' });
  await button(page, 'Undo').click();
  await until(page, { position: before.position });
  await button(page, 'Redo').click();
  await until(page, { appStatus: 'dead' });
  await page.reload();
  await until(page, { appStatus: 'dead' });
  await button(page, 'Undo').click();
  await until(page, { position: before.position });
});

test('a link that is opened in a page that is open already shows its moment', async ({ page }) => {
  const { address } = await openMiddleOfReplay(page);
  await openSample(page, 'Without durability');
  await until(page, { sample: 'plain' });
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, new URL(address).hash);
  await until(page, { sample: 'order', address });
});
