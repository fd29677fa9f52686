import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from '@playwright/test';
import { browserArgs, findBrowser } from '../../../scripts/browser.mjs';
import type { ExploreRates } from '../explore-rates.ts';
import workerCode from '../explore-worker.ts?iife';
import type { BenchCase, Finding } from '../measure.ts';

const ROUNDS = 15;
/** Complete runs of *Order processing* a second: crash, restart, and on to the end. */
const ALONE = 400;
const SHARING = 1_000;

/** In one worker in Chromium, beside the resets and turns of the same runs on the bare machine. */
const explore: BenchCase = {
  title: 'A crash everywhere in *Order processing*, in one worker in Chromium',
  async run(): Promise<Finding[]> {
    const { bare, alone, sharing, asked, runs } = await ratesInChromium();
    const perSecond = (rate: number): string => `${Math.round(rate)} runs/s`;
    return [
      {
        what: 'each run in full, beside its resets, turns and calls alone',
        figures: [perSecond(alone), `bare loop ${perSecond(bare)}`],
        ratio: alone / bare,
      },
      {
        what: 'runs that share what they have in common, beside runs in full',
        figures: [
          perSecond(sharing),
          `the machine was asked ${asked.sharing} instead of ${asked.alone} times for ${runs} runs`,
        ],
        ratio: sharing / alone,
      },
      {
        what: 'each run in full',
        figures: [perSecond(alone)],
        ratio: alone / ALONE,
        target: { atLeast: 1 },
      },
      {
        what: 'runs that share',
        figures: [perSecond(sharing)],
        ratio: sharing / SHARING,
        target: { atLeast: 1 },
      },
    ];
  },
};

export default explore;

async function ratesInChromium(): Promise<ExploreRates> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm'));
  const executablePath = process.env.REPLAYSCOPE_CHROMIUM ?? (await findBrowser());
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: browserArgs(),
  });
  try {
    const page = await browser.newPage();
    return await page.evaluate(inPage, {
      code: workerCode,
      wasm: wasm.toString('base64'),
      rounds: ROUNDS,
    });
  } finally {
    await browser.close();
  }
}

/** Runs in the page: starts the worker, and waits for what it measured. */
async function inPage({
  code,
  wasm,
  rounds,
}: {
  code: string;
  wasm: string;
  rounds: number;
}): Promise<ExploreRates> {
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const bytes = Uint8Array.from(atob(wasm), (each) => each.charCodeAt(0));
  const worker = new Worker(address);
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<ExploreRates>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage({ wasm: bytes.buffer, rounds });
  });
}
