import type { Page } from '@playwright/test';
import { focusIsFine, pressByKey, tabTo } from './fixtures/focus.ts';
import { button, countsOf, drawn, open, stateOf, toasted, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

test.describe.configure({ timeout: 300_000 });

/** Fails when anything but the keyboard is used. */
async function withoutMouse(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript(() => {
    for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'mousemove', 'wheel'])
      document.addEventListener(
        kind,
        (event) => {
          if (event.isTrusted) document.documentElement.dataset.mouse = kind;
        },
        true,
      );
  });
  return () => expect(page.locator('html')).not.toHaveAttribute('data-mouse');
}

/** Plays on to its end, faster than a person would watch. */
async function toRest(page: Page): Promise<void> {
  for (let faster = 0; faster < 3; faster += 1) await page.keyboard.press(']');
  await until(page, { isPlaying: false });
  for (let slower = 0; slower < 3; slower += 1) await page.keyboard.press('[');
}

/** Takes a command of the palette by its name. */
async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toHaveCount(0);
  await focusIsFine(page, `after the command ${name}`);
}

test('from a fresh page: the first minute and its three questions, by the keyboard alone', async ({
  page,
}) => {
  const usedNoMouse = await withoutMouse(page);
  await open(page);
  await test.step('crash, restart, sweep', async () => {
    await pressByKey(page, button(page, 'Crash'));
    await until(page, { appStatus: 'dead' });
    await expect(button(page, 'Restart')).toBeFocused();
    await page.keyboard.press('Enter');
    await until(page, { appRun: 2 });
    await expect(button(page, 'Crash')).toBeFocused();
    await focusIsFine(page, 'while it plays');
    await toRest(page);
    expect(countsOf(await until(page, { verdict: 'completed' }))['Card charged']).toBe(1);
    await focusIsFine(page, 'at the end');
  });
  for (const [count, told] of [
    [2, 'Right.'],
    [1, 'In fact: once.'],
  ] as const) {
    await test.step(`a question whose answer is ${count}`, async () => {
      await pressByKey(page, button(page, 'Next question'));
      await until(page, { appRun: 1, appStatus: 'running' });
      await expect(page.locator('.predict')).toBeVisible();
      await drawn(page);
      await page.keyboard.press('2');
      await expect(page.locator('.predict')).toContainText('You said: twice.');
      await focusIsFine(page, 'after the answer');
      await page.keyboard.press('x');
      await until(page, { appStatus: 'dead' });
      await focusIsFine(page, 'dead');
      await page.keyboard.press('x');
      await until(page, { appRun: 2 });
      await toRest(page);
      expect(countsOf(await until(page, { verdict: 'completed' }))['Card charged']).toBe(count);
      await expect(page.locator('.predict')).toContainText(told);
      await focusIsFine(page, 'told');
    });
  }
  await usedNoMouse();
});

test('through time, history, values and the panes, by the keyboard alone', async ({ page }) => {
  const usedNoMouse = await withoutMouse(page);
  await open(page);
  await page.keyboard.press('ArrowRight');

  await test.step('units, rows, and the next interesting moment', async () => {
    await tabTo(page, page.getByLabel('Step by'));
    await page.keyboard.press('ArrowDown');
    await expect(page.getByLabel('Step by')).toHaveValue('event');
    await page.keyboard.press('ArrowUp');
    await expect(page.getByLabel('Step by')).toHaveValue('line');
    // Back to where the keys of the page hold again.
    await tabTo(page, button(page, 'Crash'));
    await page.keyboard.press('Home');
    const start = await until(page, { index: 0 });
    const index = async () => (await stateOf(page)).index;
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(index).toBeGreaterThan(start.index);
    const wakeUp = await index();
    await page.keyboard.press('n');
    await expect.poll(index).toBeGreaterThan(wakeUp);
    const interesting = await index();
    await page.keyboard.press('PageDown');
    await expect.poll(index).toBeGreaterThan(interesting);
    await page.keyboard.press('PageUp');
    await until(page, { index: interesting });
    await page.keyboard.press('x');
    await until(page, { appStatus: 'dead' });
    await page.keyboard.press('x');
    await until(page, { appRun: 2 });
    await toRest(page);
    await page.keyboard.press('ArrowUp');
    await until(page, { index: 0 });
    await page.keyboard.press('ArrowDown');
    await until(page, { appRun: 2 });
    await focusIsFine(page, 'rows');
    await page.keyboard.press('End');
    await until(page, { verdict: 'completed' });
  });

  await test.step('the staircase as a grid', async () => {
    // One stop of the grid takes Tab.
    await tabTo(page, page.locator('[role="gridcell"][tabindex="0"]'));
    await page.keyboard.press('ArrowLeft');
    await focusIsFine(page, 'cell');
    const { index } = await stateOf(page);
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await stateOf(page)).index).toBeLessThan(index);
    await focusIsFine(page, 'sought');
    await tabTo(page, button(page, 'Crash'));
    await page.keyboard.press('End');
  });

  await test.step('search, filter, and the record of an event', async () => {
    await page.keyboard.press('/');
    const field = page.getByRole('searchbox', { name: 'Words in the events' });
    await expect(field).toBeFocused();
    await focusIsFine(page, 'search');
    await page.keyboard.type('chargecard');
    const rows = page.locator('.history .event');
    await expect(rows).toHaveCount(2);
    await page.keyboard.press('Tab');
    await expect(page.getByLabel('Kind of event')).toBeFocused();
    // Letters choose, too, but only where they come quickly enough one after the other.
    const kind = page.getByLabel('Kind of event');
    for (let down = 0; down < 20 && (await kind.inputValue()) !== 'answer'; down += 1)
      await page.keyboard.press('ArrowDown');
    await expect(kind).toHaveValue('answer');
    await expect(rows).toHaveCount(1);
    await pressByKey(page, rows.locator('summary'));
    await expect(rows.locator('.event-record')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(rows.locator('.event-record')).toBeHidden();
    await page.keyboard.press('/');
    await expect(field).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(field).toHaveCount(0);
    await focusIsFine(page, 'search closed');
  });

  await test.step('values, the tree of a variable, and the world', async () => {
    await tabTo(page, page.locator('.chip'));
    await expect(page.locator('.line-value')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('.line-value')).toHaveCount(0);
    await focusIsFine(page, 'value closed');
    const order = page.locator('.variable-name').first();
    await pressByKey(page, order);
    await expect(order).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('Space');
    await expect(order).toHaveAttribute('aria-expanded', 'false');
    await tabTo(page, page.getByRole('group', { name: 'What happened in the world' }));
    await pressByKey(page, page.locator('.requests summary'));
    await expect(page.locator('.request').first()).toBeVisible();
  });

  await test.step('wiring and transcript, on and off', async () => {
    await page.keyboard.press('w');
    await expect(page.locator('.wiring-picture')).toBeVisible();
    await focusIsFine(page, 'wiring');
    await pressByKey(page, button(page, 'Wiring'));
    await expect(page.locator('.wiring-picture')).toHaveCount(0);
    await expect(button(page, 'Wiring')).toBeFocused();
    await pressByKey(page, button(page, 'Transcript'));
    await pressByKey(page, button(page, 'Copy as Markdown'));
    await toasted(page, 'The run was copied as Markdown');
    await expect(button(page, 'Copy as Markdown')).toBeFocused();
    await tabTo(page, page.locator('.transcript-row[aria-current]'), 60);
    await page.keyboard.press('t');
    await expect(page.locator('.transcript-row')).toHaveCount(0);
    await focusIsFine(page, 'transcript closed');
  });
  await usedNoMouse();
});

test('dialogs, menus, own code and the explorer, by the keyboard alone', async ({ page }) => {
  const usedNoMouse = await withoutMouse(page);
  await open(page);
  await page.keyboard.press('ArrowRight');

  await test.step('every dialog gives the focus back', async () => {
    await tabTo(page, button(page, 'Step back'));
    for (const [key, name] of [
      ['Shift+?', 'Keyboard shortcuts'],
      ['Control+k', 'All commands'],
    ] as const) {
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog', { name })).toBeVisible();
      await focusIsFine(page, name);
      await page.keyboard.press('Tab');
      await focusIsFine(page, name);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(button(page, 'Step back')).toBeFocused();
    }
    await command(page, 'glossary');
    await expect(page.getByRole('dialog', { name: 'Glossary' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(button(page, 'Step back')).toBeFocused();
  });

  await test.step('every menu closes on Escape and gives the focus back', async () => {
    for (const name of [/^More ways to fail/, 'Share', /^Sample:/]) {
      await pressByKey(page, button(page, name));
      await expect(page.locator(':popover-open button').first()).toBeVisible();
      await page.keyboard.press('Tab');
      await focusIsFine(page, `in ${String(name)}`);
      await page.keyboard.press('Escape');
      await expect(button(page, name)).toBeFocused();
    }
    await pressByKey(page, button(page, 'Share'));
    await pressByKey(page, page.locator('.share-item').first());
    await toasted(page, 'Link copied');
    await expect(button(page, 'Share')).toBeFocused();
  });

  await test.step('a fault, undone and done again', async () => {
    await page.keyboard.press('Home');
    await pressByKey(page, button(page, 'To start').or(button(page, 'Step')).last());
    await page.keyboard.press('End');
    await page.keyboard.press('p');
    await pressByKey(page, button(page, /^More ways to fail/));
    const way = page
      .locator('.way[aria-disabled="false"]')
      .filter({ hasText: /^Crash the engine/ });
    // The list comes late: without it Tab leads past the menu.
    await expect(way).toBeVisible();
    await pressByKey(page, way);
    await expect(button(page, 'Restart')).toBeVisible();
    await pressByKey(page, button(page, 'Undo'));
    await expect(button(page, 'Restart')).toHaveCount(0);
    await expect(button(page, 'Undo')).toBeFocused();
    await page.keyboard.press('Shift+z');
    await expect(button(page, 'Restart')).toBeVisible();
    await focusIsFine(page, 'done again');
    await page.keyboard.press('z');
    await expect(button(page, 'Restart')).toHaveCount(0);
  });

  await test.step('own code: written, run, in disagreement, mended', async () => {
    await pressByKey(page, button(page, /^Sample:/));
    const coin = page
      .getByRole('group', { name: 'Samples' })
      .getByRole('button')
      .filter({ has: page.getByText('The coin toss', { exact: true }) });
    await pressByKey(page, coin);
    await until(page, { sample: 'coin' });
    const { seed } = await stateOf(page);
    await pressByKey(page, button(page, 'Another seed'));
    await expect.poll(async () => (await stateOf(page)).seed).not.toBe(seed);
    await pressByKey(page, button(page, 'Edit the code'));
    const code = page.getByRole('textbox', { name: 'Code' });
    await expect(code).toBeVisible();
    await expect(code).toBeFocused();
    await focusIsFine(page, 'the editor is open');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('// mine\n');
    await page.keyboard.press('Control+Enter');
    await expect.poll(async () => (await stateOf(page)).sample).toBeUndefined();
    // Tab writes in an editor; Escape first, and it leads on.
    await page.keyboard.press('Escape');
    await pressByKey(page, button(page, 'Done'));
    await expect(code).toHaveCount(0);
    await expect(button(page, 'Edit the code')).toBeFocused();
    await until(page, { isComputing: false });
    await page.keyboard.press('d');
    await until(page, { verdict: 'disagrees' });
    await focusIsFine(page, 'in disagreement');
    await pressByKey(page, page.locator('.why .spot').first());
    await page.keyboard.press('d');
    await pressByKey(page, page.locator('.mend').first());
    await expect.poll(async () => (await stateOf(page)).verdict).not.toBe('disagrees');
    await page.keyboard.press('End');
    await until(page, { verdict: 'completed' });
    await focusIsFine(page, 'mended');
  });

  await test.step('the explorer and the library, and back', async () => {
    await pressByKey(page, button(page, 'Crash everywhere'));
    await expect(page.getByRole('heading', { name: 'Crash everywhere' })).toBeFocused();
    await expect(page.getByRole('status').filter({ hasText: 'kinds of crash' })).toBeVisible();
    await tabTo(
      page,
      page.getByRole('list', { name: 'Places, the worst first' }).getByRole('button'),
    );
    await page.keyboard.press('Escape');
    await expect(page.getByRole('heading', { name: 'Crash everywhere' })).toHaveCount(0);
    await expect(button(page, 'Crash everywhere')).toBeFocused();
    await focusIsFine(page, 'back from the explorer');
    await pressByKey(page, button(page, /^Sample:/));
    await pressByKey(page, button(page, /^My scenarios/));
    await expect(page.getByRole('dialog', { name: 'My scenarios' })).toBeVisible();
    await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Close' }));
    await page.keyboard.press('Enter');
    await focusIsFine(page, 'back from the library');
  });
  await usedNoMouse();
});
