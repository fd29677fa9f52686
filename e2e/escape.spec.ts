import type { Page } from '@playwright/test';
import { BOMBS, NETWORK, REACH, REFUSED, RESULTS } from './escape-programs.ts';
import { countingServer, type CountingServer } from './fixtures/counting-server.ts';
import { linkOfCode } from './fixtures/own-link.ts';
import { button, crash, open, openSample, toLast, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

let server: CountingServer;
test.beforeAll(async () => {
  server = await countingServer();
});
test.afterAll(() => server.close());

/** One workflow that lets activities try one thing each, and goes on whatever comes of it. */
function programOf(attempts: Record<string, string>): string {
  const bodies = Object.values(attempts);
  return `export async function* escape(ctx) {
  const told = [];
  for (const activity of [${bodies.map((_, index) => `try${index}`).join(', ')}]) {
    try {
      told.push('got ' + JSON.stringify(yield ctx.callActivity(activity)).slice(0, 60));
    } catch (error) {
      told.push('refused');
    }
  }
  return told;
}
${bodies.map((body, index) => `async function try${index}(ctx) {\n  ${body}\n}\n`).join('')}`;
}

/** Opens a stranger's code, allows it, and waits until its run is whole and the last moment is on the screen. */
async function run(page: Page, source: string): Promise<void> {
  // Another page: what the last program did is gone, and its code is asked for again.
  await page.goto('about:blank');
  await page.goto(linkOfCode(source));
  await expect(page.getByText('closed machine')).toBeVisible();
  await button(page, 'Run it').click();
  await expect(button(page, 'Run it')).toHaveCount(0);
}

/** The page does what it always does. */
async function isUsable(page: Page): Promise<void> {
  await openSample(page, 'Order processing');
  await until(page, { sample: 'order' });
  await crash(page);
  await expect.poll(() => page.title()).not.toContain('escaped');
  await expect.poll(() => page.evaluate(() => Reflect.get({}, 'polluted'))).toBeUndefined();
}

/** What the workflow returned, as it stands in the last event. */
async function toldBy(page: Page): Promise<string> {
  await page.waitForFunction(() => window.replayscope.state() !== undefined);
  await toLast(page);
  return page.locator('.history').innerText();
}

test('no program reaches any address', async ({ page, pageProblems }) => {
  const attempts = Object.fromEntries(
    Object.entries(NETWORK).map(([name, body]) => [name, body(server.home)]),
  );
  await run(page, programOf(attempts));
  await toldBy(page);
  await isUsable(page);
  expect(server.heard).toEqual([]);
  expect(page.context().pages()).toHaveLength(1);
  // Not even the browser had to refuse anything.
  expect(pageProblems).toEqual([]);
});

test('no program reaches storage, the page, or a real clock', async ({ page }) => {
  await run(page, programOf(REACH));
  const told = await toldBy(page);
  expect(told).not.toContain('escaped');
  const kept = await page.evaluate(() => [localStorage.getItem('escaped'), document.cookie]);
  expect(kept).toEqual([null, '']);
  await isUsable(page);
});

test('no result breaks the page', async ({ page }) => {
  await run(page, programOf(RESULTS));
  await page.waitForFunction(() => window.replayscope.state() !== undefined);
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  await isUsable(page);
});

for (const [name, body] of Object.entries(REFUSED)) {
  test(`what it would load is refused before it runs: ${name}`, async ({ page }) => {
    await run(page, programOf({ [name]: body(server.home) }));
    await expect(page.getByText('can’t be loaded here').first()).toBeVisible();
    await isUsable(page);
    expect(server.heard).toEqual([]);
  });
}

for (const [name, body] of Object.entries(BOMBS)) {
  test(`a program with this ends, and the page lives: ${name}`, async ({ page }) => {
    // What ends it is a bound of the machine; a busy computer takes a while to get there.
    test.slow();
    await run(page, `export async function* escape(ctx) {\n  ${body}\n}\n`);
    await isUsable(page);
    await run(page, programOf({ [name]: body }));
    await isUsable(page);
    expect(server.heard).toEqual([]);
  });
}

test('code at the top of the file is in the same machine', async ({ page }) => {
  const tries = Object.values(NETWORK)
    .filter((body) => !body('').includes('await'))
    .map((body) => `try { (() => { ${body(server.home)} })(); } catch {}`)
    .join('\n');
  await run(page, `${tries}\nexport async function* escape(ctx) {\n  return 1;\n}\n`);
  await isUsable(page);
  expect(server.heard).toEqual([]);
});

test('all of a link that could be taken for something else is text', async ({ page }) => {
  const nasty = `<img src=x onerror="document.title='escaped'">\u202Egnp.exe`;
  const source = `// ${nasty}\nexport async function* escape(ctx, input) {\n  yield ctx.waitForExternalEvent(${JSON.stringify(nasty)});\n  return input;\n}\n`;
  const next = `${source}// version 2 of ${nasty}\n`;
  const at = { subject: 'idle', number: 1, attempt: 1, moment: 'idle' } as const;
  const link = linkOfCode(source, {
    program: { source, workflow: 'escape', next },
    input: { [nasty]: nasty.repeat(1000) },
    environment: { variables: { [nasty]: nasty }, events: [], services: [] },
    interventions: [{ do: 'raise', name: nasty, data: nasty, at }],
  });
  await page.goto(link);
  // Both versions are shown before anything runs, and what is not seen has a number.
  await expect(page.getByText('Version 2, for a restart')).toBeVisible();
  await expect(page.getByText('version 2 of').first()).toBeVisible();
  await expect(page.getByText('[U+202E]').first()).toBeVisible();
  await expect(page.getByText(/characters of this code are not seen/)).toBeVisible();
  await expect.poll(() => page.evaluate(() => window.replayscope.state())).toBeUndefined();
  await button(page, 'Run it').click();
  await page.waitForFunction(() => window.replayscope.state() !== undefined);
  for (let press = 0; press < 12; press += 1) await page.keyboard.press('ArrowRight');
  await expect(page.locator('img')).toHaveCount(0);
  await isUsable(page);
});

test('a link that unpacks to far too much is refused by name', async ({ page }) => {
  const { deflateSync } = await import('fflate');
  const { linkText } = await import('../src/link/link-text.ts');
  const bomb = Buffer.from(deflateSync(new Uint8Array(200_000_000).fill(32), { level: 9 }));
  await open(page, `./#${linkText(1, 'own', [`z=AAAA${bomb.toString('base64url')}`])}`);
  await expect(page.getByText('This link is whole, but it holds too much.')).toBeVisible();
});
