import puppeteer, { type KeyInput } from 'puppeteer-core';
import { APART_FROM_LAST_CLICK_MS, type Hands, SCREEN, START_PATIENCE_MS } from './hands.ts';

/** Any Firefox, over WebDriver BiDi. Puppeteer, because Playwright drives only builds of its own. */
export async function firefoxHands(executablePath: string): Promise<Hands> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    defaultViewport: SCREEN,
    timeout: START_PATIENCE_MS,
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(START_PATIENCE_MS);
  return {
    open: async (address) => void (await page.goto(address)),
    read: async <T>(expression: string) => (await page.evaluate(expression)) as T,
    click: async (x, y) => {
      await page.mouse.move(x, y);
      await new Promise((resolve) => setTimeout(resolve, APART_FROM_LAST_CLICK_MS));
      await page.mouse.click(x, y);
    },
    press: (key) => page.keyboard.press(key as KeyInput),
    close: () => browser.close(),
  };
}
