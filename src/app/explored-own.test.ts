import { describe, expect, it } from 'vitest';
import { MAIN_INSTANCE } from '../sim/simulate.ts';
import { rowsOf } from '../view/explored.ts';
import { explorationOf } from './explored-picture.ts';
import { openedPage } from './visit.test-support.ts';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}/;

/** What a crash everywhere says of code of one's own, once the cause is looked for, too. */
async function toldOf(lines: readonly string[]) {
  const page = await openedPage();
  const { exploring, ownCode } = page.session;
  await ownCode.openText(
    [
      ...lines,
      'export function ok() { return "s"; }',
      'export function flip() { return Math.random() < 0.5; }',
    ].join('\n'),
  );
  await page.settled();
  exploring.show('crashes');
  await expect.poll(() => exploring.now?.standing, { timeout: 30_000 }).toBe('done');
  return () => {
    if (!exploring.now) throw new Error('Nothing was explored.');
    return explorationOf(exploring.now, MAIN_INSTANCE);
  };
}

describe('a crash everywhere of code of one’s own', () => {
  it.each([
    [
      'the clock',
      'return new Date().getTime() % 2 ? "odd" : "even";',
      'Line 3 reads the clock. On the same facts, order goes on differently: it ends with ',
    ],
    [
      'chance',
      'return String(Math.random());',
      'Line 3 draws a random number. On the same facts, order goes on differently: it ends with ',
    ],
  ])('names the line where %s decides how it ends', async (_name, last, said) => {
    const seen = await toldOf([
      'export async function* order(ctx) {',
      '  yield ctx.callActivity(ok);',
      last,
      '}',
    ]);
    await expect.poll(() => seen().summary, { timeout: 30_000 }).toContain(said);
    expect(seen().counts).toMatch(/in \d+ kinds \(\d+ moments\) it ends with another result/);
  });

  it('begins with it where it fails in every run, with the line and the message', async () => {
    const seen = await toldOf([
      'export async function* order(ctx) {',
      '  const user = yield ctx.callActivity(ok);',
      '  return user.profile.name;',
      '}',
    ]);
    expect(seen().summary).toMatch(
      /^order fails in every run, with and without a crash: line 3, cannot read property 'name' of undefined\./,
    );
    expect(seen().picture.cells.filter(({ found }) => found?.tone === 'good')).toEqual([]);
  });

  it('says what was not tried: another answer in the workflow itself, another variable', async () => {
    const seen = await toldOf([
      'export async function* order(ctx) {',
      '  const rate = await (await fetch("https://rates.example/eur")).text();',
      '  const how = process.env.CHANNEL ?? "mail";',
      '  return yield ctx.callActivity(ok, rate + how);',
      '}',
    ]);
    expect(seen().untried).toBe(
      'Not tried: another answer of rates.example/eur (line 2), another CHANNEL (line 3).',
    );
  });

  it('writes no id and no name of an instance in its rows, and a sentence once where rows say the same', async () => {
    const seen = await toldOf([
      'export async function* signUp(ctx) {',
      '  const id = crypto.randomUUID();',
      '  yield ctx.callActivity(ok, id);',
      '  return id;',
      '}',
    ]);
    const { cells } = seen().picture;
    for (const { found, where } of cells)
      expect(`${where} ${found?.text}`).not.toMatch(new RegExp(`${UUID.source}|order-1`));
    expect(cells[0]?.found?.text).toContain('ok is asked for with another id in every replay');
    const said = rowsOf(cells).flatMap((row) => row.said);
    expect(said.some(({ isAgain }) => isAgain)).toBe(true);
    expect(said[0]?.isAgain).toBeUndefined();
  });

  it('counts a run in which an activity answers otherwise, and says how it ends', async () => {
    const seen = await toldOf([
      'export async function* order(ctx) {',
      '  return (yield ctx.callActivity(flip)) ? "sent" : "refused";',
      '}',
    ]);
    const { cells } = seen().picture;
    const other = cells.filter(({ found }) => found?.verdict === 'Other result');
    expect(other.length).toBeGreaterThan(0);
    for (const { found } of other)
      expect(found?.text).toMatch(
        /order ends with (sent instead of refused|refused instead of sent)\./,
      );
    expect(seen().counts).toContain(
      `in ${other.length} kinds (${other.reduce((sum, { moments }) => sum + moments, 0)} moments) it ends with another result, because an activity answers differently`,
    );
  });
});
