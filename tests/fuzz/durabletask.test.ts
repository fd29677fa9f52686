import { expect, test } from 'vitest';
import { checkLives } from './check.ts';
import { found } from './found.ts';
import { compareTurn, compile } from './pair.ts';

test('durabletask: made-up lives, turn by turn, give the same actions, status and errors', async () => {
  const turns = await checkLives({ dialect: 'durabletask', spelling: 'durabletask' }, 2000);
  expect(turns).toBeGreaterThan(2);
}, 7_200_000);

test.each(found.filter(({ dialect }) => dialect === 'durabletask'))(
  'durabletask, found before: $name',
  async ({ source, dialect, oldEvents, newEvents }) => {
    const code = compile(source, { dialect });
    const turn = { oldEvents, newEvents };
    expect(await compareTurn(code, turn, { dialect, spelling: 'durabletask' })).toBeDefined();
  },
);
