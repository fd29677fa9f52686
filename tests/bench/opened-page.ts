import { spawn, type ChildProcess } from 'node:child_process';
import { chromium, type CDPSession, type Page } from '@playwright/test';
import { browserArgs, findBrowser } from '../../scripts/browser.mjs';
import { findFreePort } from '../../scripts/free-port.mjs';

/** The built app in Chromium, with the run of a link on the screen. */
export interface OpenedPage {
  page: Page;
  cdp: CDPSession;
  /** Processor time that all threads of the page and of its worker have used so far, in milliseconds. */
  usedMs: () => Promise<number>;
  close: () => Promise<void>;
}

const DESKTOP = { width: 1440, height: 900 };
const START_TIMEOUT_MS = 240_000;

/** Starts the app as a person does (`npm start`), and opens a link to own code as a person does. `moreArgs`: for Chromium. */
export async function openedPage(
  fragment: string,
  moreArgs: readonly string[] = [],
): Promise<OpenedPage> {
  const port = await findFreePort();
  const server = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const executablePath = process.env.REPLAYSCOPE_CHROMIUM ?? (await findBrowser());
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: [...browserArgs(), ...moreArgs],
  });
  const close = async (): Promise<void> => {
    await browser.close();
    server.kill('SIGTERM');
  };
  try {
    await listening(server);
    const context = await browser.newContext({ viewport: DESKTOP, serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${port}/#${fragment}`);
    await page.getByRole('button', { name: 'Run it' }).click();
    await page.waitForFunction(() => window.replayscope?.state() !== undefined);
    const cdp = await context.newCDPSession(page);
    const whole = await browser.newBrowserCDPSession();
    const usedMs = async (): Promise<number> => {
      const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
      const renderers = processInfo.filter(({ type }) => type === 'renderer');
      return 1000 * renderers.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    };
    return { page, cdp, usedMs, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function listening(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The app did not start.')), START_TIMEOUT_MS);
    server.stdout?.on('data', (text: Buffer) => {
      if (!text.toString().includes('http://')) return;
      clearTimeout(timer);
      resolve();
    });
    server.once('exit', () => reject(new Error('The app ended before it was ready.')));
  });
}
