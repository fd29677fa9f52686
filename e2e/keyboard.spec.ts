import {
  button,
  countsOf,
  entriesOf,
  open,
  quickly,
  record,
  slowly,
  stateOf,
  until,
} from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

test('the first minute needs no mouse', async ({ page }) => {
  await open(page);
  await page.keyboard.press('x');
  await until(page, { appStatus: 'dead' });
  const passed = await record(page);
  await page.keyboard.press('x');
  await passed({ appRun: 2, isPlaying: true });
  await quickly(page);
  const end = await until(page, { verdict: 'completed', isPlaying: false });
  expect(countsOf(end)['Card charged']).toBe(1);

  await page.keyboard.press('Home');
  await until(page, { index: 0 });
  // As slow as it goes: it must not have come to its end before the next press.
  for (const key of '[[[[[') await page.keyboard.press(key);
  await page.keyboard.press('Space');
  await until(page, { isPlaying: true });
  await page.keyboard.press('Space');
  await until(page, { isPlaying: false });
  await page.keyboard.press('Home');
  await until(page, { index: 0 });
  const indexNow = async () => (await stateOf(page)).index;
  await page.keyboard.press('PageDown');
  await expect.poll(indexNow).toBeGreaterThan(0);
  const first = await indexNow();
  await page.keyboard.press('n');
  await expect.poll(indexNow).toBeGreaterThan(first);
  await page.keyboard.press('PageUp');
  await expect.poll(indexNow).toBe(first);

  await page.keyboard.press('z');
  await until(page, { appStatus: 'dead' });
  await page.keyboard.press('z');
  await until(page, { appRun: 1, position: 't4:a4' });
});

test('Crash and Restart keep the focus in the same place', async ({ page }) => {
  await open(page);
  await button(page, 'Crash').focus();
  await page.keyboard.press('Enter');
  await expect(button(page, 'Restart')).toBeFocused();
  await slowly(page);
  await page.keyboard.press('Enter');
  await until(page, { appRun: 2 });
  await expect(button(page, 'Crash')).toBeFocused();
  // Who wants to pause the replay now must not crash it.
  await until(page, { isPlaying: true });
  await page.keyboard.press('Space');
  const { appStatus } = await until(page, { isPlaying: false, appRun: 2 });
  expect(appStatus).not.toBe('dead');
  await expect(button(page, 'Crash')).toBeFocused();
});

test('the list of shortcuts opens with ?, keeps other keys out, and gives the focus back', async ({
  page,
}) => {
  const { index } = await open(page);
  await button(page, 'Crash').focus();
  await page.keyboard.press('Shift+?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog).toBeVisible();
  const entries = await entriesOf(page);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('x');
  expect(await entriesOf(page)).toBe(entries);
  expect(await stateOf(page)).toMatchObject({ index, appStatus: 'running' });
  await dialog.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(button(page, 'Crash')).toBeFocused();
  await page.keyboard.press('x');
  expect(await entriesOf(page)).toBe(entries);
  await page.keyboard.press('ArrowRight');
  expect(await until(page, { index: index + 1 })).toMatchObject({ appStatus: 'running' });
});

test('keys do nothing else while a field has the focus', async ({ page }) => {
  await open(page);
  await page.keyboard.press('ArrowLeft');
  await page.getByLabel('Speed').focus();
  const entries = await entriesOf(page);
  await page.keyboard.press('x');
  expect(await entriesOf(page)).toBe(entries);
});

test('G changes how far a step goes, and a step back returns', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Home');
  await until(page, { index: 0 });
  for (const unit of ['event', 'wake-up', 'app-run']) {
    await page.keyboard.press('g');
    await expect(page.getByLabel('Step by')).toHaveValue(unit);
  }
  await page.keyboard.press('g');
  await expect(page.getByLabel('Step by')).toHaveValue('line');
  await page.getByLabel('Step by').selectOption('wake-up');
  await page.getByLabel('Step by').blur();
  const { index } = await stateOf(page);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const there = await until(page, { position: 't1:sent' });
  expect(there.index).toBeGreaterThan(index + 1);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await until(page, { index });
});

test('Next question leads to the headline, also from a staircase that lost its cell', async ({
  page,
}) => {
  await open(page);
  for (const [key, reached] of [
    ['x', { appStatus: 'dead' }],
    ['x', { appRun: 2 }],
  ] as const) {
    await page.keyboard.press(key);
    await until(page, reached);
  }
  await page.keyboard.press('End');
  await page.locator('[role="gridcell"][tabindex="0"]').first().focus();
  // As a cell that leaves the page does: nothing tells that it lost the focus.
  await page.evaluate(() =>
    window.addEventListener('focusout', (event) => event.stopImmediatePropagation(), true),
  );
  await button(page, 'Next question').focus();
  await page.keyboard.press('Enter');
  await until(page, { appRun: 1, appStatus: 'running' });
  const headline = page.getByRole('heading', { level: 1 });
  await expect(headline).toBeFocused();
  // The mark that buttons have: a line under it would make a link of it.
  await expect
    .poll(() => headline.evaluate((each) => getComputedStyle(each).outlineStyle))
    .toBe('solid');
});

test('while a menu is open, keys move in it, and the run behind it stays', async ({ page }) => {
  await open(page);
  await page.keyboard.press('End');
  const { position, appStatus } = await until(page, { verdict: 'completed' });
  for (const [name, first] of [
    ['Share', /^Link to this moment/],
    [/^Sample:/, /^Your own code/],
    ['More ways to fail', /.+/],
  ] as const) {
    const opener = button(page, name);
    await opener.focus();
    await page.keyboard.press('Enter');
    const menu = page.locator('.samples:popover-open');
    await expect(menu.getByRole('button').first()).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(menu.getByRole('button').first()).toBeFocused();
    await expect(menu.getByRole('button').first()).toHaveText(first);
    for (const key of ['ArrowRight', 'ArrowLeft', 'PageUp', 'PageDown', 'p', 'x', 'd', '1'])
      await page.keyboard.press(key);
    await page.keyboard.press('ArrowDown');
    await expect(menu.getByRole('button').first()).not.toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(menu.getByRole('button').first()).toBeFocused();
    await until(page, { position, appStatus, isPlaying: false });
    await page.keyboard.press('Escape');
    await expect(menu).toHaveCount(0);
    await expect(opener).toBeFocused();
  }
  await page.keyboard.press('Home');
  await until(page, { index: 0 });
});
