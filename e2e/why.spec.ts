import { encodeLink } from '../src/link/codec.ts';
import type { Scenario } from '../src/sim/scenario.ts';
import { button, crash, open, openSample, restart, stateOf, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

const SILENT = `export async function* flow(ctx) {
  const id = crypto.randomUUID();
  yield ctx.callActivity(one, id);
  yield ctx.callActivity(one, id);
  return id;
}
export async function one(ctx, id) { return id; }
`;

const scenario: Scenario = {
  program: { source: SILENT, workflow: 'flow' },
  mode: 'workflow',
  dialect: 'dapr',
  facade: 'dapr',
  input: null,
  seed: 1,
  environment: { variables: {}, events: [], services: [] },
  interventions: [],
};

test('a link of the chain leads to its moment, and one press mends what broke', async ({
  page,
}) => {
  await open(page);
  await openSample(page, 'The coin toss');
  await until(page, { sample: 'coin' });
  await crash(page);
  expect(await restart(page)).toMatchObject({ verdict: 'disagrees' });
  // As at every end the next question has the place of Crash.
  await expect(page.locator('.next-big + .crash')).toHaveAttribute('data-spent', 'true');
  await page.getByText('What other engines would say').click();
  await expect(page.getByText('It compares the kind of a request, never its name.')).toBeVisible();
  await page.getByRole('button', { name: /^Show wake-up 1: Line 2 read Math\.random/ }).click();
  await expect.poll(async () => (await stateOf(page)).position).toBe('t1:r1');
  await page.keyboard.press('d');
  await until(page, { verdict: 'disagrees' });
  await page.locator('.mend').first().click();
  await expect.poll(async () => (await stateOf(page)).sample).toBeUndefined();
  await expect(page.locator('.notice')).toContainText('the mended code (new: lines ');
  await expect(page.locator('.chip', { hasText: /^new$/ }).first()).toBeVisible();
  // It is of the run, and says nothing where many runs are looked at.
  await button(page, 'Crash everywhere').click();
  await expect(page.locator('.notice')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('End');
  const proved = await until(page, { verdict: 'completed', appRun: 2 });
  expect(proved.sample).toBeUndefined();
  await expect(page.locator('.notice')).toContainText(
    'goes the same way again: event 5 holds the answer.',
  );
});

test('a replay that differs silently is shown as loudly, with the same way out', async ({
  page,
}) => {
  await open(page, `./#${encodeLink({ scenario }, { defaults: () => undefined })}`);
  await page.keyboard.press('End');
  await until(page, { verdict: 'silently-different', status: 'COMPLETED' });
  await expect(page.getByText('No engine reports this.').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Why it is different' })).toBeVisible();
  await page.getByRole('button', { name: /^Show this replay: Line 2 read crypto/ }).click();
  await expect.poll(async () => (await stateOf(page)).position).toBe('t2:r1');
  await page.keyboard.press('End');
  // The key for the first disagreement finds this one, too.
  await page.keyboard.press('d');
  await expect.poll(async () => (await stateOf(page)).position).toBe('t2:a1');
  await page.keyboard.press('End');
  await page.locator('.mend').first().click();
  await until(page, { verdict: 'running' });
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  await button(page, 'Undo').click();
  await until(page, { verdict: 'silently-different' });
});
