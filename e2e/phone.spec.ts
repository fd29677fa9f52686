import { button, counter, crash, open, openSample, record, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

test('on a phone the code alone tells the story, and the other panes are a tab away @phone-only', async ({
  page,
}) => {
  await open(page);
  await crash(page);
  const passed = await record(page);
  await button(page, 'Restart').tap();
  await passed({ appRun: 2, mode: 'live' });
  await expect(page.getByLabel('Code of processOrder')).toBeVisible();
  await expect(counter(page, 'Card charged')).toContainText('once');
  await page.getByRole('tab', { name: 'History' }).tap();
  await expect(page.locator('.history').getByText('chargeCard').first()).toBeVisible();
  await expect(page.getByLabel('Code of processOrder')).toHaveCount(0);
  await page.getByRole('tab', { name: 'Staircase' }).tap();
  await expect(page.getByRole('grid', { name: 'Replay staircase' })).toBeVisible();
});

test('nothing is wider than the phone, and Crash is as big as a thumb @phone-only', async ({
  page,
}) => {
  await open(page);
  const sample = 'An order that can fail';
  for (const name of [undefined, sample]) {
    if (name !== undefined) await openSample(page, name);
    const overflow = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
    await expect.poll(overflow).toBe(0);
    // Or what is to be pressed here in its place, with Crash small under it.
    const sizes = async () => {
      const box = await page.locator('.big-act > .crash').first().boundingBox();
      return [(box?.width ?? 0) >= 64, (box?.height ?? 0) >= (name === undefined ? 64 : 48)];
    };
    await expect.poll(sizes).toEqual([true, true]);
  }
});

test('what a sample says first is whole, and why a replay broke is one press away @phone-only', async ({
  page,
}) => {
  await open(page);
  for (const name of ['A changed setting', 'A rate from a service', 'The coin toss']) {
    await openSample(page, name);
    const cutOff = () =>
      page.locator('.question-row').evaluate((row) => row.scrollHeight - row.clientHeight);
    await expect.poll(cutOff, name).toBe(0);
  }
  await crash(page);
  await button(page, 'Restart').tap();
  await until(page, { verdict: 'disagrees', isPlaying: false });
  const reasons = page.locator('.why-chain > li').first();
  await expect(reasons).not.toBeInViewport();
  await button(page, 'Why it broke').tap();
  await expect(reasons).toBeInViewport();
});
