import { describe, expect, test } from 'vitest';
import { exploredSample, tableOf } from './samples.ts';

/** Whole tables, kept as text: `npm run golden:update` writes them again. */
describe('a crash at every place of a sample', () => {
  test.each([
    'order',
    'order-key',
    'saga',
    'plain',
    'gift',
    'coin',
    'coin-mended',
    'http',
    'http-charge',
  ])('%s', async (id) => {
    const { runs, summary } = exploredSample(id, 20);
    await expect(`${summary.text}\n\n${tableOf(runs)}\n`).toMatchFileSnapshot(`golden/${id}.txt`);
  });

  test('finds a charge that comes twice, and none where the requests carry a key', () => {
    const without = exploredSample('order', 0);
    const broken = without.runs.filter(({ verdict }) => verdict.severity === 'broken');
    // The app, the sidecar, and both of them, after each of three effects and before its answer is kept.
    expect(broken).toHaveLength(9);
    expect(without.summary.text).toContain('in 3 of them the card is charged twice');
    expect(without.summary.smallest?.crashes[0]?.name).toBe('k2:returned');
    const withKey = exploredSample('order-key', 40);
    expect(withKey.summary.runs).toMatchObject({ broken: 0, unknown: 0, remark: 0 });
  });
});
