import type { Locator, Page } from '@playwright/test';
import {
  button,
  crash,
  open,
  openSample,
  restart,
  settled,
  slideTo,
  until,
} from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

const legend = (page: Page) =>
  page.getByRole('list', { name: 'What the marks mean' }).getByRole('listitem');

test('the legend has every sign that is drawn, and only those', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Home');
  await openSample(page, 'The coin toss');
  const usual = ['new', 'effect in the world', 'wake-up'];
  await expect(legend(page)).toHaveText(['still to come', ...usual]);
  await crash(page);
  await expect(legend(page)).toHaveText(['crash', ...usual]);
  await restart(page);
  await until(page, { verdict: 'disagrees' });
  await page.keyboard.press('End');
  const all = ['code and history disagree', 'crash', 'read again', ...usual];
  await expect(legend(page)).toHaveText(all);
});

test('on a projector the staircase is as large as the rest, and is pressed where it is seen', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await open(page);
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  const label = page.locator('.stair-label').filter({ hasText: 'chargeCard?' });
  const height = async () => (await label.boundingBox())?.height ?? 0;
  await expect.poll(height).toBeGreaterThan(15.5);
  const cell = page.locator('.stair-cell[aria-label^="event 9,"]');
  await cell.click();
  const box = await settled(() => cell.boundingBox());
  const middle = (box?.x ?? 0) + (box?.width ?? 0) / 2;
  await expect
    .poll(async () => {
      const head = await page.locator('.stair-playhead circle').boundingBox();
      return Math.abs((head?.x ?? 0) + (head?.width ?? 0) / 2 - middle) < (box?.width ?? 0) / 2;
    })
    .toBe(true);
});

test('what a person did has a sign and its meaning', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Home');
  await slideTo(page, 48);
  await button(page, 'What can fail at chargeCard').click();
  await page.getByRole('menuitem', { name: /^Fails once/ }).click();
  await expect(page.locator('.stair-pin')).toHaveCount(1);
  await expect(legend(page).first()).toHaveText('done by you');
});

test('what a press did is said beside the buttons, over no number and no text', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page);
  await until(page, { isComputing: false });
  const covered = () =>
    page.evaluate(() => {
      const said = document.querySelector('.toast');
      if (!said) return ['nothing is said'];
      const box = said.getBoundingClientRect();
      return [...document.querySelectorAll('button, h1, h2, p, li, text')].flatMap((part) => {
        const other = part.getBoundingClientRect();
        const isApart =
          other.width === 0 ||
          other.right <= box.left ||
          other.left >= box.right ||
          other.bottom <= box.top ||
          other.top >= box.bottom;
        return isApart || part.contains(said) || said.contains(part) ? [] : [part.textContent];
      });
    });
  // It goes by itself: asked again it is said again.
  await expect(async () => {
    await page.keyboard.press('d');
    expect(await covered()).toEqual([]);
  }).toPass({ timeout: 60_000 });
});

test('every wake-up has its name, its numbers and its effects on the phone @phone-only', async ({
  page,
}) => {
  await open(page);
  await crash(page);
  await restart(page);
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  await page.getByRole('tab', { name: 'Staircase' }).tap();
  await button(page, 'Show every wake-up').tap();
  const zone = page.locator('.zones .staircase');
  const names = zone.locator('.stair-name');
  // What it says in full is its title.
  await expect(names.first()).toHaveText(/^App run 1App run 1 · started$/);
  await expect(names.nth(1)).toHaveText(/^event 5/);
  const bottomOf = async (part: Locator) => {
    const box = await part.boundingBox();
    return (box?.y ?? NaN) + (box?.height ?? NaN);
  };
  await expect
    .poll(
      async () => (await bottomOf(zone.locator('.stair-number').last())) - (await bottomOf(zone)),
    )
    .toBeLessThanOrEqual(0);
  const farthest = async () => {
    const rights = await names.evaluateAll((all) =>
      all.map((each) => each.getBoundingClientRect().right),
    );
    return (
      Math.max(...rights) - ((await zone.locator('.stair-bar').first().boundingBox())?.x ?? NaN)
    );
  };
  await expect.poll(farthest).toBeLessThanOrEqual(0);
});
