import { readFileSync } from 'node:fs';
import { open, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

interface Golden {
  name: string;
  link: string;
  at: string;
  ends: Record<string, string>;
}

const goldens = [0, 1].flatMap((format) =>
  readFileSync(new URL(`../tests/links/golden/format-${format}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ format, ...(JSON.parse(line) as Golden) })),
);

/** `npm test` opens all of them without a screen. These show that the page does the same. */
const OPENED = [
  'a crash after an effect',
  'a restart with variables',
  'an edited sample',
  'code of one’s own with version 2',
  'host code for Dapr',
  'the sample task',
];

for (const { format, name, link, at, ends } of goldens.filter((each) => OPENED.includes(each.name)))
  test(`a link of format ${format} opens and ends as it did: ${name}`, async ({ page }) => {
    await open(page, `./#${link}`);
    await until(page, { position: at });
    const fingerprint = /\w{5}$/.exec(ends['1'] ?? '')?.[0] ?? 'none';
    await expect
      .poll(async () => (await page.evaluate(() => window.replayscope.state()))?.address)
      .toContain(`end=${fingerprint}&`);
    await expect(page.getByText('ends differently')).toHaveCount(0);
  });

test('a run that ends differently from when its link was made says so', async ({ page }) => {
  const changed = goldens.find(({ name }) => name === 'a run that ends differently now');
  await open(page, `./#${changed?.link ?? ''}`);
  await expect(
    page.getByText('This run ends differently from when the link was made.'),
  ).toBeVisible();
});

test('the pane of a link is open on a phone @phone-only', async ({ page }) => {
  const history = goldens.find(({ name }) => name === 'the pane history');
  await open(page, `./#${history?.link ?? ''}`);
  await expect(page.getByRole('tab', { name: 'History' })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('tab', { name: 'Staircase' }).tap();
  await expect.poll(() => page.url()).toContain('see=staircase');
});
