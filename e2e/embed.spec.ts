import type { Frame, Page } from '@playwright/test';
import type { PublicState } from '../src/app/public-state.ts';
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
  expect(await stateOf(before)).toMatchObject({ position: 't4:a4', isPlaying: false });
  expect(await stateOf(dead)).toMatchObject({ appStatus: 'dead', isPlaying: false });
  expect(await stateOf(toss)).toMatchObject({ verdict: 'disagrees', isPlaying: false });
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');

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
  expect(await page.evaluate(() => history.length)).toBe(2);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
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
