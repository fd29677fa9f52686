import { findingsIn } from './fixtures/axe.ts';
import { linkOfCode } from './fixtures/own-link.ts';
import { button, stateOf, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

const ENDLESS = `export async function* escape(ctx) {
  while (true) yield ctx.callActivity(one);
}
async function one() {
  let sum = 0;
  for (let each = 0; each < 20000; each += 1) sum += each;
  return sum;
}
`;

test('a run that never ends can be stopped by keyboard, and goes on when it is asked to @phone', async ({
  page,
}) => {
  await page.goto(linkOfCode(ENDLESS));
  await button(page, 'Run it').click();
  const stop = button(page, 'Stop computing');
  await expect(stop).toBeVisible();
  await stop.focus();
  await page.keyboard.press('Enter');
  const more = button(page, 'Compute more');
  await expect(more).toBeFocused();
  await expect(page.getByRole('status').getByText(/^Stopped at event \d+\.$/)).toBeVisible();
  const stopped = await until(page, { isComputing: false, isStopped: true });
  expect(stopped.index).toBe(0);
  await expect.poll(() => findingsIn(page)).toEqual([]);

  // The end of what is there says so, too.
  await page.keyboard.press('End');
  const atStop = await until(page, { index: stopped.count - 1 });
  expect(atStop.sentence).toMatch(/^Stopped at event \d+\. /);

  await more.focus();
  await page.keyboard.press('Enter');
  await expect(stop).toBeFocused();
  // What is there stays until there is more.
  expect((await stateOf(page)).count).toBeGreaterThanOrEqual(stopped.count);
  await expect.poll(async () => (await stateOf(page)).count).toBeGreaterThan(stopped.count);
  await page.keyboard.press('Enter');
  await until(page, { isComputing: false, isStopped: true });
});

test('what is done in a stopped run is shown at once, and undo comes back to the stopped run @phone', async ({
  page,
}) => {
  await page.goto(linkOfCode(ENDLESS));
  await button(page, 'Run it').click();
  await button(page, 'Stop computing').click();
  const stopped = await until(page, { isComputing: false, isStopped: true });
  await page.keyboard.press('End');
  await until(page, { index: stopped.count - 1 });
  await page.keyboard.press('p');
  await button(page, 'Crash').click();
  await until(page, { appStatus: 'dead' });
  await button(page, 'Restart').click();
  // The run behind it has no end either: it is there while the rest is still computed.
  await until(page, { appRun: 2, isComputing: true });
  await expect(button(page, 'Stop computing')).toBeVisible();
  await page.keyboard.press('z');
  await until(page, { appStatus: 'dead', isComputing: false });
  await page.keyboard.press('z');
  await until(page, { isStopped: true, isComputing: false, count: stopped.count });
  await expect(button(page, 'Compute more')).toBeVisible();
});

test('a crash while the run is still computed happens at once, where the reader is', async ({
  page,
}) => {
  await page.goto(linkOfCode(ENDLESS));
  await button(page, 'Run it').click();
  await expect(button(page, 'Stop computing')).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => window.replayscope.state()?.count))
    .toBeGreaterThan(9);
  for (let steps = 0; steps < 5; steps += 1) await page.keyboard.press('ArrowRight');
  await until(page, { index: 5, isComputing: true });
  await page.keyboard.press('x');
  const dead = await until(page, { appStatus: 'dead', isComputing: false });
  expect(dead.index).toBeGreaterThanOrEqual(5);
  expect(dead.index).toBeLessThan(9);
});

test('while a run is computed, slider, numbers and button have room beside one another', async ({
  page,
}) => {
  await page.goto(linkOfCode(ENDLESS));
  await button(page, 'Run it').click();
  const stop = button(page, /^(Stop computing|Compute more)$/);
  await expect(stop).toBeVisible();
  for (const width of [1440, 1380, 1200, 1024]) {
    await page.setViewportSize({ width, height: 768 });
    const room = () =>
      page.locator('.scrubber').evaluate((each) => {
        const boxOf = (part: string) => each.querySelector(part)?.getBoundingClientRect();
        const position = each.querySelector('.position');
        const range = document.createRange();
        if (position) range.selectNodeContents(position);
        return {
          slider: boxOf('.slider'),
          text: range.getBoundingClientRect(),
          act: boxOf('.compute'),
        };
      });
    await expect(async () => {
      const { slider, text, act } = await room();
      expect(slider?.width).toBeGreaterThan(35);
      expect(act?.right).toBeLessThanOrEqual(width);
      if (text.width > 0) {
        expect(text.left).toBeGreaterThanOrEqual(slider?.right ?? Infinity);
        expect(text.right).toBeLessThanOrEqual(act?.left ?? 0);
      }
    }).toPass({ timeout: 60_000 });
  }
});

test('an embed of such a run can be stopped, too', async ({ page }) => {
  await page.goto(linkOfCode(ENDLESS).replace('./', './?embed&controls=full'));
  // Nothing of it is kept.
  await expect(page.getByText('You are asked each time this page opens.')).toBeVisible();
  await button(page, 'Run it').click();
  await button(page, 'Stop computing').click();
  await expect(button(page, 'Compute more')).toBeVisible();
});
