import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.mjs';

const INSTALL_TIMEOUT_MS = 5 * 60_000;

const firstThere = (paths) => paths.find((path) => path && existsSync(path));

/** Where Debian and Ubuntu put WebKit's small browser: a folder for each kind of machine and each version. */
function miniBrowsers(libraries = '/usr/lib') {
  if (!existsSync(libraries)) return [];
  return readdirSync(libraries)
    .filter((name) => name.includes('-linux-'))
    .flatMap((machine) =>
      ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'].map((version) =>
        join(libraries, machine, version, 'MiniBrowser'),
      ),
    );
}

function findFirefox(env, playwrightPath) {
  const own = firstThere([playwrightPath]);
  if (own !== undefined) return { engine: 'Firefox', drive: 'playwright', path: own };
  const path = firstThere([
    env.REPLAYSCOPE_FIREFOX,
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  ]);
  // Playwright drives only its own Firefox; puppeteer drives everybody's.
  return path === undefined ? undefined : { engine: 'Firefox', drive: 'puppeteer', path };
}

function findWebKit(playwrightPath) {
  const own = firstThere([playwrightPath]);
  if (own !== undefined) return { engine: 'WebKit', drive: 'playwright', path: own };
  const driver = firstThere(['/usr/bin/WebKitWebDriver']);
  const path = firstThere(miniBrowsers());
  if (driver === undefined || path === undefined) return undefined;
  const screen = process.env.DISPLAY ? undefined : firstThere(['/usr/bin/xvfb-run']);
  if (!process.env.DISPLAY && screen === undefined) return undefined;
  return { engine: 'WebKit', drive: 'webdriver', path, driver, screen };
}

/**
 * The browsers beside Chromium that are on this machine, and how each can be driven.
 * A list of `{engine, drive, path}`; WebKit through WebDriver also has `driver`, and `screen` where it needs a made-up one.
 */
export async function findOtherBrowsers() {
  const { firefox, webkit } = await import('@playwright/test');
  return [
    findFirefox(process.env, firefox.executablePath()),
    findWebKit(webkit.executablePath()),
  ].filter((browser) => browser !== undefined);
}

export const howToGetOtherBrowsers =
  'Not every browser was there to test. On Debian: apt-get install firefox-esr webkit2gtk-driver xvfb\n' +
  'Elsewhere: npx playwright install --with-deps firefox webkit';

/** Finds Firefox and WebKit; gets them where that needs nobody's word. They are wanted, not needed. */
export async function ensureOtherBrowsers() {
  const found = await findOtherBrowsers();
  const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (found.length === 2 || !mayInstall) return found;
  console.log('Getting Firefox and WebKit for the end to end tests.');
  const options = {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
    isQuiet: true,
    timeoutMs: INSTALL_TIMEOUT_MS,
  };
  await runCommand('apt-get', ['update'], options);
  await runCommand(
    'apt-get',
    [
      'install',
      '-y',
      '--no-install-recommends',
      'firefox-esr',
      'webkit2gtk-driver',
      'xvfb',
      'xauth',
    ],
    options,
  );
  return findOtherBrowsers();
}
