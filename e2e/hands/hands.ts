/**
 * What a person does in a browser, and what the page then says: the little that all browsers' drivers can do.
 * Presses and clicks are real ones, sent by the browser itself.
 */
export interface Hands {
  open(address: string): Promise<void>;
  /** Runs an expression in the page; the result is JSON. */
  read<T>(expression: string): Promise<T>;
  click(x: number, y: number): Promise<void>;
  /** One key, or characters to type. */
  press(key: string): Promise<void>;
  close(): Promise<void>;
}

export interface OtherBrowser {
  engine: string;
  drive: 'playwright' | 'puppeteer' | 'webdriver';
  path: string;
  driver?: string;
  screen?: string;
}

/** Drivers count clicks as a mouse does: two at one place within this time are a double click, and the page takes that as one. */
export const APART_FROM_LAST_CLICK_MS = 700;

/** A busy computer takes its time to start a browser and to load a page. */
export const START_PATIENCE_MS = 120_000;

export const SCREEN = { width: 1440, height: 900 };
