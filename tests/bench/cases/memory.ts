import type { CDPSession, Page } from '@playwright/test';
import { linkOf, LONG, SHORT } from '../long-run.ts';
import type { BenchCase, Finding } from '../measure.ts';
import { openedPage } from '../opened-page.ts';
import { keepPlaying, slideTo, stopPlaying } from '../page-watch.ts';

/** Minutes of playing, for each of two runs. Their growth is told for an hour: with 60, it is one. */
const MINUTES = Number(process.env.REPLAYSCOPE_MINUTES ?? 2);
const SAMPLES = 12;
/** What an hour may add, in MB. */
const MOST_MB = 1;
/** Code that V8 makes while it warms up is in the heap, too, and grows for minutes: without its compilers there is none. */
const NO_COMPILERS = '--js-flags=--no-opt --no-sparkplug --no-maglev --no-lazy-feedback-allocation';
/** Where the long run is played again and again. Every line there is known, so that none comes late. */
const FROM = 0.5;

interface Sample {
  minute: number;
  heapMb: number;
  nodes: number;
  listeners: number;
}

const memory: BenchCase = {
  title: `Memory while the page plays at 8×, in a loop (${MINUTES} minutes each)`,
  async run(): Promise<Finding[]> {
    const short = await samplesOf(linkOf(SHORT));
    const long = await samplesOf(linkOf(LONG), FROM);
    return [
      ...findingsOf('a short run', short),
      ...findingsOf('the middle of a run of more than 2,000 history events', long),
    ];
  },
};

export default memory;

async function samplesOf(fragment: string, from?: number): Promise<Sample[]> {
  const opened = await openedPage(fragment, [NO_COMPILERS]);
  const { page, cdp } = opened;
  try {
    await page.waitForTimeout(5000);
    // Every moment is met once before the first sample: what is remembered of each is no growth.
    await playFor(page, 30_000, from);
    const samples: Sample[] = [];
    for (let index = 0; index <= SAMPLES; index += 1) {
      const minute = (index * MINUTES) / SAMPLES;
      if (index > 0) await playFor(page, (MINUTES / SAMPLES) * 60_000, from);
      samples.push({ minute, ...(await measured(page, cdp)) });
    }
    return samples;
  } finally {
    await opened.close();
  }
}

async function playFor(page: Page, forMs: number, from: number | undefined): Promise<void> {
  if (from !== undefined) await slideTo(page, from);
  await keepPlaying(page);
  await page.waitForTimeout(forMs);
  await stopPlaying(page);
}

/** At the same moment each time, at rest, after the garbage is collected. */
async function measured(page: Page, cdp: CDPSession): Promise<Omit<Sample, 'minute'>> {
  await slideTo(page, 0);
  await page.waitForTimeout(800);
  for (let times = 0; times < 3; times += 1) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  return { heapMb: usedSize / 1e6, nodes, listeners: jsEventListeners };
}

/** Least squares: how much a figure grows in an hour. */
function perHour(samples: readonly Sample[], figure: (sample: Sample) => number): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, each) => sum + each, 0) / values.length;
  const x = samples.map(({ minute }) => minute / 60);
  const y = samples.map(figure);
  const [middle, height] = [mean(x), mean(y)];
  const above = x.reduce((sum, at, index) => sum + (at - middle) * ((y[index] ?? 0) - height), 0);
  return above / x.reduce((sum, at) => sum + (at - middle) ** 2, 0);
}

function findingsOf(name: string, samples: readonly Sample[]): Finding[] {
  const first = samples[0];
  const last = samples[samples.length - 1];
  if (!first || !last) return [];
  const growth = perHour(samples, ({ heapMb }) => heapMb);
  return [
    {
      what: `heap that an hour of ${name} adds, of ${MOST_MB} MB`,
      figures: [
        `${growth.toFixed(2)} MB an hour`,
        `${first.heapMb.toFixed(2)} MB, ${last.heapMb.toFixed(2)} MB after ${last.minute} minutes`,
      ],
      ratio: growth / MOST_MB,
      target: { atMost: 1 },
    },
    {
      what: `nodes and listeners after ${name}, beside those before`,
      figures: [
        `nodes ${first.nodes}, then ${last.nodes}`,
        `listeners ${first.listeners}, then ${last.listeners}`,
      ],
      ratio: Math.max(last.nodes / first.nodes, last.listeners / first.listeners),
      target: { atMost: 1.1 },
    },
  ];
}
