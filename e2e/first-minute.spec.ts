import {
  button,
  counter,
  countsOf,
  crash,
  open,
  quickly,
  record,
  slowly,
  until,
} from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

test('a newcomer crashes the order, restarts it, and sees that nothing happened twice @phone', async ({
  page,
}) => {
  const opening = await open(page);
  expect(opening).toMatchObject({ sample: 'order', position: 't4:a4', isPlaying: false });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('charged twice');
  await expect(counter(page, 'Card charged')).toContainText('once');
  await expect(counter(page, 'Parcel sent')).toContainText('not yet');

  const dead = await crash(page);
  expect(countsOf(dead)).toEqual(countsOf(opening));
  expect(dead.historyLength).toBe(opening.historyLength);
  await expect(page.getByText('Lost in the crash').first()).toBeVisible();

  const passed = await record(page);
  await slowly(page);
  await button(page, 'Restart').click();
  const replaying = await passed({ appRun: 2, isReplaying: true, isPlaying: true });
  expect(replaying.sentence).toContain('reads 3 answers from the history');
  expect(countsOf(replaying)).toEqual(countsOf(opening));
  await expect(page.getByText('answer from event 5').first()).toBeVisible();

  const handedOver = await passed({ appRun: 2, mode: 'live' });
  await quickly(page);
  expect(handedOver.inboxLength).toBeGreaterThan(0);
  // Nothing arrives while it plays, nor at the end: it is there with the next question, or when it is asked for.
  const later = ['Speed', 'Names of the events', 'Undo'];
  for (const name of later) await expect(page.getByLabel(name, { exact: true })).toHaveCount(0);
  const end = await until(page, { verdict: 'completed', isPlaying: false });
  expect(countsOf(end)).toEqual({ 'Card charged': 1, 'Stock reserved': 1, 'Parcel sent': 1 });
  await expect(counter(page, 'Card charged')).toContainText('once');
  await expect(counter(page, 'Parcel sent')).toContainText('once');
  await expect(page.getByText('Every wake-up did this, also before the crash.')).toBeVisible();
  // The one thing to press stands where Crash was.
  const area = async (name: string) => {
    const { width, height } = (await button(page, name).boundingBox()) ?? { width: 0, height: 0 };
    return width * height;
  };
  await expect.poll(async () => (await area('Next question')) > (await area('Crash'))).toBe(true);
  await button(page, 'Show the wake-ups').click();
  await expect(page.getByText('Rows 2, 3 and 4 are before the crash.').first()).toBeVisible();
  await expect(page.locator('.stair-row').nth(5)).toBeAttached();
  await expect(page.getByText('In short: once.')).toBeVisible();
  for (const name of later) await expect(page.getByLabel(name, { exact: true })).toHaveCount(0);
  await button(page, 'Show all tools').click();
  await expect(page.getByLabel('Speed')).toBeVisible();
  await expect(page.getByLabel('Undo')).toBeVisible();
  await expect(button(page, 'Show all tools')).toHaveCount(0);
  // What was opened for this end does not stay for the next question; on the phone its code is there again.
  await button(page, 'Next question').click();
  await until(page, { position: 'k3:effect1' });
  await expect(page.getByLabel('Code of processOrder')).toBeVisible();
  await expect(page.locator('.stair-row')).toHaveCount(1);
});

test('the sentence does not flicker while the history is read again', async ({ page }) => {
  await open(page);
  await crash(page);
  await page.evaluate(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    window.replayscope.subscribe((state) => {
      if (state.isPlaying && state.isReplaying && state.appRun === 2) told.push(state.sentence);
    });
  });
  // A busy computer draws a few pictures in that second: here it has four.
  await slowly(page);
  const passed = await record(page);
  await button(page, 'Restart').click();
  await passed({ appRun: 2, mode: 'live' });
  const told = await page.evaluate(() => Reflect.get(window, 'told') as string[]);
  expect(told.length).toBeGreaterThan(5);
  expect(new Set(told).size).toBe(1);
});

test('the card is charged twice when the app dies after the effect, and once with a key', async ({
  page,
}) => {
  await open(page);
  await crash(page);
  await button(page, 'Restart').click();
  await until(page, { appRun: 2 });
  await page.keyboard.press('End');
  await page.getByLabel('Speed').selectOption('8');
  await until(page, { verdict: 'completed', isPlaying: false });

  for (const [sample, words] of [
    ['order', 'twice'],
    ['order-key', 'once'],
  ] as const) {
    await button(page, 'Next question').click();
    await until(page, { sample, position: 'k3:effect1', appRun: 1 });
    await expect(counter(page, 'Card charged')).toContainText('once');
    // At the line, and on the activity that runs.
    await expect(page.getByText('Key charge-order-1')).toHaveCount(sample === 'order-key' ? 2 : 0);
    await crash(page);
    await button(page, 'Restart').click();
    await until(page, { appRun: 2 });
    await until(page, { verdict: 'completed', isPlaying: false });
    await expect(counter(page, 'Card charged')).toContainText(words);
    const again = counter(page, 'Card charged').getByText('asked again, same key');
    await expect(again).toHaveCount(sample === 'order-key' ? 1 : 0);
    // It hangs from the work that was sent again, not from the replay.
    await expect(page.locator('.stair-resent')).toHaveCount(1);
    const refused = page.locator('.stair-effect[data-refused="true"][data-ahead="false"]');
    await expect(refused).toHaveCount(sample === 'order-key' ? 1 : 0);
    await expect(counter(page, 'Stock reserved')).toContainText('once');
  }
});
