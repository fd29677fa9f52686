import { findingsIn } from './fixtures/axe.ts';
import { linkOfCode } from './fixtures/own-link.ts';
import { drawn, stateOf, toAnother, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

const loop = `export async function* escape(ctx) {
  for (let round = 0; round < 120; round += 1) yield ctx.callActivity(chargeCard, round);
}
async function chargeCard(ctx, round) {
  return round;
}
`;

test('a long run is folded with a count, can be opened, looked at more closely, and is still the scrubber', async ({
  page,
}) => {
  await page.goto(linkOfCode(loop));
  await page.getByRole('button', { name: 'Run it' }).click();
  const opener = page.getByRole('button', { name: /chargeCard ×120: show them one by one/ });
  await expect(opener).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Replay staircase' });
  await expect(grid).toHaveAttribute('aria-colcount', '243');
  const nodes = () => grid.locator('*').count();
  await expect.poll(() => nodes()).toBeLessThan(100);

  // A press on the fold leads to a moment inside it.
  const fold = grid.getByRole('gridcell', { name: /in one column, chargeCard: 120 times/ });
  await until(page, { isComputing: false });
  const middle = await toAnother(page, () => fold.click());
  expect(middle.index).toBeGreaterThan(middle.count * 0.2);
  expect(middle.index).toBeLessThan(middle.count * 0.8);

  // Opened, it has parts; the grid stays small.
  await opener.click();
  await expect(page.getByRole('button', { name: /chargeCard ×6: show/ })).toHaveCount(20);
  await page.getByRole('button', { name: 'Fold again' }).click();
  await expect(opener).toBeVisible();

  // Closer: single events, around the cursor, from wherever the focus is, and by name.
  await page.getByRole('button', { name: 'Crash', exact: true }).focus();
  await page.keyboard.press('+');
  await page.keyboard.press('-');
  await expect(page.getByRole('button', { name: 'Zoom out' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused();
  await page.keyboard.type('zoom into');
  await page.keyboard.press('Enter');
  // While the palette is open nothing behind it takes the focus.
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Zoom out' })).not.toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await grid.getByRole('gridcell').last().focus();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(page.getByText(/^\d+ of 363 events$/)).toBeVisible();
  const focused = page.locator(':focus');
  await expect(focused).toHaveAttribute('role', 'gridcell');
  const part = page.getByRole('slider', { name: 'Part of the run that is drawn' });
  await expect.poll(async () => Number(await part.inputValue())).toBeGreaterThan(0);
  await part.fill('0');
  await expect(grid.getByRole('gridcell', { name: /event 2, started/ }).first()).toBeVisible();
  expect((await stateOf(page)).index).toBe(middle.index);
  await expect.poll(() => nodes()).toBeLessThan(700);
});

test('of a long history only the rows that can be seen are in the page, and each can be reached', async ({
  page,
}) => {
  await page.goto(linkOfCode(loop.replace('120', '400')));
  await page.getByRole('button', { name: 'Run it' }).click();
  const slider = page.getByRole('slider', { name: 'Position in the run' });
  // The run is still coming in: its end moves.
  await expect(async () => {
    await slider.press('End');
    expect(await stateOf(page)).toMatchObject({ verdict: 'completed' });
  }).toPass();
  const list = page.getByRole('group', { name: 'Events of the history' });
  const rows = list.locator('.event');
  const row = (number: number) => list.locator(`.event[aria-posinset="${number}"]`);
  await expect(page.getByText('1203 events')).toBeVisible();
  await expect(row(1203)).toBeInViewport();
  await expect(row(1203)).toHaveAttribute('aria-setsize', '1203');
  await expect.poll(() => rows.count()).toBeLessThan(60);

  // Scrolled to its other end, where a row is opened, and back. It stays open, and the focus stays in it.
  await list.evaluate((box) => box.scrollTo(0, 0));
  await expect(row(1)).toBeInViewport();
  await expect.poll(() => rows.count()).toBeLessThan(60);
  await row(2).locator('summary').click();
  await expect(row(2).locator('.event-record')).toBeVisible();
  await list.evaluate((box) => box.scrollTo(0, box.scrollHeight / 2));
  await expect(row(601)).toHaveCount(1);
  await expect(row(2).locator('summary')).toBeFocused();
  await expect(row(2).locator('.event-record')).toHaveCount(1);
  await expect(row(40)).toHaveCount(0);
  await expect
    .poll(() => list.evaluate((box) => box.scrollTop / box.scrollHeight))
    .toBeCloseTo(0.5, 1);
  await expect.poll(() => findingsIn(page), 'a part of a list').toEqual([]);

  // The next moment brings the list back to its own event, wherever it was scrolled to.
  await page.keyboard.press('ArrowLeft');
  await expect(row(1202)).toBeInViewport();

  // From row to row with Tab, beyond what was in the page at first. What is open has a stop or two of its own.
  await list.evaluate((box) => box.scrollTo(0, 0));
  await expect(row(1)).toBeInViewport();
  await list.focus();
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press('Tab');
    // The rows after it are made for the next picture; a held key, too, comes once a picture.
    await drawn(page);
  }
  await expect(page.locator('.event :focus .number')).toHaveText(/^(5[5-9]|60)$/);
  await expect(page.locator('.event :focus')).toBeInViewport();

  await page.emulateMedia({ media: 'print' });
  await expect(rows).toHaveCount(1203);
  await page.emulateMedia({ media: 'screen' });
  await expect.poll(() => rows.count()).toBeLessThan(60);
});

test('a move to a far moment of more than 2,000 events changes a small part of a small page', async ({
  page,
}) => {
  await page.goto(linkOfCode(loop.replace('120', '700')));
  await page.getByRole('button', { name: 'Run it' }).click();
  const slider = page.getByRole('slider', { name: 'Position in the run' });
  await expect(async () => {
    await slider.press('End');
    expect(await stateOf(page)).toMatchObject({ verdict: 'completed', historyLength: 2103 });
  }).toPass();
  await slider.press('Home');
  const moves = await page.evaluate(async () => {
    const range = document.querySelector<HTMLInputElement>('input.slider');
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    let added = 0;
    let changes = 0;
    const pause = () =>
      new Promise((resume) => requestAnimationFrame(() => setTimeout(resume, 50)));
    /** Until a picture has changed nothing more. */
    const drawn = async () => {
      let before;
      do {
        before = changes;
        await pause();
        await pause();
      } while (changes !== before);
    };
    const sizeOf = (node: Node) =>
      node instanceof Element ? 1 + node.querySelectorAll('*').length : 0;
    const count = (records: readonly MutationRecord[]) => {
      changes += records.length;
      for (const { addedNodes } of records)
        added += [...addedNodes].reduce((sum, node) => sum + sizeOf(node), 0);
    };
    const observer = new MutationObserver(count);
    observer.observe(document.body, { childList: true, subtree: true });
    const found: { added: number; all: number; kept: number }[] = [];
    for (const share of [0.2, 0.97, 0.5, 0.995, 0.1, 0.9, 1]) {
      added = 0;
      value?.set?.call(range, String(Math.round(share * Number(range?.max))));
      range?.dispatchEvent(new Event('input', { bubbles: true }));
      await drawn();
      count(observer.takeRecords());
      const all = document.querySelectorAll('*').length;
      found.push({ added, all, kept: document.querySelectorAll('.event').length });
    }
    return found;
  });
  // Before, each of the rows was in the page: 25,000 elements, and most of them were made anew. The first of these moves makes the
  // rows, and the others use their elements again.
  for (const [index, move] of moves.entries()) {
    expect(move.kept).toBeLessThan(81);
    expect(move.all).toBeLessThan(1_500);
    expect(move.added).toBeLessThan(index === 0 ? 1_000 : 300);
  }
});

const timers = `export async function* escape(ctx) {
  for (let round = 0; round < 12; round += 1) yield ctx.createTimer(60);
}
`;

test('every wake-up, where it must scroll, shows whole rows', async ({ page }) => {
  await page.setViewportSize({ width: 1100, height: 640 });
  await page.goto(linkOfCode(timers));
  await page.getByRole('button', { name: 'Run it' }).click();
  await page.getByRole('button', { name: 'Show every wake-up' }).click();
  const frame = page.locator('.stair-frame');
  // As large as the letters of the page.
  const heightOfRows = () =>
    frame.evaluate((element) => {
      const letters = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      return Number.parseFloat(element.style.getPropertyValue('--stair-row')) * letters;
    });
  await expect.poll(heightOfRows).toBeGreaterThan(10);
  const rowHeight = await heightOfRows();
  const sizes = () =>
    frame.evaluate(({ clientHeight, scrollHeight, scrollTop }) => ({
      clientHeight,
      scrollHeight,
      scrollTop,
    }));
  await until(page, { isComputing: false });
  await expect
    .poll(async () => {
      const { clientHeight, scrollHeight } = await sizes();
      return [scrollHeight > clientHeight, clientHeight % rowHeight, scrollHeight % rowHeight];
    })
    .toEqual([true, 0, 0]);
  const box = await frame.boundingBox();
  if (!box) throw new Error('not drawn');
  await page.mouse.move(box.x + 300, box.y + 60);
  await page.mouse.wheel(0, rowHeight + 5);
  await expect.poll(async () => (await sizes()).scrollTop).toBe(rowHeight);
});
