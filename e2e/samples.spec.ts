import {
  button,
  CLOSE,
  counter,
  crash,
  open,
  openSample,
  restart,
  stateOf,
  until,
} from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

test('the coin toss breaks at the first replay that falls on the other side', async ({ page }) => {
  await open(page);
  await openSample(page, 'The coin toss');
  await until(page, { sample: 'coin', verdict: 'running' });
  await crash(page);
  const apart = await restart(page);
  expect(apart).toMatchObject({ verdict: 'disagrees', appRun: 2 });
  await expect(page.getByRole('columnheader', { name: 'History says' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'This replay asks for' })).toBeVisible();
  await expect(
    page.getByRole('figure').getByText('A previous execution called callActivity with name=', {
      exact: false,
    }),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Why it broke' })).toBeVisible();
  await page.getByText('Drawn at each wake-up').click();
  await expect(page.getByRole('cell', { name: 'Math.random()' })).toHaveCount(3);
});

test('another seed of the coin toss breaks without any crash', async ({ page }) => {
  await open(page);
  await openSample(page, 'The coin toss');
  const { seed } = await until(page, { sample: 'coin' });
  await button(page, 'Another seed').click();
  await expect.poll(async () => (await stateOf(page)).seed).not.toBe(seed);
  await until(page, { isComputing: false });
  await page.keyboard.press('d');
  await until(page, { verdict: 'disagrees', appRun: 1 });
});

test('a rate that the workflow asks for itself stops it without a crash, and one press moves the call', async ({
  page,
}) => {
  await open(page);
  await openSample(page, 'A rate from a service');
  await until(page, { sample: 'http', position: 'e1:recorded' });
  await page.keyboard.press('d');
  await until(page, { verdict: 'disagrees', appRun: 1 });
  await expect(page.locator('.why-link').first()).toContainText(
    'Line 2 fetched rates.example/rates/EUR: 1.09 at wake-up 1, 1.11 now.',
  );
  await page.keyboard.press('End');
  await page.locator('.mend').first().click();
  await expect.poll(async () => (await stateOf(page)).sample).toBeUndefined();
  await page.keyboard.press('End');
  const mended = await until(page, { verdict: 'completed', status: 'COMPLETED' });
  expect(mended.sample).toBeUndefined();
  expect(mended.ledger.map(({ count }) => count)).toEqual([1, 1]);
});

test('a charge of the workflow itself comes again with the replay @phone', async ({ page }) => {
  await open(page);
  await openSample(page, 'A charge from the workflow');
  await until(page, { sample: 'http-charge', position: 'k1:effect1' });
  await expect(counter(page, 'Card charged')).toContainText('once');
  await page.keyboard.press('End');
  await until(page, { verdict: 'silently-different', status: 'COMPLETED' });
  await expect(counter(page, 'Card charged')).toContainText('twice');
  await expect(page.getByText('every wake-up runs that code again').first()).toBeVisible();
});

test('the mended coin toss survives the same crash', async ({ page }) => {
  await open(page);
  await openSample(page, 'The coin toss, mended');
  await until(page, { sample: 'coin-mended' });
  await crash(page);
  expect(await restart(page)).toMatchObject({ verdict: 'completed', appRun: 2 });
});

test('without durability a crash loses the order; beside it, the workflow comes back', async ({
  page,
}) => {
  await open(page);
  await openSample(page, 'Without durability');
  await until(page, { sample: 'plain', shows: 'plain' });
  await expect(counter(page, 'Card charged').first()).toContainText('once');
  await crash(page);
  expect(await restart(page)).toMatchObject({ verdict: 'failed', historyLength: 0 });
  await expect(counter(page, 'Parcel sent').first()).toContainText(/not yet|never/);

  await openSample(page, 'Without durability');
  await until(page, { appRun: 1 });
  await button(page, 'Show both').click();
  await until(page, { shows: 'both' });
  await expect(page.getByLabel(/^Code of /)).toHaveCount(2);
  await crash(page);
  expect(await restart(page)).toMatchObject({ verdict: 'completed', status: 'COMPLETED' });
  await expect(page.getByText('Lost in the crash').first()).toBeVisible();
});

test('the order that can fail undoes what it did, and a person can answer it', async ({ page }) => {
  await open(page);
  await openSample(page, 'An order that can fail');
  await until(page, { sample: 'saga' });
  await button(page, 'To end').click();
  const undone = await until(page, { verdict: 'completed' });
  expect(Object.fromEntries(undone.ledger.map(({ label, count }) => [label, count]))).toEqual({
    'Stock reserved': 1,
    'Card charged': 1,
    'Parcel sent': 0,
    'Money returned': 1,
    'Stock released': 1,
  });

  await openSample(page, 'An order that can fail');
  await button(page, 'To start').click();
  await page.keyboard.press(']');
  await expect
    .poll(async () => {
      await page.keyboard.press('n');
      return (await stateOf(page)).verdict;
    }, CLOSE)
    .toBe('waiting');
  await button(page, 'Reject').click();
  await page.getByLabel('Speed').selectOption('8');
  const rejected = await until(page, { verdict: 'completed', isPlaying: false });
  expect(rejected.ledger.find(({ label }) => label === 'Card charged')?.count).toBe(0);
  expect(rejected.ledger.find(({ label }) => label === 'Stock released')?.count).toBe(1);
});

test('a child workflow has code and a history of its own, and so has its parent @phone', async ({
  page,
}) => {
  await open(page);
  await openSample(page, 'A gift order with a child workflow');
  const choice = page.getByLabel('Workflow on the screen');
  await expect(choice).toHaveValue('order-1:0002');
  await expect(page.getByLabel('Code of prepareGift')).toBeVisible();
  await crash(page);
  await restart(page);
  await choice.selectOption({ label: 'giftOrder · complete' });
  await expect(page.getByLabel('Code of giftOrder')).toBeVisible();
  await expect(counter(page, 'Card charged')).toContainText('once');
  await expect(counter(page, 'Mail sent')).toContainText('once');
});
