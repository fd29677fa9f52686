import puppeteer, { type KeyInput } from 'puppeteer-core';
import { type Hands, SCREEN } from './hands.ts';

/** Any Firefox, over WebDriver BiDi. Puppeteer, because Playwright drives only builds of its own. */
export async function firefoxHands(executablePath: string): Promise<Hands> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    defaultViewport: SCREEN,
  });
  const page = await browser.newPage();
  return {
    open: async (address) => void (await page.goto(address)),
    read: async <T>(expression: string) => (await page.evaluate(expression)) as T,
    click: (x, y) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key as KeyInput),
    close: () => browser.close(),
  };
}
