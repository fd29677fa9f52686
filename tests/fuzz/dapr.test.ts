import { expect, test } from 'vitest';
import { checkLives } from './check.ts';
import { found } from './found.ts';
import { compareTurn, compile } from './pair.ts';

test("dapr: made-up lives in Dapr's context, turn by turn, give the same as its executor", async () => {
  const turns = await checkLives({ dialect: 'dapr', spelling: 'dapr' }, 1000);
  expect(turns).toBeGreaterThan(2);
}, 7_200_000);

test("dapr: made-up lives in the executor's own context give the same, too", async () => {
  const turns = await checkLives({ dialect: 'dapr', spelling: 'inner' }, 500);
  expect(turns).toBeGreaterThan(2);
}, 7_200_000);

test.each(found.filter(({ dialect }) => dialect === 'dapr'))(
  'dapr, found before: $name',
  async ({ source, dialect, oldEvents, newEvents }) => {
    const code = compile(source, { dialect });
    const turn = { oldEvents, newEvents };
    expect(await compareTurn(code, turn, { dialect, spelling: 'inner' })).toBeDefined();
  },
);
