import { encodeLink } from '../src/link/codec.ts';
import type { Scenario } from '../src/sim/scenario.ts';
import { open, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

/** The address of a stranger's program, as a link brings it. */
function linkTo(source: string): string {
  const scenario: Scenario = {
    program: { source, workflow: 'work' },
    mode: 'workflow',
    dialect: 'dapr',
    facade: 'dapr',
    input: { name: 'Ada' },
    seed: 1,
    environment: { variables: {}, events: [], services: [] },
    interventions: [],
  };
  return `./#${encodeLink({ scenario }, { defaults: () => undefined })}`;
}

test("a stranger's program runs from its link", async ({ page }) => {
  const opened = await open(
    page,
    linkTo(`
export async function* work(ctx, input: { name: string }) {
  const greeting: string = yield ctx.callActivity(greet, input.name);
  return greeting;
}
const greet = async (ctx, name) => 'Hello ' + name;
`),
  );
  expect(opened).toMatchObject({ index: 0, appRun: 0 });
  expect(opened.sample).toBeUndefined();
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  await expect(page.getByText('Hello Ada').first()).toBeVisible();
});

test('a program that cannot be read says in which line, and the page goes on', async ({ page }) => {
  await page.goto(linkTo('export async function* work(ctx) {\n  const = 1;\n}'));
  await page.getByRole('button', { name: 'Run it' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Line 2' })).toBeVisible();
  await page.getByRole('button', { name: /^Sample:/ }).click();
  await page
    .getByRole('group', { name: 'Samples' })
    .getByRole('button', { name: /^Order processing/ })
    .click();
  await until(page, { sample: 'order' });
});

test('a program that never ends is stopped, and the page stays alive', async ({ page }) => {
  await open(page, linkTo('export async function* work(ctx) {\n  for (;;) {}\n}'));
  await page.keyboard.press('End');
  const stopped = await until(page, { appStatus: 'dead' });
  expect(stopped.verdict).toBe('down');
});

test('a program that looks for the network finds none', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await open(
    page,
    linkTo(`
export async function* work(ctx) {
  return yield ctx.callActivity(spy);
}
async function spy() {
  const found = ['window', 'document', 'XMLHttpRequest', 'WebSocket', 'importScripts', 'localStorage', 'postMessage'];
  const there = found.filter((name) => name in globalThis);
  try {
    await fetch('/stolen?' + there.join());
  } catch {}
  return 'found: ' + there.join();
}
`),
  );
  await page.keyboard.press('End');
  await expect(page.getByText(/found: *$/).first()).toBeVisible();
  expect(asked.filter((address) => address.includes('stolen'))).toEqual([]);
});
