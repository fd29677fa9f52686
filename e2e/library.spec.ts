import { readFile } from 'node:fs/promises';
import { findingsIn } from './fixtures/axe.ts';
import { list, names, openLibrary, rows, untilKept, withPatience } from './fixtures/library.ts';
import { button, crash, open, openSample, restart, stateOf, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

test('what a person does is kept by itself, and opens again at its place @phone', async ({
  page,
}) => {
  await open(page);
  await crash(page);
  const kept = await restart(page);
  await openSample(page, 'The coin toss');
  await until(page, { sample: 'coin' });
  await openLibrary(page);
  await expect.poll(() => names(page)).toEqual(['Order processing, crash in wake-up 4']);
  await rows(page).getByRole('button').first().click();
  await until(page, { sample: 'order', appRun: kept.appRun, position: kept.position });
  await button(page, 'Undo').click();
  await until(page, { sample: 'coin' });
});

test('the page goes on where the person was, and a link wins over that', async ({ page }) => {
  await withPatience(page.context());
  await open(page);
  await crash(page);
  const dead = await stateOf(page);
  await untilKept(page);
  await page.goto('about:blank');
  await open(page);
  await until(page, { position: dead.position, appStatus: 'dead' });
  await expect(page.getByText('This is where you were the last time')).toBeVisible();
  await button(page, 'Start again').click();
  await until(page, { position: 't4:a4', appStatus: 'running' });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('charged twice');

  await page.goto('about:blank');
  await open(page, dead.address);
  await expect.poll(() => stateOf(page)).toMatchObject({ appStatus: 'dead' });
  await openSample(page, 'The coin toss');
  await openLibrary(page);
  await expect.poll(() => names(page)).toEqual(['Order processing, crash in wake-up 4']);
});

test('scenarios are named, copied, deleted, brought back and taken elsewhere @phone', async ({
  page,
}) => {
  await open(page);
  await openLibrary(page);
  await expect(list(page)).toContainText('Nothing is here yet');
  await expect.poll(() => findingsIn(page), 'empty').toEqual([]);
  await page.keyboard.press('Escape');
  await crash(page);
  await openLibrary(page);
  await expect(rows(page)).toHaveCount(1);
  await expect.poll(() => findingsIn(page), 'with one').toEqual([]);

  await button(page, /^Rename/).click();
  const field = page.getByRole('textbox', { name: /^Name of/ });
  await field.fill('For the lesson');
  await page.keyboard.press('Escape');
  await expect(list(page)).toBeVisible();
  await expect.poll(() => names(page)).toEqual(['Order processing, crash in wake-up 4']);
  await expect(button(page, /^Rename/)).toBeFocused();
  await page.keyboard.press('Enter');
  await field.fill('For the lesson');
  await field.press('Enter');
  await expect.poll(() => names(page)).toEqual(['For the lesson']);
  await button(page, /^Duplicate/).click();
  await expect.poll(() => names(page)).toEqual(['For the lesson (copy)', 'For the lesson']);

  const download = page.waitForEvent('download');
  await button(page, 'Save all as a file').click();
  const file = await readFile(await (await download).path());
  await button(page, 'Delete “For the lesson (copy)”').click();
  await expect.poll(() => names(page)).toEqual(['For the lesson']);
  await expect(button(page, 'Undo').last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(2);
  await button(page, 'Delete all…').click();
  await expect.poll(() => findingsIn(page), 'asking').toEqual([]);
  await button(page, 'Delete all').click();
  await expect(rows(page)).toHaveCount(0);

  const bring = list(page).locator('input[type=file]');
  const asFile = (text: string | Buffer) => ({
    name: 'replayscope-scenarios.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await bring.setInputFiles(asFile(file));
  await expect(list(page)).toContainText('2 scenarios were added');
  await bring.setInputFiles(asFile(file));
  await expect(list(page)).toContainText('2 were here already');
  await bring.setInputFiles(asFile(file.toString().replaceAll('For the lesson', 'Another')));
  await expect(list(page)).toContainText('came in as copies');
  await expect(rows(page)).toHaveCount(4);
  await bring.setInputFiles(asFile('{"replayscopeScenarios":1'));
  await expect(list(page)).toContainText('is not JSON');
  await expect(rows(page)).toHaveCount(4);
});
