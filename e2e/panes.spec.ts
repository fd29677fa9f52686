import type { Locator, Page } from '@playwright/test';
import { button, open, openSample, stateOf, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

interface Lines {
  /** Places in the listing, from 0, of the lines that are whole in view. */
  whole: number[];
  /** Place of the line that runs; absent: none does. */
  running?: number;
  count: number;
}

const linesOf = (page: Page): Promise<Lines> =>
  page.evaluate(() => {
    const list = document.querySelector('.code');
    const boxes = [list?.closest('.panes'), list].map((each) => each?.getBoundingClientRect());
    const lines = [...(list?.children ?? [])];
    const whole = lines.flatMap((line, index) => {
      const { top, bottom } = line.getBoundingClientRect();
      const isWhole = boxes.every((box) => box && top >= box.top - 1 && bottom <= box.bottom + 1);
      return isWhole ? [index] : [];
    });
    const running = lines.findIndex((line) => line.matches('[data-keep="true"]'));
    return { whole, count: lines.length, ...(running >= 0 && { running }) };
  });

async function openSaga(page: Page): Promise<void> {
  await open(page);
  await page.keyboard.press('Home');
  await openSample(page, 'An order that can fail');
  await until(page, { sample: 'saga', isPlaying: false, isComputing: false });
}

test('the opening scene shows its whole code @phone', async ({ page }) => {
  await open(page);
  await expect.poll(() => linesOf(page)).toMatchObject({ whole: [0, 1, 2, 3, 4, 5, 6] });
});

test('the line that runs is seen with the two after it, stepping back and forward', async ({
  page,
}) => {
  await openSaga(page);
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  const seen: Lines[] = [];
  const step = async (key: string) => {
    const { index } = await stateOf(page);
    await page.keyboard.press(key);
    await expect.poll(async () => (await stateOf(page)).index).not.toBe(index);
    seen.push(await linesOf(page));
  };
  const far = 24;
  for (let steps = 0; steps < far; steps += 1) await step('ArrowLeft');
  for (let steps = 1; steps < far; steps += 1) await step('ArrowRight');
  for (const { whole, running = 0, count } of seen) {
    expect(whole).toContain(running);
    // Not scrolled at all, or no further than two lines after it need.
    if (!whole.includes(0)) expect(whole).toContain(Math.min(count - 1, running + 2));
  }
  expect(seen.some(({ whole }) => !whole.includes(0))).toBe(true);
  expect(seen.slice(far)).toEqual(seen.slice(0, far - 1).reverse());
});

test('the code is where it was left when the wiring is closed, and follows when the room changes', async ({
  page,
}) => {
  await openSaga(page);
  const code = page.locator('.code');
  await code.evaluate((list) => list.scrollTo(0, 40));
  await page.keyboard.press('w');
  await expect(page.locator('svg.wiring-picture')).toBeVisible();
  await page.keyboard.press('w');
  await expect.poll(() => code.evaluate((list) => list.scrollTop)).toBe(40);
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  await page.setViewportSize({ width: 1440, height: 640 });
  await expect
    .poll(async () => {
      const { whole, running } = await linesOf(page);
      return running !== undefined && whole.includes(running);
    })
    .toBe(true);
});

test('no cell keeps a ring after a drag', async ({ page }) => {
  await open(page);
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  const grid = page.getByRole('grid', { name: 'Replay staircase' });
  const stop = grid.locator('[role="gridcell"][tabindex="0"]');
  await stop.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(grid.locator(':focus')).toHaveCount(1);
  const box = await grid.boundingBox();
  if (!box) throw new Error('The staircase is not there.');
  await page.mouse.move(box.x + 300, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + 500, box.y + 12, { steps: 4 });
  await page.mouse.up();
  await expect(grid.locator(':focus')).toHaveCount(0);
  // The tab stop goes with the playhead again.
  await page.keyboard.press('Home');
  await until(page, { index: 0 });
  await expect(stop).toHaveAttribute('data-cell', /-0$/);
});

/** Texts that are wider than their place, and so are cut, or lie in more lines than one. */
const cutOrWrapped = (texts: Locator): Promise<string[]> =>
  texts.evaluateAll((all) =>
    all.flatMap((each) => {
      const { lineHeight, fontSize } = getComputedStyle(each);
      const line = parseFloat(lineHeight) || 1.6 * parseFloat(fontSize);
      const isWhole = each.scrollWidth <= each.clientWidth + 1 && each.clientHeight < 1.7 * line;
      return isWhole ? [] : [each.textContent];
    }),
  );

test('at 1024 × 768 the history and the world are whole', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await open(page);
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  const history = page.getByRole('region', { name: 'History' });
  await expect(history.getByText('kept', { exact: true })).toBeInViewport({ ratio: 1 });
  const texts = history.locator('.zone-title, .zone-note, .event-title');
  expect(await cutOrWrapped(texts)).toEqual([]);
  const world = page.getByRole('region', { name: 'World' });
  expect(await cutOrWrapped(world.locator('.zone-note, .counter-label'))).toEqual([]);
  await expect(world.getByText('3 requests')).toBeInViewport({ ratio: 1 });
  const below = await world
    .locator('.zone-body')
    .evaluate((box) => box.scrollHeight - box.clientHeight);
  expect(below).toBeLessThanOrEqual(1);
});

for (const [width, height] of [
  [1440, 900],
  [1280, 800],
  [1024, 768],
  [390, 844],
] as const) {
  test(`the engine’s name of an event and ours are both whole at ${width} × ${height}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await open(page);
    await page.keyboard.press('Home');
    await openSample(page, 'Without durability');
    await until(page, { sample: 'plain' });
    await button(page, 'Show both').click();
    await page.keyboard.press('End');
    if (width < 500) await page.getByRole('tab', { name: 'History' }).click();
    await page.getByLabel('Names of the events').selectOption('durabletask');
    const names = page.locator('.event-names');
    await expect(names.filter({ hasText: 'ExecutionCompleted' })).toContainText('Finished');
    expect(await cutOrWrapped(names.locator(':scope > *'))).toEqual([]);
    const lines = await names.evaluateAll((all) =>
      all.map((each) => {
        const row = each.closest('.event-line');
        const [name, number] = [each, row?.querySelector('.number')].map((part) =>
          part?.getBoundingClientRect(),
        );
        return name && number && name.top < number.bottom && name.right < window.innerWidth;
      }),
    );
    expect(lines).not.toContain(false);
    expect(lines.length).toBeGreaterThan(8);
  });
}
