import type { Locator, Page } from '@playwright/test';
import { findingsIn } from './fixtures/axe.ts';
import {
  button,
  countsOf,
  crash,
  open,
  record,
  restart,
  settled,
  slideTo,
  stateOf,
  toasted,
  until,
} from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

const menu = (page: Page): Locator => page.getByRole('dialog', { name: /^What can fail/ });

/** One fault of the open menu; several parties can have one of the same name. */
const fault = (page: Page, section: string, name: string): Locator =>
  menu(page)
    .getByRole('group', { name: section, exact: true })
    .getByRole('menuitem', { name: new RegExp(`^${name}`) });

const row = (page: Page, title: string): Locator =>
  page.getByRole('group', { name: 'Events of the history' }).getByRole('listitem').filter({
    hasText: title,
  });

async function toTheEnd(page: Page): Promise<void> {
  await open(page);
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
}

/** The three windows: where each stands, and how often the card is charged when the app is started again. */
const WINDOWS = [
  { name: 'Before the effect', charged: 1, before: 0 },
  { name: 'After the effect, before it is recorded', charged: 2, before: 1 },
  { name: 'After it is recorded', charged: 1, before: 1 },
] as const;

for (const { name, charged, before } of WINDOWS) {
  test(`${name}: pointed at with the mouse, the card is charged ×${charged}`, async ({ page }) => {
    await toTheEnd(page);
    const answer = row(page, 'chargeCard answered');
    await answer.hover();
    await answer.getByRole('button', { name: 'What can fail at event 11' }).click();
    await fault(page, 'chargeCard: the app crashes', name).click();
    const dead = await until(page, { appStatus: 'dead', position: 'p1:crashed' });
    expect(countsOf(dead)['Card charged'] ?? 0).toBe(before);
    await toasted(page, `chargeCard: the app crashes ${lowered(name)}.`);
    const end = await restart(page);
    await page.keyboard.press('End');
    await until(page, { verdict: 'completed' });
    expect(countsOf(await stateOf(page))['Card charged']).toBe(charged);
    expect(end.appRun).toBe(2);
    // One press takes the restart back, and one the crash.
    await page.keyboard.press('z');
    await until(page, { appStatus: 'dead' });
    await page.keyboard.press('z');
    await until(page, { appRun: 1, verdict: 'completed' });
  });
}

const lowered = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

test('F opens the menu of what was last pointed at: the mouse, or the focus', async ({ page }) => {
  await toTheEnd(page);
  await row(page, 'chargeCard answered').locator('summary').focus();
  // Where the mouse is, is heard a moment after the run is there.
  await expect(async () => {
    await page.mouse.move(0, 0);
    await page.locator('li.line').nth(1).hover();
    await page.keyboard.press('f');
    const ofLine = page.getByRole('dialog', { name: /^What can fail .*line/ });
    await expect(menu(page)).toBeVisible({ timeout: 5000 });
    if (!(await ofLine.isVisible())) await page.keyboard.press('Escape');
    await expect(ofLine).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.keyboard.press('Escape');
  await expect(menu(page)).toHaveCount(0);
  // The keyboard was used since, and the mouse rests where it was.
  await page.keyboard.press('f');
  await expect(
    page.getByRole('dialog', { name: 'What can fail at event 11', exact: true }),
  ).toBeVisible();
});

test('the same with the keyboard alone, and the focus comes back', async ({ page }) => {
  await toTheEnd(page);
  const summary = row(page, 'chargeCard answered').locator('summary');
  await summary.focus();
  await page.keyboard.press('f');
  await expect(menu(page).getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu(page)).toHaveCount(0);
  await expect(summary).toBeFocused();
  // Shortcuts of the page do nothing behind it.
  await page.keyboard.press('f');
  await expect(menu(page).getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('x');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await until(page, { appStatus: 'dead' });
  await page.keyboard.press('x');
  await until(page, { appRun: 2 });
  await page.keyboard.press('End');
  const end = await until(page, { verdict: 'completed' });
  expect(countsOf(end)['Card charged']).toBe(2);
  await page.keyboard.press('z');
  await page.keyboard.press('z');
  await until(page, { appRun: 1, verdict: 'completed' });
});

test('on the phone a tap on the row does it, and every target has room for a thumb @phone-only', async ({
  page,
}) => {
  await open(page);
  await slideTo(page, 90);
  await page.getByRole('tab', { name: 'History' }).tap();
  const opener = row(page, 'chargeCard answered').getByRole('button', {
    name: 'What can fail at event 11',
  });
  await opener.scrollIntoViewIfNeeded();
  const sizeOf = async (part: Locator) => {
    const box = await part.boundingBox();
    return Math.min(box?.width ?? 0, box?.height ?? 0);
  };
  await expect.poll(() => sizeOf(opener)).toBeGreaterThanOrEqual(44);
  await opener.tap();
  const item = fault(page, 'chargeCard: the app crashes', 'After the effect');
  await expect.poll(() => sizeOf(item)).toBeGreaterThanOrEqual(44);
  await item.tap();
  await until(page, { appStatus: 'dead' });
  const end = await restart(page);
  expect(end.appRun).toBe(2);
  await page.keyboard.press('End');
  expect(countsOf(await until(page, { verdict: 'completed' }))['Card charged']).toBe(2);
});

test('a cell of the staircase has the menu by right click, by key and by its button', async ({
  page,
}) => {
  await toTheEnd(page);
  const grid = page.getByRole('grid', { name: 'Replay staircase' });
  const cell = grid.getByRole('gridcell', { name: /^event 11/ });
  await cell.click({ button: 'right' });
  await expect(menu(page)).toBeVisible();
  await fault(page, 'At this moment', 'The app crashes').click();
  await until(page, { appStatus: 'dead' });
  await page.keyboard.press('z');
  await until(page, { verdict: 'completed' });
  await cell.focus();
  await page.keyboard.press('f');
  await fault(page, 'chargeCard: the app crashes', 'After the effect').press('Enter');
  await until(page, { appStatus: 'dead' });
  await page.keyboard.press('z');
  await until(page, { verdict: 'completed' });
  await grid.locator('[tabindex="0"]').focus();
  for (let left = 0; left < 3; left += 1) await page.keyboard.press('ArrowLeft');
  await expect(cell).toBeFocused();
  await page.getByRole('button', { name: 'What can fail at this cell' }).click();
  await expect(menu(page)).toContainText('event 11');
});

test('a line and a running activity can be pointed at', async ({ page }) => {
  await open(page);
  await slideTo(page, 52);
  const code = page.getByLabel('Code of processOrder');
  const line = code.getByRole('listitem').filter({ hasText: 'reserveStock' });
  await line.hover();
  await line.getByRole('button', { name: 'What can fail at line 3' }).click();
  await fault(page, 'reserveStock: its answer', 'Comes twice').click();
  await toasted(page, 'reserveStock: its answer comes twice.');
  await until(page, { position: 'k2:dropped' });
  await page.keyboard.press('End');
  expect(countsOf(await until(page, { verdict: 'completed' }))['Stock reserved']).toBe(1);

  await slideTo(page, 48);
  await button(page, 'What can fail at chargeCard').click();
  const passed = await record(page);
  await fault(page, 'chargeCard: the activity', 'Fails once').click();
  await passed({ isPlaying: true });
  await page.keyboard.press('End');
  await until(page, { verdict: 'failed' });
});

test('nothing is offered in the first minute but the one invitation', async ({ page }) => {
  await open(page);
  await expect(page.getByRole('button', { name: /^What can fail/ })).toHaveCount(0);
  await crash(page);
  await expect(page.getByRole('button', { name: /^What can fail/ })).toHaveCount(0);
});

test('without focus the key asks about this moment, and the palette does, too', async ({
  page,
}) => {
  await open(page);
  await page.keyboard.press('f');
  await expect(menu(page)).toContainText('Wake-up 4');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill('what can fail');
  await page.keyboard.press('Enter');
  await expect(menu(page)).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the menu, ${theme} @phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, contrast: 'more' });
    await open(page);
    await button(page, 'Step').click();
    await page.keyboard.press('f');
    await expect(menu(page).getByRole('menuitem').first()).toBeFocused();
    await expect.poll(() => findingsIn(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => findingsIn(page), 'with the buttons on the things').toEqual([]);
  });
}

/** A finger on the screen, and where it goes from there. The browser's own menu is held back: iOS has none. */
async function finger(page: Page) {
  await page.evaluate(() => {
    const hold = (event: Event) => {
      if (!event.isTrusted) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('contextmenu', hold, true);
  });
  const session = await page.context().newCDPSession(page);
  const touch = (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    points: { x: number; y: number }[],
  ) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  return {
    down: (x: number, y: number) => touch('touchStart', [{ x, y }]),
    move: (x: number, y: number) => touch('touchMove', [{ x, y }]),
    up: () => touch('touchEnd', []),
  };
}

test('where the browser tells nothing of press-and-hold it opens the menu all the same @phone-only', async ({
  page,
}) => {
  await toTheEnd(page);
  await page.getByRole('tab', { name: 'History' }).tap();
  const place = row(page, 'chargeCard answered').locator('.event-title');
  await place.scrollIntoViewIfNeeded();
  const box = await settled(() => place.boundingBox());
  if (!box) throw new Error('The event is not there.');
  const [x, y] = [box.x + 20, box.y + box.height / 2];
  const { down, move, up } = await finger(page);

  // A finger that moves scrolls, and asks nothing.
  await down(x, y);
  await move(x, y - 8);
  await move(x, y - 30);
  await page.waitForTimeout(900);
  await up();
  await expect(menu(page)).toHaveCount(0);
  // A short touch opens the event.
  await place.tap();
  await expect(page.getByLabel('Record of event 11')).toBeVisible();
  await place.tap();
  await expect(page.getByLabel('Record of event 11')).toHaveCount(0);

  await place.scrollIntoViewIfNeeded();
  const now = await settled(() => place.boundingBox());
  await down(x, (now?.y ?? 0) + 8);
  await expect(menu(page)).toContainText('What can fail at event 11');
  await up();
  await expect(menu(page).getByRole('menuitem').first()).toBeVisible();
  // The end of the touch is no press on the event under the menu, and no text is selected.
  await expect(page.getByLabel('Record of event 11')).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => window.getSelection()?.toString())).toBe('');
  await fault(page, 'chargeCard: the app crashes', 'Before the effect').tap();
  await until(page, { appStatus: 'dead' });
});
