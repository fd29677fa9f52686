import type { Page } from '@playwright/test';
import { findingsIn } from './fixtures/axe.ts';
import {
  button,
  counter,
  crash,
  drawn,
  open,
  openSample,
  quickly,
  record,
  restart,
  slowly,
  toasted,
  until,
} from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

/** Asked first: the restart waits for an answer. */
async function toOpenQuestion(page: Page): Promise<void> {
  await page.locator('.predict:not(.predict-answer)').getByLabel('Ask me first').check();
  await crash(page);
  await button(page, 'Restart').click();
  await until(page, { appRun: 2, position: 'p2:started', isPlaying: false });
}

test('a lesson asks before it shows, and the answer stays beside the outcome @phone', async ({
  page,
  isMobile,
}) => {
  await open(page);
  const card = page.locator('.predict:not(.predict-answer)');
  await expect(card).toHaveCount(0);
  await openSample(page, 'Order with a key');
  await until(page, { sample: 'order-key', position: 'k3:effect1' });
  await expect(card).toContainText('how often is the card charged?');
  await expect.poll(() => findingsIn(page), 'asked').toEqual([]);
  if (isMobile) await card.getByRole('button', { name: 'Twice' }).click();
  else await page.keyboard.press('2');
  await expect(card).toContainText('You said: twice.');
  // Nothing of the outcome is told before it has been seen.
  await expect(card).not.toContainText('In fact');
  await crash(page);
  const sentence = page.locator('.sentence');
  await expect(sentence).toContainText('its answer was not kept.');
  await expect(sentence).not.toContainText('run again');
  await restart(page);
  await expect(card).toContainText('In fact: once.');
  await expect(card).toContainText('the service sees the same key');
  await expect.poll(() => findingsIn(page), 'told').toEqual([]);
});

test('asked first, a restart shows nothing before there is an answer @phone', async ({
  page,
  isMobile,
}) => {
  await open(page);
  await openSample(page, 'Order with a key');
  const card = page.locator('.predict:not(.predict-answer)');
  await toOpenQuestion(page);
  await expect(card).toContainText('how often is the card charged?');
  await toasted(page, 'First a question: answer it, or skip it.');
  await expect.poll(() => findingsIn(page), 'held').toEqual([]);
  for (const name of ['Step', 'Play']) {
    await button(page, name).click();
    await until(page, { position: 'p2:started', isPlaying: false });
  }
  const wide = { width: page.viewportSize()?.width ?? 0 };
  const options = card.getByRole('button');
  const lowest = isMobile ? 44 : 0;
  const misplaced = () =>
    options.evaluateAll(
      (all, [width, height]) =>
        all
          .map((each) => [each.textContent, each.getBoundingClientRect()] as const)
          .filter(([, box]) => box.x < 0 || box.right > width || box.height < height)
          .map(([text]) => text),
      [wide.width, lowest] as const,
    );
  await expect(options).not.toHaveCount(0);
  await expect.poll(misplaced).toEqual([]);
  const passed = await record(page);
  await card.getByRole('button', { name: 'Once' }).click();
  await passed({ isPlaying: true });
  await page.getByLabel('Speed').selectOption('8');
  await until(page, { verdict: 'completed', isPlaying: false });
  await expect(card).toContainText('Right.');
  await expect(counter(page, 'Card charged')).toContainText('once');
});

test('the transcript, too, ends before what is asked', async ({ page }) => {
  await open(page);
  await openSample(page, 'Order with a key');
  const card = page.locator('.predict:not(.predict-answer)');
  await toOpenQuestion(page);
  await button(page, 'Transcript').click();
  const pane = page.locator('section.transcript');
  await expect(pane.locator('.transcript-row').last()).toHaveAttribute('aria-current', 'step');
  await expect(pane).toContainText('The question comes first.');
  await expect(pane).not.toContainText('It will run again');
  // While it plays there is more to come than the line of now.
  await slowly(page);
  await card.getByRole('button', { name: 'Once' }).click();
  await expect(pane).not.toContainText('The question comes first.');
  await expect(pane.locator('.transcript-row').last()).not.toHaveAttribute('aria-current');
});

test('a link made while somebody is asked opens on the question', async ({ page }) => {
  await open(page);
  await openSample(page, 'Order with a key');
  await toOpenQuestion(page);
  await expect(page).toHaveURL(/p2:started/);
  const link = page.url();
  await page.evaluate(() => localStorage.clear());
  await page.goto('about:blank');
  await open(page, link);
  await until(page, { position: 'p2:started' });
  const card = page.locator('.predict:not(.predict-answer)');
  await expect(card).toContainText('how often is the card charged?');
  await expect(card.getByLabel('Ask me first')).not.toBeChecked();
  await drawn(page);
  await page.keyboard.press('1');
  await expect(card).toContainText('You said: once.');
  await page.keyboard.press('End');
  await expect(card).toContainText('Right.');
});

test('by keyboard alone: answer, skip, step back and go past a question', async ({ page }) => {
  await open(page);
  await openSample(page, 'A deploy in flight');
  await until(page, { sample: 'deploy' });
  await page.keyboard.press('Escape');
  await page.locator('main').click({ position: { x: 5, y: 5 } });
  const card = page.locator('.predict:not(.predict-answer)');
  await card.getByLabel('Ask me first').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('End');
  const held = await until(page, { isPlaying: false, appRun: 2 });
  await expect(card).toBeVisible();
  await page.keyboard.press('N');
  expect((await until(page, { isPlaying: false })).position).toBe(held.position);
  await page.keyboard.press('ArrowLeft');
  await expect(card).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await until(page, { position: held.position });
  await page.keyboard.press('1');
  await expect(card).toContainText('You said: it stops.');
  await page.keyboard.press('End');
  await expect(card).toContainText('Right.');

  // 0 skips, and the step is taken that waited.
  await openSample(page, 'A renamed activity');
  await until(page, { sample: 'rename' });
  await page.keyboard.press('End');
  await expect(card).toBeVisible();
  await drawn(page);
  await page.keyboard.press('0');
  await expect(card).toHaveCount(0);
  await until(page, { verdict: 'disagrees' });

  // To scrub past it is to skip it.
  await openSample(page, 'Two activities swapped');
  await until(page, { sample: 'reorder' });
  const slider = page.getByRole('slider').first();
  await slider.focus();
  await page.keyboard.press('End');
  await toasted(page, 'You went past the question.');
  await until(page, { verdict: 'disagrees' });
});

test('a question is skipped, or never asked', async ({ page }) => {
  await open(page);
  await openSample(page, 'Order with a key');
  const card = page.locator('.predict:not(.predict-answer)');
  await card.getByRole('button', { name: 'Skip' }).click();
  await expect(card).toHaveCount(0);
  await openSample(page, 'Order processing');
  await expect(card).toBeVisible();
  // It is in nobody's way: the crash needs no answer.
  await crash(page);
  await expect(card).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill('ask me nothing');
  await page.keyboard.press('Enter');
  await openSample(page, 'Order with a key');
  await until(page, { sample: 'order-key', appStatus: 'running' });
  await expect(card).toHaveCount(0);
});

test('the first minute is held up by nothing, also for who is asked first elsewhere', async ({
  page,
}) => {
  await page.addInitScript(() => {
    // The frame that runs the code has no storage at all.
    if (window === window.top)
      localStorage.setItem('replayscope.preferences', JSON.stringify({ isHeld: true }));
  });
  await open(page);
  await crash(page);
  const passed = await record(page);
  await slowly(page);
  await button(page, 'Restart').click();
  await passed({ appRun: 2, isReplaying: true, isPlaying: true });
  await expect(page.locator('.predict:not(.predict-answer)')).toHaveCount(0);
  await passed({ appRun: 2, mode: 'live' });
});

test('where no crash is asked about, to go on is what there is to press @phone', async ({
  page,
}) => {
  await open(page);
  await openSample(page, 'An id made on the way');
  const goOn = button(page, 'Let it go on');
  await expect(goOn).toBeVisible();
  await expect(button(page, 'Crash')).toBeVisible();
  const card = page.getByRole('group', { name: /^No crash this time/ });
  await card.getByRole('button', { name: /No, and nobody notices/ }).click();
  // The answer alone shows nothing.
  await expect(page.locator('.predict-said')).toContainText('You said');
  const passed = await record(page);
  await goOn.click();
  await passed({ isPlaying: true });
  await quickly(page);
  await expect(goOn).toHaveCount(0);
  await expect(button(page, 'Next question')).toBeVisible();
});

test('a crash besides does not void an answer @phone', async ({ page }) => {
  await open(page);
  await openSample(page, 'A deploy in flight');
  const card = page.locator('.predict:not(.predict-answer)');
  await card.getByRole('button', { name: 'It stops' }).click();
  await crash(page);
  await expect(card).toContainText('Now restart the app, and see.');
  await restart(page);
  await button(page, 'Send packed now').first().click();
  await expect(card).toContainText('You said: it stops. Right. Your crash did not change that.');
});

test('after a restart that nothing follows, the way to wake it is what there is to press', async ({
  page,
}) => {
  await open(page);
  await openSample(page, 'Approval with a timeout');
  await page.getByRole('button', { name: 'It goes on as planned' }).click();
  await crash(page);
  await restart(page);
  const big = page.locator('.big-act');
  await expect(big.getByRole('button')).toHaveText(['Approve', 'Crash']);
  const offer = page.getByRole('group', { name: 'This would wake it' });
  await expect(offer.getByRole('button')).toHaveText(['Reject', /^Let 2 days pass/]);
});

test('the road ends with code of one’s own, and the way back to the first question @phone', async ({
  page,
}) => {
  await open(page);
  await openSample(page, 'A loop that starts over');
  await until(page, { sample: 'reminders' });
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  await expect(page.locator('.big-act').getByRole('button')).toHaveText(['Your own code', /./]);
  await expect.poll(() => findingsIn(page), 'at the end').toEqual([]);
  await page.keyboard.press('q');
  await expect(page.locator('.toast')).toHaveText('That was the last question.');
  await button(page, 'Back to the first').click();
  await until(page, { sample: 'order' });
});

test('a new question is spoken first', async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    const region = document.querySelector('[role="status"].visually-hidden');
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver(() => said.push(region?.textContent ?? '')).observe(region ?? document, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await openSample(page, 'Order with a key');
  await expect.poll(said).toHaveLength(2);
  const [first, second] = await said();
  expect(first).toMatch(/^Order with a key\. The same crash, .*\?$/);
  expect(second).toMatch(/^World\./);
  await crash(page);
  await restart(page);
  await page.keyboard.press('End');
  await button(page, 'Next question').click();
  await expect
    .poll(said)
    .toContainEqual(expect.stringMatching(/^Without durability\. The same order/));
});
