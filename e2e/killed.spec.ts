import type { Browser, Page } from '@playwright/test';
import { killAll, renderersOf } from './fixtures/killing.ts';
import { untilKept, withPatience } from './fixtures/library.ts';
import { button, crash, open, stateOf, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

/** So many random moments; `REPLAYSCOPE_KILLS=100` for a thorough look. */
const KILLS = Number(process.env['REPLAYSCOPE_KILLS'] ?? '10');
const SEED = Number(process.env['REPLAYSCOPE_KILL_SEED'] ?? '1');
/** What was there so long before the end must be there afterwards. */
const GRACE_MS = 500;
/** How often the page tells what it is like. On a busy computer it does so less often, as it does everything else. */
const TELL_MS = 20;
/** What it told in half a second with the computer for itself. */
const GRACE_MARKS = GRACE_MS / TELL_MS;

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What the page was like at one moment. */
interface Mark {
  atMs: number;
  /** Written with every act. */
  hash: string;
  /** Written for every picture. */
  address: string;
  index: number;
  /** Letters that were typed. */
  typed: number;
}

const code = (page: Page) => page.getByRole('textbox', { name: 'Code', exact: true });

/** What was done to the run, as links have it. */
const actsIn = (address: string): string => /[?&]do=([^&]*)/.exec(address)?.[1] ?? '';

/** The page tells the test what it is like, with its own clock, so that nothing of it dies with the page. */
async function watch(page: Page, marks: Mark[]): Promise<void> {
  await page.exposeBinding('mark', (_source, mark: Mark) => void marks.push(mark));
  await page.addInitScript((tellMs) => {
    setInterval(() => {
      const state = window.replayscope?.state();
      if (!state) return;
      const mark = Reflect.get(window, 'mark') as (mark: unknown) => void;
      const { address, index } = state;
      const typed = Number(Reflect.get(window, 'typed') ?? 0);
      mark({ atMs: Date.now(), hash: window.location.hash, address, index, typed });
    }, tellMs);
  }, TELL_MS);
}

/** What a person was doing when the page was killed. */
const DEEDS = {
  /** Types a line, letter by letter, without waiting for what the page makes of it. */
  typing: async (page: Page, chance: () => number) => {
    await code(page).focus();
    await page.keyboard.press('ControlOrMeta+Home');
    for (let letter = 1; letter < 400; letter += 1) {
      await page.keyboard.type('/');
      await page.evaluate((typed) => Object.assign(window, { typed }), letter);
      await page.waitForTimeout(10 + chance() * 50);
    }
  },
  playing: async (page: Page) => {
    await page.keyboard.press('Home');
    await page.getByLabel('Speed').selectOption('2');
    await button(page, 'Play').click();
    await page.waitForTimeout(20_000);
  },
  acting: async (page: Page, chance: () => number) => {
    for (let act = 0; act < 60; act += 1) {
      await page.keyboard.press(chance() < 0.5 ? 'x' : 'ArrowLeft');
      await page.waitForTimeout(60 + chance() * 120);
    }
  },
} as const;

type Deed = keyof typeof DEEDS;

async function killDuring(browser: Browser, deed: Deed, chance: () => number) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const marks: Mark[] = [];
  await watch(page, marks);
  await open(page);
  await crash(page);
  await untilKept(page);
  if (deed === 'typing') {
    await page.keyboard.press('ArrowLeft');
    await button(page, 'Edit the code').click();
    await expect(code(page)).toBeVisible();
  }
  marks.length = 0;
  let problem: unknown;
  let isKilled = false;
  const doing = DEEDS[deed](page, chance).catch((error: unknown) => {
    // The end of the page is the end of the deed; anything else is a fault of this test.
    if (!isKilled) problem = error;
  });
  // The moment is random, but something has begun.
  const begun = (mark: Mark) =>
    deed === 'typing' ? mark.typed > 0 : mark.address !== marks[0]?.address;
  await expect.poll(() => problem ?? marks.some(begun)).toBe(true);
  await page.waitForTimeout(GRACE_MS + chance() * 2500);
  const since = () => marks.length - marks.findIndex(begun);
  await expect.poll(() => problem ?? since() > GRACE_MARKS).toBe(true);
  const renderers = await renderersOf(browser);
  const crashed = page.waitForEvent('crash');
  const killedAtMs = Date.now();
  isKilled = true;
  // Every page of this browser: which process draws which page, only the browser knows.
  killAll(renderers);
  await crashed;
  await doing;
  await page.close().catch(() => undefined);
  // The browser must have noticed: else it gives the next page a process that is dead, one that it had kept ready.
  const areThere = async () => [...(await renderersOf(browser))].some((id) => renderers.has(id));
  await expect.poll(areThere).toBe(false);
  return { context, marks, killedAtMs };
}

for (let kill = 0; kill < KILLS; kill += 1) {
  const chance = chanceOf(SEED * 1000 + kill);
  const deed = (['typing', 'playing', 'acting'] as const)[kill % 3] ?? 'typing';
  test(`killed while ${deed} (${kill + 1}): all but the last half second is there`, async ({
    browser,
    pageProblems,
  }) => {
    const { context, marks, killedAtMs } = await killDuring(browser, deed, chance);
    pageProblems.length = 0;
    const old = marks.findLast(
      ({ atMs }, index) => atMs <= killedAtMs - GRACE_MS && index < marks.length - GRACE_MARKS,
    );
    const last = marks.at(-1);
    if (!old || !last) throw new Error('The page was killed before it did anything.');
    await withPatience(context);
    const page = await context.newPage();
    await page.goto('./');
    await page.waitForFunction(() => window.replayscope?.state() !== undefined);
    const { index, address } = await stateOf(page);
    const since = marks.filter(({ atMs }) => atMs >= old.atMs);
    expect(since.map(({ hash }) => actsIn(hash))).toContain(actsIn(address));
    // An act or a step of the last moment may have been kept before the test was told of its picture.
    const there = since.filter((mark) => actsIn(mark.address) === actsIn(address));
    const seen = there.map((mark) => mark.index);
    if (actsIn(last.address) === actsIn(address))
      expect([...seen, last.index - 1, last.index + 1]).toContain(index);
    if (deed === 'typing') {
      await expect(code(page)).toBeVisible();
      const kept = async () => /\/*/.exec((await code(page).textContent()) ?? '')?.[0].length ?? 0;
      await expect.poll(kept).toBeGreaterThanOrEqual(old.typed);
    }
    await until(page, { isPlaying: false });
    await context.close();
  });
}
