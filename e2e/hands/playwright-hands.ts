import { type BrowserType, chromium, firefox, webkit } from '@playwright/test';
import { browserArgs } from '../../scripts/browser.mjs';
import { type Hands, SCREEN } from './hands.ts';

async function handsOf(type: BrowserType, options: Parameters<BrowserType['launch']>[0]) {
  const browser = await type.launch(options);
  const page = await browser.newPage({ viewport: SCREEN });
  const hands: Hands = {
    open: async (address) => void (await page.goto(address)),
    read: (expression) => page.evaluate(expression),
    click: (x, y) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key),
    close: () => browser.close(),
  };
  return hands;
}

/** Playwright's own build of Firefox or WebKit. */
export const playwrightHands = (engine: string) =>
  handsOf(engine === 'Firefox' ? firefox : webkit, {});

export const chromiumHands = (executablePath: string | undefined) =>
  handsOf(chromium, { executablePath, args: browserArgs() });
