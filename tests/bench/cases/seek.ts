import type { CDPSession, Page } from '@playwright/test';
import { linkOf, LONG } from '../long-run.ts';
import { ms, type BenchCase, type Finding } from '../measure.ts';
import { openedPage, type OpenedPage } from '../opened-page.ts';
import {
  chance,
  costOf,
  drawn,
  keepPlaying,
  percentile,
  slideTo,
  stopPlaying,
  tasksDuring,
  watchThread,
  type Task,
  type ThreadWork,
} from '../page-watch.ts';

const SEEKS = 200;
/** Wake-ups that are run again for their lines. */
const LATE = 30;
const SEED = 7;
/** Seconds of playing at each of the places. */
const PLAYED_S = 12;
const PLAYED_FROM = [0, 0.5, 0.9, 0.97];

const SCRIPT_MS = 16;
const LINES_MS = 300;
const TASK_MS = 50;

interface Sought {
  /** By the scrubber's keys and drag, and by a press on the staircase. */
  slider: ThreadWork[];
  stairs: ThreadWork[];
  bare: number[];
}

/** From a press until the lines of a wake-up are there that was not computed yet: on the clock, and of the processor's time. */
interface Lines {
  clock: number[];
  used: number[];
}

const seek: BenchCase = {
  title: `Seeking in a run of more than 2,000 history events, in Chromium (${SEEKS} seeks)`,
  async run(): Promise<Finding[]> {
    const opened = await openedPage(linkOf(LONG));
    const { page, cdp } = opened;
    try {
      await whole(page);
      const sought = await seekAbout(page, cdp);
      const lines = await lateLines(opened);
      const played = await play(page, cdp);
      return [...findingsOf(sought), ...findingsOfLines(lines), ...findingsOfPlaying(played)];
    } finally {
      await opened.close();
    }
  },
};

export default seek;

/** The whole run is there, its end is on the screen, and all that is loaded late has come. */
async function whole(page: Page): Promise<void> {
  await page.waitForFunction(() => (window.replayscope?.state()?.count ?? 0) > 20_000);
  await page.waitForTimeout(2000);
  for (const at of [1, 0.5, 0.02]) {
    await slideTo(page, at);
    await page.waitForTimeout(1000);
  }
}

/** A press on the staircase, as a hand makes it. */
async function pressStairs(page: Page, x: number, y: number): Promise<void> {
  const box = await page.locator('svg.stairs').boundingBox();
  if (!box) throw new Error('There is no staircase.');
  const label = 100;
  await page.mouse.click(
    box.x + label + x * (box.width - label - 30),
    box.y + 4 + y * (box.height - 48),
  );
}

async function seekAbout(page: Page, cdp: CDPSession): Promise<Sought> {
  const random = chance(SEED);
  const read = await watchThread(cdp);
  const sought: Sought = { slider: [], stairs: [], bare: [] };
  for (let index = 0; index < SEEKS; index += 1) {
    const isSlid = index % 2 === 0;
    const [x, y] = [random(), random()];
    // Half of the scrubber's seeks go to the last part of it: nearly all stops are lines of the first wake-ups.
    const at = index % 4 === 0 ? x : 0.88 + 0.12 * x;
    const deed = isSlid ? () => slideTo(page, at) : () => pressStairs(page, x, y);
    sought[isSlid ? 'slider' : 'stairs'].push(await costOf(page, read, deed));
    await linesShown(page);
    await variablesShown(page);
    sought.bare.push(await bareWalk(page));
  }
  return sought;
}

const positionIn = (page: Page): Promise<string> =>
  page.evaluate(() => window.replayscope?.state()?.position ?? '');

/** A pass without lines has one moment, its end; with them it is shown from its first line or event on. */
const BARE = /^[tk]\d+(\.\d+)?:end$/;
const BARE_WAKE_UP = /^t\d+(\.\d+)?:end$/;

/** From places all over the history, on to the next wake-up, by the keys for it. */
async function lateLines({ page, usedMs }: OpenedPage): Promise<Lines> {
  const random = chance(SEED);
  const lines: Lines = { clock: [], used: [] };
  await page.evaluate(() => {
    const note = (): void => void Reflect.set(window, 'soughtAt', performance.now());
    document.addEventListener('keydown', note, { capture: true, passive: true });
  });
  for (let tries = 0; lines.clock.length < LATE && tries < 3 * LATE; tries += 1) {
    // To the letter that brings a wake-up, from anywhere; after it comes the wake-up itself.
    await pressStairs(page, 0.3 + 0.7 * random(), random());
    await page.keyboard.press('Shift+ArrowRight');
    await page.waitForTimeout(200);
    const before = await usedMs();
    await page.keyboard.press('ArrowRight');
    const isLate = BARE_WAKE_UP.test(await positionIn(page));
    const clock = await linesShown(page);
    if (!isLate || clock === undefined) continue;
    lines.clock.push(clock);
    lines.used.push((await usedMs()) - before);
  }
  if (lines.clock.length < LATE / 2) throw new Error('Too few wake-ups had no lines yet.');
  return lines;
}

/** Milliseconds from the last press until the lines of this pass are on the screen; undefined where they were there at once. */
async function linesShown(page: Page): Promise<number | undefined> {
  if (!BARE.test(await positionIn(page))) return undefined;
  return page.evaluate(async (source) => {
    const bare = new RegExp(source);
    const isBare = (): boolean => bare.test(window.replayscope?.state()?.position ?? '');
    const from = Number(Reflect.get(window, 'soughtAt'));
    const begun = performance.now();
    while (isBare() && performance.now() - begun < 5000)
      await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - from;
  }, BARE.source);
}

/** Variables of a late line come after it, and are no part of the next seek. */
const variablesShown = (page: Page): Promise<unknown> =>
  page.waitForFunction(
    () => document.querySelector('.memory')?.textContent?.includes('for this line yet') !== true,
    undefined,
    { polling: 50 },
  );

/** A bare walk over as many events, to compare with: they are written as JSON and read again. Milliseconds. */
const bareWalk = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const events = Array.from({ length: 2_000 }, (_, index) => ({
      type: 'TaskCompleted',
      id: index,
      timestampMs: index * 1000,
      result: `{"amount":${index}}`,
    }));
    const from = performance.now();
    JSON.parse(JSON.stringify(events));
    return performance.now() - from;
  });

/** Playing from several places of the run, a replay after a restart among them. */
async function play(page: Page, cdp: CDPSession): Promise<Task[]> {
  const tasks: Task[] = [];
  for (const at of PLAYED_FROM) {
    await slideTo(page, at);
    await drawn(page);
    await page.waitForTimeout(1000);
    await keepPlaying(page);
    await page.waitForTimeout(500);
    tasks.push(...(await tasksDuring(cdp, () => page.waitForTimeout(PLAYED_S * 1000))));
    await stopPlaying(page);
  }
  return tasks;
}

function threeOf(values: readonly number[]): string {
  return `half ${ms(percentile(values, 50))}, 95 of 100 ${ms(percentile(values, 95))}, longest ${ms(Math.max(...values))}`;
}

function findingsOf({ slider, stairs, bare }: Sought): Finding[] {
  const walk = percentile(bare, 50);
  const scriptOf = (works: readonly ThreadWork[]) => works.map(({ script }) => script);
  const parts = [
    { name: 'the scrubber', works: slider },
    { name: 'a press on the staircase', works: stairs },
  ];
  const all = [...slider, ...stairs];
  return [
    ...parts.map(({ name, works }): Finding => ({
      what: `script for a seek with ${name} (95 of 100), of ${SCRIPT_MS} ms`,
      figures: [
        threeOf(scriptOf(works)),
        `style and layout ${threeOf(works.map(({ layout }) => layout))}`,
        `everything ${threeOf(works.map(({ task }) => task))}`,
      ],
      ratio: percentile(scriptOf(works), 95) / SCRIPT_MS,
      target: { atMost: 1 },
    })),
    {
      what: 'script for a seek (half), beside writing and reading 2,000 events as JSON',
      figures: [ms(percentile(scriptOf(all), 50)), `JSON ${ms(walk)}`],
      ratio: percentile(scriptOf(all), 50) / walk,
    },
  ];
}

function findingsOfLines({ clock, used }: Lines): Finding[] {
  return [
    {
      what: `until the lines of a wake-up are there that was not computed yet (95 of 100), of ${LINES_MS} ms`,
      figures: [
        `processor time of the page and its worker together: ${threeOf(used)}`,
        `on the clock ${threeOf(clock)}`,
        `${clock.length} of them`,
      ],
      ratio: percentile(used, 95) / LINES_MS,
      target: { atMost: 1 },
    },
  ];
}

function findingsOfPlaying(tasks: readonly Task[]): Finding[] {
  const own = tasks.map((each) => each.own);
  const clock = tasks.map((each) => each.clock);
  const over = (values: readonly number[]): number =>
    values.filter((each) => each > TASK_MS).length;
  return [
    {
      what: `the longest task while playing at 8×, of ${TASK_MS} ms`,
      figures: [
        `${over(own)} over ${TASK_MS} ms, longest ${ms(Math.max(...own))} (processor time)`,
        `on the clock ${over(clock)} over ${TASK_MS} ms, longest ${ms(Math.max(...clock))}`,
        `${tasks.length} tasks`,
      ],
      ratio: Math.max(...own) / TASK_MS,
      target: { atMost: 1 },
    },
  ];
}
