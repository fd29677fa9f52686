import { linkOfCode } from './fixtures/own-link.ts';
import { stateOf } from './fixtures/scope.ts';
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
  expect(await nodes()).toBeLessThan(100);

  // A press on the fold leads to a moment inside it.
  const fold = grid.getByRole('gridcell', { name: /in one column, chargeCard: 120 times/ });
  await fold.click();
  const middle = await stateOf(page);
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
  await grid.getByRole('gridcell').last().focus();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(page.getByText(/^\d+ of 242 events$/)).toBeVisible();
  const focused = page.locator(':focus');
  await expect(focused).toHaveAttribute('role', 'gridcell');
  const part = page.getByRole('slider', { name: 'Part of the run that is drawn' });
  const drawn = await part.inputValue();
  expect(Number(drawn)).toBeGreaterThan(0);
  await part.fill('0');
  await expect(grid.getByRole('gridcell', { name: /event 2, started/ }).first()).toBeVisible();
  expect((await stateOf(page)).index).toBe(middle.index);
  expect(await nodes()).toBeLessThan(700);
});
