import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { browserArgs, chooseBrowser, usualPlaces } from '../../scripts/browser.mjs';
import { addressProblems, contentPolicyOf, policyProblems } from '../../scripts/built-files.mjs';
import { firstLoad, firstLoadReport, statedProblems } from '../../scripts/first-load.mjs';
import { nodeProblem } from '../../scripts/node-version.mjs';
import { installProblem, missingPackages } from '../../scripts/packages.mjs';
import { isBuilt, rememberBuild, sourceStamp } from '../../scripts/source-stamp.mjs';
import { wantedPort } from '../../scripts/start-app.mjs';
import { createStaticServer, listenOnFreePort } from '../../scripts/static-server.mjs';
import {
  endToEndResult,
  exactlyAtTheEnd,
  summary,
  unitResult,
  withTriesAlone,
  worthAnotherTry,
} from '../../scripts/test-counts.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replayscope-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const put = (path: string, text: string) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};

describe('the version of Node', () => {
  test.each(['20.19.0', '20.20.2', '22.12.0', '22.20.1', '23.0.0', '24.1.0', '100.0.0'])(
    '%s is new enough',
    (version) => expect(nodeProblem(version)).toBeUndefined(),
  );
  test.each(['12.22.0', '18.20.0', '20.18.3', '21.7.0', '22.11.0'])(
    '%s is too old, and the message says what to do',
    (version) => expect(nodeProblem(version)).toMatch(/20\.19 or newer[^]*nodejs\.org/),
  );
});

describe('the packages', () => {
  const wanted = {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-for-another-system': { version: '1.0.0', optional: true },
  };
  test('are all missing when nothing is installed', () => {
    expect(missingPackages(wanted, undefined)).toEqual(['node_modules/a']);
  });
  test('are missing when the lock file asks for another version', () => {
    expect(missingPackages(wanted, { 'node_modules/a': { version: '0.9.0' } })).toEqual([
      'node_modules/a',
    ]);
    const both = {
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b-for-another-system': { version: '0.9.0' },
    };
    expect(missingPackages(wanted, both)).toEqual(['node_modules/b-for-another-system']);
  });
  test('are complete without those for other systems', () => {
    expect(missingPackages(wanted, { 'node_modules/a': { version: '1.0.0' } })).toEqual([]);
  });
  test('say what to do when they cannot be fetched', () => {
    expect(installProblem('npm error code EAI_AGAIN')).toContain('Connect to the internet');
    expect(installProblem('npm error code EACCES')).toContain('may write');
    expect(installProblem('npm error code ENOSPC')).toContain('disk is full');
    expect(installProblem('something else')).toContain('message is above');
  });
});

describe('a build', () => {
  test('is fresh until a source changes, and tests are no source', () => {
    put('src/a.ts', 'one');
    put('index.html', 'page');
    expect(isBuilt(folder)).toBe(false);
    rememberBuild(folder, sourceStamp(folder));
    expect(isBuilt(folder)).toBe(false);
    put('dist/index.html', 'built');
    expect(isBuilt(folder)).toBe(true);
    put('src/a.test.ts', 'a test');
    expect(isBuilt(folder)).toBe(true);
    put('src/a.ts', 'two');
    expect(isBuilt(folder)).toBe(false);
  });
  test('is stale when a file is added or renamed', () => {
    put('src/a.ts', 'one');
    const before = sourceStamp(folder);
    put('src/b.ts', '');
    const added = sourceStamp(folder);
    rmSync(join(folder, 'src/b.ts'));
    put('src/c.ts', '');
    expect(new Set([before, added, sourceStamp(folder)]).size).toBe(3);
  });
});

describe('the static server', () => {
  let server: Server;
  let port: number;
  beforeEach(async () => {
    put('site/index.html', '<p>page</p>');
    put('site/assets/engine.wasm', 'wasm');
    put('site/a b.js', 'script');
    put('secret.txt', 'secret');
    symlinkSync(join(folder, 'secret.txt'), join(folder, 'site/link.txt'));
    server = createStaticServer(join(folder, 'site'));
    port = (await listenOnFreePort(server, {
      host: '127.0.0.1',
      port: 20_000 + (process.pid % 20_000),
      isExplicit: false,
    })) as number;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Sends the path as it is: fetch() would clean it up first. */
  const get = (path: string, method = 'GET') =>
    new Promise<{ status: number; text: string; headers: IncomingMessage['headers'] }>(
      (resolve, reject) => {
        request({ host: '127.0.0.1', port, path, method, agent: false }, (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, text, headers: response.headers });
          });
        })
          .on('error', reject)
          .end();
      },
    );

  test('gives the files, with their types', async () => {
    const page = await get('/?a=1');
    expect(page).toMatchObject({ status: 200, text: '<p>page</p>' });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect((await get('/assets/engine.wasm')).headers['content-type']).toBe('application/wasm');
    expect((await get('/a%20b.js')).headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(await get('/index.html', 'HEAD')).toMatchObject({ status: 200, text: '' });
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '//secret.txt',
    '/link.txt',
    '/assets',
    '/no-such-file',
    '/%00',
    '/%zz',
  ])('gives nothing for %s', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('secret');
  });

  test('only reads', async () => {
    expect((await get('/', 'POST')).status).toBe(405);
  });

  test('takes the next free port, but not when the port was asked for', async () => {
    const second = createStaticServer(folder);
    const host = '127.0.0.1';
    expect(await listenOnFreePort(second, { host, port, isExplicit: true })).toBeUndefined();
    const next = await listenOnFreePort(second, { host, port, isExplicit: false });
    expect(next).toBeGreaterThan(port);
    second.close();
  });

  test('says so when the address is not of this machine', async () => {
    const other = createStaticServer(folder);
    // 192.0.2.0/24 is kept free for documents: no machine has it.
    await expect(
      listenOnFreePort(other, { host: '192.0.2.1', port: 0, isExplicit: true }),
    ).rejects.toThrow(/Can't serve at 192\.0\.2\.1/);
  });
});

test('a port that was asked for must be one', () => {
  expect(wantedPort(undefined)).toBeUndefined();
  expect(wantedPort('')).toBeUndefined();
  expect(wantedPort('8080')).toBe(8080);
  for (const text of ['0', '65536', '80.5', 'eighty']) {
    expect(() => wantedPort(text)).toThrow(/PORT must be a number/);
  }
});

test('a free port can be listened on', async () => {
  const { findFreePort } = await import('../../scripts/free-port.mjs');
  const port = await findFreePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port as number, '127.0.0.1', resolve));
  expect((server.address() as AddressInfo).port).toBe(port);
  server.close();
});

describe('the browser', () => {
  const choose = (env: Record<string, string>, there: string[], platform = 'linux') =>
    chooseBrowser({
      env,
      platform,
      playwrightPath: '/cache/playwright/chrome',
      isUsable: (path: string) => there.includes(path),
    });

  test('is the one asked for, then Playwright’s, then one of the system', () => {
    const there = ['/my/chromium', '/cache/playwright/chrome', '/usr/bin/google-chrome'];
    expect(choose({ REPLAYSCOPE_CHROMIUM: '/my/chromium' }, there)).toBe('/my/chromium');
    expect(choose({}, there)).toBe('/cache/playwright/chrome');
    expect(choose({}, ['/usr/bin/google-chrome'])).toBe('/usr/bin/google-chrome');
    expect(choose({}, [])).toBeUndefined();
  });
  test('is no other than the one asked for', () => {
    const there = ['/usr/bin/chromium'];
    expect(choose({ REPLAYSCOPE_CHROMIUM: '/gone' }, there)).toBeUndefined();
  });
  test('is looked for where each system keeps it', () => {
    expect(usualPlaces('darwin', {})[0]).toContain('.app/Contents/MacOS');
    const windows = usualPlaces('win32', { PROGRAMFILES: 'C:\\Programs', LOCALAPPDATA: '' });
    expect(windows).toEqual([
      'C:\\Programs\\Chromium\\Application\\chrome.exe',
      'C:\\Programs\\Google\\Chrome\\Application\\chrome.exe',
    ]);
  });
  test('goes without its sandbox only for root', () => {
    expect(browserArgs(true)).toContain('--no-sandbox');
    expect(browserArgs(false)).not.toContain('--no-sandbox');
  });
});

describe('the numbers at the end', () => {
  const unit = (passed: number, failed: number, pending = 0) =>
    JSON.stringify({
      numPassedTests: passed,
      numFailedTests: failed,
      numPendingTests: pending,
      numTodoTests: 0,
    });
  const e2e = (expected: number, unexpected: number, skipped = 0, flaky = 0) =>
    JSON.stringify({ stats: { expected, unexpected, skipped, flaky } });

  test('are those of the runners', () => {
    expect(unitResult(unit(7, 0), true)).toEqual({ passed: 7, failed: 0 });
    expect(unitResult(unit(7, 2), false)).toEqual({ passed: 7, failed: 2 });
    expect(endToEndResult(e2e(3, 0), true)).toEqual({ passed: 3, failed: 0 });
    expect(endToEndResult(e2e(3, 1), false)).toEqual({ passed: 3, failed: 1 });
  });
  test('count a skipped or flaky test as failed', () => {
    expect(unitResult(unit(7, 0, 1), true)).toMatchObject({ passed: 7, failed: 1 });
    expect(endToEndResult(e2e(3, 0, 2, 1), true)).toMatchObject({ passed: 3, failed: 3 });
  });
  const spec = (title: string, status: string) => ({
    title,
    file: `${title}.spec.ts`,
    line: 7,
    tests: [{ projectName: 'phone', status }],
  });
  const suites = (...statuses: string[]) =>
    JSON.stringify({
      suites: [{ suites: [{ specs: statuses.map((status, at) => spec(`t${at}`, status)) }] }],
    });
  test('name the few tests that are worth another try, and none when many failed', () => {
    expect(worthAnotherTry(suites('expected', 'unexpected'))).toEqual([
      { title: 't1', file: 't1.spec.ts', line: 7, project: 'phone' },
    ]);
    expect(worthAnotherTry(suites('unexpected', 'unexpected', 'unexpected'))).toEqual([]);
    expect(worthAnotherTry(undefined)).toEqual([]);
  });
  test('find a test by the end of its name, whatever signs it holds', () => {
    const pattern = new RegExp(exactlyAtTheEnd("a link (c*) [x]? costs 1.5$, it's {|} ^\\ @phone"));
    expect(pattern.test("s.spec.ts a link (c*) [x]? costs 1.5$, it's {|} ^\\ @phone")).toBe(true);
    expect(pattern.test("s.spec.ts a link (c*) [x]? costs 1.5$, it's {|} ^\\ @phone 2")).toBe(
      false,
    );
    expect(new RegExp(exactlyAtTheEnd('in WebKit')).test('in WebKit2')).toBe(false);
  });
  test('forgive a test only when it passed three times alone, and say which', () => {
    const first = { passed: 290, failed: 1 };
    const alone = (passed: number, failed: number) =>
      withTriesAlone(first, [{ title: 't1', result: { passed, failed } }]);
    expect(alone(3, 0)).toEqual({ passed: 291, failed: 0, note: 'passed 3 times alone: t1' });
    expect(alone(6, 0)).toMatchObject({ passed: 291, failed: 0 });
    expect(alone(2, 1)).toEqual({ ...first, note: 'FAILED alone, too: t1' });
    // A name that finds no test, or only one try of three.
    expect(alone(1, 0)).toMatchObject(first);
    expect(alone(0, 1)).toMatchObject(first);
    const other = withTriesAlone({ passed: 1, failed: 2, note: '1 skipped' }, []);
    expect(other).toMatchObject({ failed: 2, note: '1 skipped' });
  });
  test('hold a failure when a runner broke, ran nothing, or left no report', () => {
    expect(unitResult(unit(7, 0), false)).toMatchObject({ passed: 7, failed: 1 });
    expect(unitResult(unit(0, 0), true)).toMatchObject({ failed: 1 });
    expect(endToEndResult(e2e(0, 0), true)).toMatchObject({ failed: 1 });
    expect(unitResult(undefined, true)).toMatchObject({ failed: 1 });
    expect(endToEndResult(undefined, false)).toMatchObject({ failed: 1 });
  });
  test('stand alone on the last line', () => {
    const good = summary([
      { name: 'types', passed: 1, failed: 0 },
      { name: 'tests', passed: 11, failed: 0 },
    ]);
    expect(good.isPassed).toBe(true);
    expect(good.text.split('\n').at(-1)).toBe('12 passed, 0 failed');
    const bad = summary([{ name: 'types', passed: 0, failed: 1 }]);
    expect(bad.isPassed).toBe(false);
    expect(bad.text.split('\n').at(-1)).toBe('0 passed, 1 failed');
    expect(summary([]).isPassed).toBe(false);
  });
});

describe('the built page', () => {
  const strict =
    `default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; ` +
    `object-src 'none'; base-uri 'none'`;
  const page = (policy: string) =>
    `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;

  test('has a strict content policy', () => {
    expect(policyProblems(contentPolicyOf(page(strict)))).toEqual([]);
    expect(policyProblems(contentPolicyOf('<p>none</p>'))).toHaveLength(1);
  });
  test.each([
    [`script-src 'self'`, `script-src 'self' 'unsafe-inline'`],
    [`script-src 'self'`, `script-src 'self' 'unsafe-eval'`],
    [`style-src 'self'`, `style-src 'self' 'unsafe-inline'`],
    [`default-src 'self'`, `default-src *`],
    [`script-src 'self'`, `script-src https://cdn.example`],
    [`object-src 'none'`, `object-src 'self'`],
    [`; base-uri 'none'`, ''],
  ])('may not have %s become %s', (from, to) => {
    const weaker = strict.replace(from, to);
    expect(policyProblems(contentPolicyOf(page(weaker))).length).toBeGreaterThan(0);
  });
  test('loads only files that are there, by relative addresses', () => {
    const isThere = (path: string) => path === './assets/a.js';
    expect(addressProblems('<script type="module" src="./assets/a.js"></script>', isThere)).toEqual(
      [],
    );
    for (const address of ['./assets/b.js', '/assets/a.js', 'https://cdn.example/a.js', '//x/a']) {
      expect(addressProblems(`<script src="${address}"></script>`, isThere)).toHaveLength(1);
    }
  });
});

describe('the first load', () => {
  const part = (file: string, modules: string[], more: object = {}) => ({
    file,
    isEntry: false,
    imports: [] as string[],
    later: [] as string[],
    modules,
    styles: [] as string[],
    assets: [] as string[],
    ...more,
  });
  const parts = [
    part('index.js', ['src/app/entry.ts'], {
      isEntry: true,
      later: ['page.js', 'embed.js'],
      styles: ['index.css'],
    }),
    part('page.js', ['src/app/page/open-page.ts', 'src/ui/header.tsx'], { imports: ['core.js'] }),
    part('embed.js', ['src/app/embed/open-embed.ts'], {
      imports: ['core.js'],
      styles: ['embed.css'],
    }),
    part('core.js', ['src/app/main.tsx'], {
      imports: ['react.js'],
      later: ['drawing.js', 'editor.js'],
      assets: ['quickjs.wasm'],
    }),
    part('react.js', ['node_modules/react/index.js']),
    part('page-run.js', ['src/app/page/page-drawing.ts'], { imports: ['drawing.js'] }),
    part('drawing.js', ['src/app/drawing/drawing.ts'], { imports: ['view.js', 'react.js'] }),
    part('view.js', ['src/view/frame-at.ts']),
    part('worker.js', ['bundle-text:/somewhere/src/app/frame/worker.ts?iife']),
    part('order.js', ['built-samples:program/order']),
    part('gift.js', ['built-samples:program/gift']),
    part('editor.js', ['node_modules/@codemirror/view/dist/index.js']),
  ];
  const sizes = (bytes: number) => () => bytes;

  test('is what the page and the first sample need, each file once', () => {
    expect(firstLoad(parts).paintScripts).toEqual([
      'no-start.js',
      'index.js',
      'page.js',
      'core.js',
      'react.js',
    ]);
    expect(new Set(firstLoad(parts).runFiles)).toEqual(
      new Set([
        'index.html',
        'no-start.js',
        'index.js',
        'index.css',
        'page.js',
        'core.js',
        'quickjs.wasm',
        'react.js',
        'page-run.js',
        'drawing.js',
        'view.js',
        'worker.js',
        'order.js',
      ]),
    );
    expect(firstLoadReport(parts, sizes(10))).toMatchObject({
      figures: { firstPaintScripts: 50, firstRun: 130, embedRun: 130 },
      problems: [],
    });
  });

  test('is at most as much in an embed as in the page, and nothing that only the page needs', () => {
    const sizeOf = (file: string) => (file === 'embed.css' ? 11 : 10);
    expect(firstLoadReport(parts, sizeOf).problems).toEqual([
      'An embed loads more than the page: 0.1 KB against 0.1 KB.',
    ]);
    const dragged = parts.map((each) =>
      each.file === 'drawing.js' ? { ...each, imports: ['page.js'] } : each,
    );
    expect(firstLoadReport(dragged, sizes(10)).problems).toContain(
      'page.js is loaded in an embed and holds the screen of the page: src/app/page/open-page.ts',
    );
    expect(firstLoadReport(dragged, sizes(10)).problems).toContain(
      'page.js begins the app of the page, and the embed comes to it.',
    );
  });

  test('is too much when the page or the run weighs more than its budget', () => {
    expect(firstLoadReport(parts, sizes(46_000)).problems).toEqual([
      expect.stringContaining('The first paint needs too much JavaScript: 230.0 KB'),
      expect.stringContaining('The first run needs too much: 598.0 KB'),
    ]);
    const largeWorker = (file: string) => (file === 'worker.js' ? 275_000 : 25_000);
    expect(firstLoadReport(parts, largeWorker).problems).toEqual([
      expect.stringContaining('The first run needs too much: 575.0 KB'),
    ]);
  });

  test('tells what is in it that comes later, wherever it hides', () => {
    const changed = parts.map((each) =>
      each.file === 'view.js'
        ? { ...each, imports: ['gift.js'], modules: [...each.modules, 'src/lint/lint.ts'] }
        : each.file === 'react.js'
          ? { ...each, imports: ['editor.js'] }
          : each,
    );
    expect(new Set(firstLoadReport(changed, sizes(10)).problems)).toEqual(
      new Set([
        'editor.js is loaded at first and holds the editor: node_modules/@codemirror/view/dist/index.js',
        'gift.js is loaded at first and holds the program of another sample: built-samples:program/gift',
        'view.js is loaded at first and holds the linter: src/lint/lint.ts',
      ]),
    );
  });

  test('cannot be known when a part of the first run has another name', () => {
    const without = parts.filter(({ file }) => file !== 'order.js');
    expect(firstLoadReport(without, sizes(10)).problems).toEqual([
      expect.stringContaining('No built part holds built-samples:program/order'),
    ]);
  });

  test('is stated in the README: a little more than measured is true, less is not', () => {
    const text =
      '140 KB of JavaScript for the first paint, 545 KB of everything for the first run (544 KB in an embed)';
    const with_ = (firstPaintScripts: number, firstRun: number, embedRun: number) => ({
      firstPaintScripts,
      firstRun,
      embedRun,
    });
    expect(statedProblems(text, with_(139_000, 540_000, 539_000))).toEqual([]);
    expect(statedProblems(text, with_(141_000, 540_000, 539_000))).toHaveLength(1);
    expect(statedProblems(text, with_(139_000, 540_000, 544_500))).toHaveLength(1);
    expect(statedProblems(text, with_(100_000, 545_500, 539_000))).toHaveLength(2);
    expect(statedProblems('nothing', with_(1, 1, 1))).toHaveLength(1);
  });
});
