import type { Locator, Page } from '@playwright/test';
import { button, crash, open, openSample, paste, toLast, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

const code = (page: Page) => page.getByRole('textbox', { name: /^Code/ });
const found = (page: Page) => page.getByRole('list', { name: 'What was found' });

test('a draw in the workflow is underlined, named and mended, with the keyboard alone', async ({
  page,
}) => {
  await open(page);
  await openSample(page, 'The coin toss');
  await until(page, { sample: 'coin' });
  await page.keyboard.press('ArrowRight');
  await button(page, 'Edit the code').click();
  await expect(page.locator('.cm-lintRange-warning')).toHaveText('Math.random()');
  await expect(found(page)).toContainText('Line 2 Math.random() gives another value every time');

  await button(page, '1 finding').focus();
  await page.keyboard.press('Enter');
  await expect(code(page)).toBeFocused();
  await expect.poll(() => page.evaluate(() => String(getSelection()))).toBe('Math.random()');
  // Its words stand under the text: they are not said again over it.
  await expect(page.locator('.cm-tooltip')).toHaveCount(0);
  await page.locator('.cm-lintRange-warning').hover();
  const card = page.locator('.cm-tooltip-lint');
  await expect(card).toContainText('Draw it in an activity');
  const topOf = async (part: Locator) => (await part.boundingBox())?.y ?? NaN;
  await expect
    .poll(async () => (await topOf(card)) - (await topOf(page.locator('.cm-scroller'))))
    .toBeGreaterThanOrEqual(0);
  await page.mouse.move(0, 0);

  await found(page).getByRole('button', { name: 'Draw it in an activity', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(code(page)).toContainText('(yield ctx.callActivity(drawNumber)) > 0.5');
  await expect(code(page)).toBeFocused();
  await expect(found(page)).toHaveCount(0);
  await expect(page.locator('.editor-status')).toHaveText('This is the code that runs.');
  await toLast(page);

  await code(page).focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(code(page)).not.toContainText('drawNumber');
  await expect(found(page).getByRole('listitem')).toHaveCount(1);
});

const WRITTEN = `async function* toss(ctx) {
  yield ctx.callActivity(begin);
  const side = Math.random() > 0.5 ? heads : tails;
  return yield ctx.callActivity(side);
}
async function begin() { return 1; }
async function heads() { return 'heads'; }
async function tails() { return 'tails'; }
`;

test('a finding is seen in the very code that is written, or on a sample that says so', async ({
  page,
}) => {
  await open(page);
  await paste(page, WRITTEN);
  await until(page, { index: 0, appRun: 0 });
  await button(page, '1 finding').click();
  await found(page).getByRole('button', { name: 'See it in this code' }).click();
  await until(page, { verdict: 'disagrees' });
  await expect(page.getByText(/because of line 3|after line 3/)).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: /^Line 3 read/ })).toBeVisible();
  await button(page, 'Back to the editor').click();
  await expect(code(page)).toContainText('toss');

  await button(page, '1 finding').click();
  await found(page).getByRole('button', { name: 'Show this on a sample' }).click();
  await until(page, { sample: 'coin' });
  // Never an empty editor: it is closed, and opened it holds the code of the sample.
  await expect(code(page)).toHaveCount(0);
  await button(page, 'Edit the code').click();
  await expect(code(page)).toContainText('Math.random()');
  await crash(page);
  await button(page, 'Back to your code').click();
  await expect(code(page)).toContainText('toss');
});
