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

export const SCREEN = { width: 1440, height: 900 };
