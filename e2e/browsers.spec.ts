import { findOtherBrowsers } from '../scripts/other-browsers.mjs';
import { encodeLink } from '../src/link/codec.ts';
import type { Scenario } from '../src/sim/scenario.ts';
import { countsOf } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';
import { firefoxHands } from './hands/firefox-hands.ts';
import type { Hands, OtherBrowser } from './hands/hands.ts';
import { chromiumHands, playwrightHands } from './hands/playwright-hands.ts';
import { type Visitor, visitor } from './hands/visitor.ts';
import { webkitHands } from './hands/webkit-hands.ts';

// The same four visits in every browser that is on this machine. Chromium takes part as well, so that what fails here and
// only here is the browser's.

const OWN_CODE = `export async function* flow(ctx) {
  const id = crypto.randomUUID();
  yield ctx.callActivity(one, id);
  return 'own code';
}
export async function one(ctx, id) { return id; }
`;

const scenario: Scenario = {
  program: { source: OWN_CODE, workflow: 'flow' },
  mode: 'workflow',
  dialect: 'dapr',
  facade: 'dapr',
  input: null,
  seed: 1,
  environment: { variables: {}, events: [], services: [] },
  interventions: [],
};

/** The editor lives in a shadow tree. */
const SECOND_LINE = `[...document.querySelectorAll('*')]
  .find((host) => host.shadowRoot?.querySelector('.cm-line'))
  ?.shadowRoot.querySelectorAll('.cm-line')[1]`;

const handsFor = (browser: OtherBrowser): Promise<Hands> => {
  if (browser.drive === 'playwright') return playwrightHands(browser.engine);
  return browser.drive === 'puppeteer' ? firefoxHands(browser.path) : webkitHands(browser);
};

const browsers: { engine: string; start: () => Promise<Hands> }[] = [
  { engine: 'Chromium', start: () => chromiumHands(process.env.REPLAYSCOPE_CHROMIUM) },
  ...((await findOtherBrowsers()) as OtherBrowser[]).map((browser) => ({
    engine: browser.engine,
    start: () => handsFor(browser),
  })),
];

async function firstMinute(visit: Visitor, home: string) {
  await visit.open(home);
  await visit.click('Crash');
  await visit.until({ appStatus: 'dead' });
  await visit.sees('Lost in the crash');
  const passes = await visit.record();
  await visit.click('Restart');
  await passes({ appRun: 2, isReplaying: true, isPlaying: true });
  // Faster than a person would watch: WebKit draws slowly where it has no graphics card.
  for (let doubled = 1; doubled < 8; doubled *= 2) await visit.press(']');
  const end = await visit.until({ verdict: 'completed', isPlaying: false });
  expect(countsOf(end)).toEqual({ 'Card charged': 1, 'Stock reserved': 1, 'Parcel sent': 1 });
}

async function disagreement(visit: Visitor, home: string) {
  await visit.open(home);
  await visit.press('x');
  await visit.until({ appStatus: 'dead' });
  await visit.click('Sample:');
  await visit.click('The coin toss');
  await visit.until({ sample: 'coin', isComputing: false });
  await visit.press('x');
  await visit.until({ appStatus: 'dead' });
  await visit.press('x');
  await visit.until({ verdict: 'disagrees', isPlaying: false });
  await visit.sees('Math.random');
  await visit.press('Home');
  await visit.until({ index: 0, isComputing: false });
  await visit.press('d');
  const shared = await visit.until({ verdict: 'disagrees' });
  await visit.openOnly(shared.address);
  await expect.poll(visit.state).toEqual(shared);
}

async function strangersLink(visit: Visitor, home: string) {
  const link = encodeLink({ scenario }, { defaults: () => undefined });
  await visit.openOnly(`${home}#${link}`);
  await visit.click('Run it');
  await visit.until({ index: 0 });
  await visit.press('End');
  await visit.until({ verdict: 'silently-different' });
  await visit.sees('No engine reports this.');
}

async function ownCode(visit: Visitor, home: string) {
  await visit.open(home);
  await visit.press('ArrowRight');
  await visit.click('Edit the code');
  await visit.sees('This is the code that runs.');
  await visit.clickAt(SECOND_LINE);
  await visit.press('Home');
  for (const letter of '1 = ;') await visit.press(letter);
  await visit.sees('stays on the screen');
  await visit.press('Backspace');
  await visit.press('Backspace');
  await visit.press('Backspace');
  await visit.press(';');
  await visit.sees('This is the code that runs.');
  // A changed sample is a program of one's own.
  await expect.poll(async () => (await visit.state())?.sample).toBeUndefined();
}

for (const { engine, start } of browsers) {
  test.describe(engine, () => {
    // One browser for all its visits.
    test.describe.configure({ mode: 'default' });
    let hands: Hands;
    test.beforeAll(async () => {
      hands = await start();
    });
    test.afterAll(() => hands.close());
    for (const [what, go] of [
      ['the first minute', firstMinute],
      ['code and history that disagree, and a link to that moment', disagreement],
      ["a stranger's link", strangersLink],
      ['the editor', ownCode],
    ] as const) {
      test(`${what} in ${engine}`, async ({ baseURL }) => {
        await go(visitor(hands), baseURL ?? '');
      });
    }
  });
}
