import { button, countsOf, open, slowly, stateOf, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

test('a teacher gives the first minute and the next question with the two keys of a remote', async ({
  page,
}) => {
  await open(page);
  const forward = () => page.keyboard.press('PageDown');
  const back = () => page.keyboard.press('PageUp');
  await forward();
  await until(page, { appStatus: 'dead' });
  await back();
  await until(page, { appStatus: 'running', position: 't4:a4' });
  await forward();
  await until(page, { appStatus: 'dead' });
  await slowly(page);
  await forward();
  await until(page, { appRun: 2, isPlaying: true });
  // The replay has the time that it takes; the next press ends it where it would end.
  await forward();
  let { index, count } = await until(page, { appRun: 2, isPlaying: false });
  while (index < count - 1) {
    await forward();
    const before = index;
    await expect.poll(async () => ({ index, count } = await stateOf(page)).index).not.toBe(before);
  }
  expect(countsOf(await until(page, { verdict: 'completed' }))['Card charged']).toBe(1);
  await expect(button(page, 'Next question')).toBeVisible();
  await forward();
  await until(page, { sample: 'order', position: 'k3:effect1', appRun: 1 });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('And now a crash?');
  await forward();
  // What stands over the picture is what is in it.
  await until(page, { appStatus: 'dead' });
  await forward();
  await until(page, { appRun: 2 });
  await page.keyboard.press('End');
  expect(countsOf(await until(page, { verdict: 'completed' }))['Card charged']).toBe(2);
  await page.keyboard.press('q');
  await until(page, { sample: 'order-key', appRun: 1 });
});

test('in an embed the same key crashes and restarts, and ends with its run', async ({ page }) => {
  await open(page, './?embed');
  const { position } = await stateOf(page);
  await page.keyboard.press('PageDown');
  await until(page, { appStatus: 'dead' });
  await page.keyboard.press('PageUp');
  await until(page, { position, appRun: 1, appStatus: 'running' });
  await page.keyboard.press('PageDown');
  await until(page, { appStatus: 'dead' });
  await page.keyboard.press('PageDown');
  await until(page, { appRun: 2 });
  await page.keyboard.press('End');
  const { index } = await until(page, { verdict: 'completed', isPlaying: false });
  await page.keyboard.press('PageDown');
  await expect(page.getByText('This is the end of the run.')).toBeVisible();
  await until(page, { sample: 'order', index, appRun: 2 });
});

test('in an embed that must not crash, it only moves', async ({ page }) => {
  await open(page, './?embed&crash=no');
  const { index } = await stateOf(page);
  await page.keyboard.press('PageDown');
  await expect.poll(async () => (await stateOf(page)).index).toBeGreaterThan(index);
  expect((await stateOf(page)).appStatus).not.toBe('dead');
});

test('the list of shortcuts says what the keys of a remote do', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Shift+?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog).toContainText('the crash, restart or question that is due');
  await expect(dialog).toContainText('Next question, at the end of a run');
});
