import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { PREFIX, test } from './fixtures/page-host.ts';
import { open } from './fixtures/scope.ts';
import { expect } from './fixtures/watched-page.ts';

test.use({ serviceWorkers: 'allow' });

interface Manifest {
  name: string;
  short_name: string;
  start_url: string;
  scope: string;
  display: string;
  icons: { src: string; sizes: string; type: string; purpose?: string }[];
}

/** What a picture really is: its size, and how far from its middle the farthest pixel is that differs from its corner, as a share of its width. */
const measured = (page: Page, address: string) =>
  page.evaluate(async (src) => {
    const image = new Image();
    image.src = src;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('There is no canvas.');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    let reach = 0;
    let isOpaque = true;
    for (let at = 0; at < data.length; at += 4) {
      const pixel = at / 4;
      if (data[at + 3] !== 255) isOpaque = false;
      const isGround = [0, 1, 2].every((each) => Math.abs(data[at + each]! - data[each]!) < 24);
      const [x, y] = [(pixel % width) - width / 2, Math.floor(pixel / width) - height / 2];
      if (!isGround) reach = Math.max(reach, Math.hypot(x, y) / width);
    }
    return { size: `${width}x${height}`, reach, isOpaque };
  }, address);

/** A page in a profile that stays: nothing can be installed from a private window, and the tests' own pages are such. */
const withProfile = test.extend<{ kept: Page }>({
  kept: async ({ playwright, launchOptions, host }, give) => {
    const folder = await mkdtemp(join(tmpdir(), 'replayscope-profile-'));
    const context = await playwright.chromium.launchPersistentContext(folder, {
      ...launchOptions,
      baseURL: host.address,
    });
    await give(await context.newPage());
    await context.close();
    await rm(folder, { recursive: true, force: true });
  },
});

withProfile(
  'the browser finds nothing against installing it, in a folder deep in a site',
  async ({ kept: page, host }) => {
    await open(page);
    const client = await page.context().newCDPSession(page);
    const { errors, data = '' } = await client.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const against = async () =>
      (await client.send('Page.getInstallabilityErrors')).installabilityErrors;
    await expect.poll(against).toEqual([]);

    const { url } = await client.send('Page.getAppManifest');
    const manifest = JSON.parse(data) as Manifest;
    const at = (address: string) => new URL(address, url).href;
    expect(at(manifest.start_url)).toBe(host.address);
    expect(at(manifest.scope)).toBe(host.address);
    expect(manifest).toMatchObject({ name: 'Replayscope', display: 'standalone' });
    // A name under an icon has room for about 12 letters.
    expect(manifest.short_name.length).toBeLessThanOrEqual(12);
    const { appId } = await client.send('Page.getAppId');
    expect(appId).toBe(host.address);
    expect(new URL(url).pathname).toBe(`${PREFIX}manifest.webmanifest`);
    expect(host.strayed).toEqual([]);
  },
);

test('its icons are what the manifest says of them', async ({ page }) => {
  await open(page);
  const { icons } = (await page.evaluate(async () =>
    (await fetch('./manifest.webmanifest')).json(),
  )) as Manifest;
  const pixels = icons.filter(({ type }) => type === 'image/png');
  for (const { src, sizes } of pixels)
    expect([src, (await measured(page, src)).size]).toEqual([src, sizes]);
  const plain = pixels.filter(({ purpose = 'any' }) => purpose === 'any');
  expect(plain.map(({ sizes }) => sizes)).toEqual(['192x192', '512x512']);

  // What every shape of mask leaves: a circle with four fifths of the width. The ground goes to the edge.
  const masked = pixels.filter(({ purpose }) => purpose === 'maskable');
  expect(masked.map(({ sizes }) => sizes)).toEqual(['512x512']);
  for (const { src } of masked) {
    const { reach, isOpaque } = await measured(page, src);
    expect(isOpaque).toBe(true);
    expect(reach).toBeGreaterThan(0.2);
    expect(reach).toBeLessThanOrEqual(0.4);
  }
  const touch = await page.locator('link[rel="apple-touch-icon"]').getAttribute('href');
  await expect
    .poll(() => measured(page, touch ?? ''))
    .toMatchObject({ size: '180x180', isOpaque: true });
});
