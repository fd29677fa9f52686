import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { asName, HOSTILE_TEXTS, programSaying } from '../tests/support/hostile-texts.ts';
import { linkOfCode } from './fixtures/own-link.ts';
import { open, share } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

/** All at once: what one of them opens another could close. */
const ALL = Object.entries(HOSTILE_TEXTS)
  .filter(([what]) => what !== 'huge')
  .map(([, text]) => text)
  .join(' ');

const speaker = (text: string): string =>
  linkOfCode(programSaying(text), {
    program: { source: programSaying(text), workflow: 'speaker' },
    environment: {
      variables: {},
      events: [{ name: asName(text), data: text, afterMs: 1000 }],
      services: [],
    },
  });

async function saved(page: Page, way: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await share(page, way);
  return readFile(await (await download).path());
}

/** How often each element stands in a text, read by the browser's own parser. */
const elementsIn = (page: Page, text: string, type: DOMParserSupportedType) =>
  page.evaluate(
    ([markup, as]) => {
      const counts: Record<string, number> = {};
      const read = new DOMParser().parseFromString(markup, as);
      for (const { localName } of read.querySelectorAll('*'))
        counts[localName] = (counts[localName] ?? 0) + 1;
      return counts;
    },
    [text, type] as const,
  );

/** Names of attributes that stand somewhere in a text. */
const attributesIn = (page: Page, text: string, type: DOMParserSupportedType) =>
  page.evaluate(
    ([markup, as]) => {
      const read = new DOMParser().parseFromString(markup, as);
      const all = [...read.querySelectorAll('*')].flatMap((each) => each.getAttributeNames());
      return [...new Set(all)].toSorted();
    },
    [text, type] as const,
  );

test('hostile texts are drawn, printed and exported as texts', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const shapes: unknown[] = [];
  for (const text of ['nothing special', ALL]) {
    await open(page, speaker(text));
    await page.keyboard.press('End');
    await page.waitForFunction(() => window.replayscope.state()?.verdict === 'completed');

    const svg = (await saved(page, 'Picture, SVG')).toString();
    const drawn = await elementsIn(page, svg, 'image/svg+xml');
    expect(drawn).not.toHaveProperty('parsererror');
    const png = await saved(page, 'Picture, PNG');
    expect(png.subarray(1, 4).toString()).toBe('PNG');

    await page.emulateMedia({ media: 'print' });
    const printed = await page.locator('#root').evaluate((root) => ({
      forbidden: root.querySelectorAll('img, script, iframe, object, embed, link, style').length,
      handlers: [...root.querySelectorAll('*')].filter((each) =>
        each.getAttributeNames().some((name) => name.startsWith('on')),
      ).length,
    }));
    expect(printed).toEqual({ forbidden: 0, handlers: 0 });
    await page.emulateMedia({ media: 'screen' });

    await share(page, 'Embed');
    const dialog = page.getByRole('dialog', { name: 'Embed this moment' });
    // An input of one line takes no line ends.
    await dialog.getByLabel('Title').fill(text);
    const title = await dialog.getByLabel('Title').inputValue();
    await dialog.getByRole('button', { name: 'Copy HTML' }).click();
    await expect(dialog.getByRole('status')).toHaveText('HTML copied.');
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    const said = async () =>
      page.evaluate(
        (markup) =>
          new DOMParser().parseFromString(markup, 'text/html').querySelector('iframe')?.title,
        await copied(),
      );
    await expect.poll(said).toBe(title.replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' '));
    const html = await copied();
    shapes.push({
      picture: { ...drawn, text: 0, path: 0, title: 0, g: 0 },
      attributes: await attributesIn(page, svg, 'image/svg+xml'),
      html: await elementsIn(page, html, 'text/html'),
      of: await attributesIn(page, html, 'text/html'),
    });
    await page.goto('about:blank');
  }
  expect(shapes[1]).toEqual(shapes[0]);
  await expect.poll(() => page.title()).not.toContain('alert');
});
