import { spawn } from 'node:child_process';
import { Builder, Capabilities, Key, Origin, type WebDriver } from 'selenium-webdriver';
import { findFreePort } from '../../scripts/free-port.mjs';
import {
  APART_FROM_LAST_CLICK_MS,
  type Hands,
  type OtherBrowser,
  SCREEN,
  START_PATIENCE_MS,
} from './hands.ts';

const BETWEEN_TRIES_MS = 200;
const START_TRIES = START_PATIENCE_MS / BETWEEN_TRIES_MS;

/** WebDriver's names of the keys that we press by name. */
const KEYS: Readonly<Record<string, string>> = {
  Enter: Key.ENTER,
  Backspace: Key.BACK_SPACE,
  ArrowRight: Key.ARROW_RIGHT,
  Home: Key.HOME,
  End: Key.END,
};

function startDriver({ driver = '', screen }: OtherBrowser, port: number) {
  const own = [driver, `--port=${port}`];
  const [command = '', ...args] =
    screen === undefined ? own : [screen, '-a', '-s', '-screen 0 1600x1100x24', ...own];
  // A group of its own, so that the made-up screen and the browser end with it.
  return spawn(command, args, {
    detached: true,
    stdio: 'ignore',
    env: {
      ...process.env,
      // WebKit can't start its own sandbox for root.
      ...(process.getuid?.() === 0 ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } : {}),
    },
  });
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/status`)).ok;
  } catch {
    return false;
  }
}

async function connect(browser: OtherBrowser, port: number): Promise<WebDriver> {
  for (let tries = 0; tries < START_TRIES && !(await isReady(port)); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
  }
  const wanted = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: browser.path, args: ['--automation'] },
  });
  return new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(wanted).build();
}

/** WebKit's own small browser, over WebDriver. */
export async function webkitHands(browser: OtherBrowser): Promise<Hands> {
  const port = await findFreePort();
  const process_ = startDriver(browser, port);
  const endDriver = () => {
    if (process_.pid !== undefined && process_.exitCode === null) process.kill(-process_.pid);
  };
  try {
    const driver = await connect(browser, port);
    await driver
      .manage()
      .window()
      .setRect({ x: 0, y: 0, ...SCREEN });
    return {
      open: (address) => driver.get(address),
      read: (expression) => driver.executeScript(`return ${expression}`),
      click: (x, y) =>
        driver
          .actions()
          .move({ x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT })
          .pause(APART_FROM_LAST_CLICK_MS)
          .click()
          .perform(),
      press: (key) =>
        driver
          .actions()
          .sendKeys(KEYS[key] ?? key)
          .perform(),
      close: async () => {
        await driver.quit();
        endDriver();
      },
    };
  } catch (error) {
    endDriver();
    throw error;
  }
}
