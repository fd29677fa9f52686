import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, runPackage } from './run-command.mjs';

/** A download that stands still this long is given up. */
const CONNECTION_TIMEOUT_MS = 20_000;
const INSTALL_TIMEOUT_MS = 10 * 60_000;

export const howToGetABrowser =
  'No browser was found for the end to end tests. Get one in one of these ways and run npm test again:\n' +
  '  npx playwright install --with-deps chromium\n' +
  '  or install Chromium or Chrome as you install other programs\n' +
  '  or say where one is: REPLAYSCOPE_CHROMIUM=/path/to/chromium npm test';

/** Where Chromium and Chrome usually are on this system, best first. */
export function usualPlaces(platform, env) {
  if (platform === 'darwin') {
    return [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ];
  }
  if (platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined && folder !== '')
      .flatMap((folder) => [
        `${folder}\\Chromium\\Application\\chrome.exe`,
        `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
      ]);
  }
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map((name) =>
    join('/usr/bin', name),
  );
}

/**
 * The first browser that is there and starts: the one asked for, Playwright's own, then the system's.
 * A browser that was asked for is the only one looked at. Undefined: none.
 */
export function chooseBrowser({ env, platform, playwrightPath, isUsable }) {
  const asked = env.REPLAYSCOPE_CHROMIUM;
  const candidates =
    asked !== undefined && asked !== ''
      ? [asked]
      : [playwrightPath, ...usualPlaces(platform, env)].filter((path) => path !== undefined);
  return candidates.find(isUsable);
}

/** True when the file is there and can be started. Ubuntu's chromium-browser may be only a note about snap. */
function isUsable(path) {
  if (!existsSync(path)) return false;
  // On Windows the browser answers --version by opening a window.
  if (process.platform === 'win32') return true;
  try {
    execFileSync(path, ['--version', ...browserArgs()], { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

async function playwrightBrowserPath() {
  try {
    const { chromium } = await import('@playwright/test');
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

/** The path of a browser that is on this machine already, or undefined. */
export async function findBrowser() {
  return chooseBrowser({
    env: process.env,
    platform: process.platform,
    playwrightPath: await playwrightBrowserPath(),
    isUsable,
  });
}

/** Arguments that keep a browser from talking to the network on its own, and let it start anywhere. */
export function browserArgs(isRoot = process.getuid?.() === 0) {
  return [
    // Chromium refuses to start its own sandbox for root.
    ...(isRoot ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
}

async function installWithApt() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, isQuiet: true, timeoutMs: INSTALL_TIMEOUT_MS };
  await runCommand('apt-get', ['update'], options);
  await runCommand('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options);
}

/** The path of a browser; gets one where that is possible. Undefined: there is none and none could be had. */
export async function ensureBrowser() {
  const found = await findBrowser();
  if (found !== undefined) return found;
  if (process.env.REPLAYSCOPE_CHROMIUM) {
    console.log(
      `REPLAYSCOPE_CHROMIUM names ${process.env.REPLAYSCOPE_CHROMIUM}, which does not start.`,
    );
    return undefined;
  }
  console.log('No browser found. Getting Chromium for the end to end tests.');
  await runPackage('@playwright/test/cli.js', ['install', 'chromium'], {
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: String(CONNECTION_TIMEOUT_MS) },
    isQuiet: true,
    timeoutMs: INSTALL_TIMEOUT_MS,
  });
  const downloaded = await findBrowser();
  if (downloaded !== undefined) return downloaded;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log('That did not work. Trying apt-get.');
    await installWithApt();
  }
  return findBrowser();
}
