import { defineConfig, devices } from '@playwright/test';
import { browserArgs, findBrowser } from './scripts/browser.mjs';
import { findFreePort } from './scripts/free-port.mjs';

// The workers of a run read this file again: what the first reading found holds for all of them.
const browser = process.env.REPLAYSCOPE_CHROMIUM ?? (await findBrowser());
if (browser !== undefined) process.env.REPLAYSCOPE_CHROMIUM = browser;
process.env.REPLAYSCOPE_E2E_PORT ??= String(await findFreePort());
const port = process.env.REPLAYSCOPE_E2E_PORT;
const address = `http://127.0.0.1:${port}/`;

/**
 * Two screens. Every test runs on the desktop, except those tagged `@phone-only`;
 * those tagged `@phone` or `@phone-only` run on the phone.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 300_000,
  // A busy computer with two cores that draws without a graphics card needs some of it.
  expect: { timeout: 60_000 },
  reporter: [['line'], ['json', { outputFile: '.cache/e2e.json' }]],
  use: {
    baseURL: address,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Each test has a browser of its own, and would keep the whole app first. e2e/offline.spec.ts allows it.
    serviceWorkers: 'block',
    launchOptions: { executablePath: browser, args: browserArgs() },
  },
  projects: [
    {
      name: 'desktop',
      grepInvert: /@phone-only/,
      use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } },
    },
    {
      name: 'phone',
      grep: /@phone/,
      use: {
        ...devices['Desktop Chrome'],
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 2,
        hasTouch: true,
        isMobile: true,
      },
    },
  ],
  webServer: {
    // The very command a person uses: it builds when the sources are newer than dist/.
    command: 'node scripts/start.mjs',
    url: address,
    env: { PORT: port },
    reuseExistingServer: false,
    timeout: 240_000,
  },
});
