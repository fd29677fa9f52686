import type { Locator, Page } from '@playwright/test';
import {
  button,
  CLOSE,
  crash,
  open,
  openSample,
  restart,
  settled,
  stateOf,
  until,
} from './fixtures/scope.ts';
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
    await expect.poll(async () => (await stateOf(page)).index, CLOSE).not.toBe(index);
    seen.push(await settled(() => linesOf(page)));
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
  const lastEvent = page.locator('.history .event').last();
  for (const height of [1600, 640]) {
    await page.setViewportSize({ width: 1440, height });
    await expect(lastEvent).toBeInViewport({ ratio: 1 });
  }
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
  await expect.poll(() => cutOrWrapped(texts)).toEqual([]);
  const world = page.getByRole('region', { name: 'World' });
  await expect.poll(() => cutOrWrapped(world.locator('.zone-note, .counter-label'))).toEqual([]);
  await expect(world.getByText('3 requests')).toBeInViewport({ ratio: 1 });
  const below = () =>
    world.locator('.zone-body').evaluate((box) => box.scrollHeight - box.clientHeight);
  await expect.poll(below).toBeLessThanOrEqual(1);
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
    await until(page, { shows: 'both', isComputing: false });
    await page.keyboard.press('End');
    if (width < 500) await page.getByRole('tab', { name: 'History' }).click();
    await page.getByLabel('Names of the events').selectOption('durabletask');
    const names = page.locator('.event-names');
    await expect(names.filter({ hasText: 'ExecutionCompleted' })).toContainText('Finished');
    await expect.poll(() => cutOrWrapped(names.locator(':scope > *'))).toEqual([]);
    const lines = () =>
      names.evaluateAll((all) =>
        all.map((each) => {
          const row = each.closest('.event-line');
          const [name, number] = [each, row?.querySelector('.number')].map((part) =>
            part?.getBoundingClientRect(),
          );
          return name && number && name.top < number.bottom && name.right < window.innerWidth;
        }),
      );
    await expect.poll(async () => (await lines()).length).toBeGreaterThan(8);
    await expect.poll(lines).not.toContain(false);
  });
}

const heightOf = async (place: Locator): Promise<number> =>
  (await place.boundingBox())?.height ?? 0;

test('the transcript and the editor have the room when they are opened', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Home');
  await openSample(page, 'The coin toss');
  await crash(page);
  await restart(page);
  await until(page, { verdict: 'disagrees' });
  await button(page, 'Transcript').click();
  const wholeRows = () =>
    page.locator('.transcript-box').evaluate((each) => {
      const box = each.getBoundingClientRect();
      const rows = [...each.querySelectorAll('.transcript-row')];
      return rows.filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return top >= box.top - 1 && bottom <= box.bottom + 1;
      }).length;
    });
  await expect.poll(wholeRows).toBeGreaterThanOrEqual(8);
  // The line that runs is seen in what is left.
  await expect
    .poll(async () => {
      const { whole, running = -1 } = await linesOf(page);
      return whole.includes(running);
    })
    .toBe(true);
  // With the finding and the reasons below it, the text of the editor shows the whole workflow.
  await button(page, 'Edit the code').click();
  const lines = page.locator('.editor-host .cm-line');
  await expect(lines.nth(7)).toBeInViewport({ ratio: 1 });
  const editor = page.locator('.editor-host');
  await expect.poll(() => heightOf(editor)).toBeGreaterThan(8 * (await heightOf(lines.first())));
  await expect(page.getByRole('list', { name: 'What was found' })).toBeInViewport();
  await expect(page.getByRole('heading', { name: 'Why it broke' })).toBeInViewport();
});

test('on the phone the notice of a mend is short, and an editor over the keyboard leads back @phone-only', async ({
  page,
}) => {
  await open(page);
  await page.keyboard.press('Home');
  await openSample(page, 'The coin toss');
  await crash(page);
  await restart(page);
  await until(page, { verdict: 'disagrees' });
  await page.locator('.mend').first().tap();
  const notice = page.locator('.notice');
  await expect(notice).toContainText('the mended code');
  await expect.poll(() => heightOf(notice)).toBeLessThanOrEqual(75);

  await button(page, 'Edit the code').tap();
  // What the keyboard of a phone leaves.
  await page.setViewportSize({ width: 390, height: 500 });
  const done = button(page, 'Done');
  await expect(done).toBeInViewport({ ratio: 1 });
  const head = page.locator('.editor-head');
  await expect.poll(() => heightOf(head)).toBeLessThanOrEqual(52);
  await expect.poll(() => heightOf(page.locator('.editor-host'))).toBeGreaterThan(200);
  await expect(page.locator('.editor-status')).toBeInViewport({ ratio: 1 });
  await done.tap();
  await expect(button(page, 'Crash')).toBeInViewport();
});

test('on the phone all counters of the world are in view, and what can be pressed is whole @phone-only', async ({
  page,
}) => {
  await open(page);
  await page.keyboard.press('Home');
  await openSample(page, 'An order that can fail');
  await until(page, { sample: 'saga', isComputing: false });
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  const labels = page.locator('.counter-label');
  await expect(labels).toHaveCount(5);
  for (const label of await labels.all()) await expect(label).toBeInViewport({ ratio: 1 });
  const cutLabels = () =>
    labels.evaluateAll((all) =>
      all
        .filter((each) => each.scrollHeight > each.clientHeight + 1)
        .map((each) => each.textContent),
    );
  await expect.poll(cutLabels).toEqual([]);
  await openSample(page, 'Without durability');
  await until(page, { sample: 'plain', isComputing: false });
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  await expect(button(page, 'Show both')).toBeInViewport({ ratio: 1 });
  await expect(button(page, 'Next question')).toBeInViewport({ ratio: 1 });
  const cut = () =>
    page.locator('.question-row').evaluate((row) => row.scrollHeight - row.clientHeight);
  await expect.poll(cut).toBe(0);
});

/** What of the page moves by itself, or would when it changes. */
const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((each) => {
        const { transitionDuration, animationName } = getComputedStyle(each);
        const waits = transitionDuration.split(',').some((time) => parseFloat(time) > 0);
        return each.checkVisibility() && (waits || animationName !== 'none');
      })
      .map((each) => each.getAttribute('class') ?? each.tagName),
  );

test('nothing moves by itself where a person does not want it', async ({ page }) => {
  const still = (state: string) => expect.poll(() => moving(page), state).toEqual([]);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page);
  await page.keyboard.press('Home');
  await openSample(page, 'The coin toss');
  await until(page, { sample: 'coin', isComputing: false });
  await expect(page.locator('.predict')).toBeVisible();
  await still('the card of a lesson');
  await button(page, 'Crash everywhere').click();
  await expect(page.getByRole('status').filter({ hasText: 'kinds of crash' })).toBeVisible();
  await still('the explorer');
  await page.keyboard.press('Escape');
  await expect(page.locator('.stair-band')).toBeVisible();
  await still('the band over the staircase');
  await page.locator('.code').focus();
  await page.keyboard.press('f');
  await expect(page.getByRole('dialog', { name: /^What can fail/ })).toBeVisible();
  await still('the menu of faults');
  await page.keyboard.press('Escape');
  await crash(page);
  await restart(page);
  await until(page, { verdict: 'disagrees' });
  await page.locator('.mend').first().click();
  await expect(page.locator('.notice')).toBeVisible();
  await still('a notice');
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect.poll(() => moving(page)).not.toEqual([]);
});
