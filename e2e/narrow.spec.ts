import type { Page } from '@playwright/test';
import { button, crash, open, openSample, quickly, stateOf, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

/** What can be seen or pressed and lies outside the window, left or right, with nothing to scroll it into view. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollingElement: whole } = document;
    const found: string[] = [];
    if (whole && whole.scrollWidth > window.innerWidth)
      found.push(`page ${whole.scrollWidth} wide`);
    const canScroll = (element: Element): boolean => {
      for (let box = element.parentElement; box; box = box.parentElement) {
        const { overflowX } = getComputedStyle(box);
        if ((overflowX === 'auto' || overflowX === 'scroll') && box.scrollWidth > box.clientWidth)
          return true;
      }
      return false;
    };
    for (const element of document.querySelectorAll(
      'button, a, input, select, h1, h2, h3, p, label',
    )) {
      const { left, right, width, height } = element.getBoundingClientRect();
      // Text for a screen reader only is a pixel large.
      if (width <= 2 || height <= 2 || !element.checkVisibility({ visibilityProperty: true }))
        continue;
      if ((left < -1 || right > window.innerWidth + 1) && !canScroll(element))
        found.push(`${element.tagName} ${element.textContent.slice(0, 40)} ${left} to ${right}`);
    }
    return found;
  });

/** Buttons of one row that lie on one another. */
const onOneAnother = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    for (const row of document.querySelectorAll('.head, .transport, .zone-head, .tools')) {
      const boxes = [...row.querySelectorAll('button, select')]
        .filter((each) => each.checkVisibility())
        .map((each) => ({ name: each.textContent, box: each.getBoundingClientRect() }));
      boxes.forEach((a, index) => {
        for (const b of boxes.slice(index + 1)) {
          const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
          const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
          if (across > 1 && down > 1) found.push(`${a.name} on ${b.name}`);
        }
      });
    }
    return found;
  });

async function looksWhole(page: Page, state: string): Promise<void> {
  await expect.poll(() => cutOff(page), state).toEqual([]);
  await expect.poll(() => onOneAnother(page), state).toEqual([]);
}

const screens = [
  { name: '320 px wide', width: 320, height: 640 },
  { name: 'at 200 % zoom', width: 720, height: 450 },
];

for (const { name, ...size } of screens) {
  test(`nothing is cut off ${name}`, async ({ page }) => {
    await page.setViewportSize(size);
    await open(page);
    await looksWhole(page, 'opening');
    await crash(page);
    await looksWhole(page, 'dead');
    const { appRun } = await stateOf(page);
    await button(page, 'Restart').click();
    await until(page, { appRun: appRun + 1 });
    await looksWhole(page, 'replay');
    await page.keyboard.press('End');
    await until(page, { isPlaying: false, verdict: 'completed' });
    await looksWhole(page, 'end');

    for (const tab of ['History', 'Staircase', 'Wiring', 'Text', 'Code']) {
      await page.getByRole('tab', { name: tab, exact: true }).click();
      await looksWhole(page, tab);
    }
    await page.keyboard.press('Control+k');
    await expect(page.getByPlaceholder('What do you want to do?')).toBeFocused();
    await looksWhole(page, 'palette');
    await page.keyboard.press('Escape');
    await button(page, 'Share').click();
    await expect(page.getByRole('group', { name: 'Share as' })).toBeVisible();
    await looksWhole(page, 'share');
    await page.keyboard.press('Escape');
    await button(page, /^More ways to fail/).click();
    await expect(page.getByRole('group', { name: /^More ways to fail/ })).toBeVisible();
    await looksWhole(page, 'ways');
    await page.keyboard.press('Escape');
    await button(page, /^Sample:/).click();
    await button(page, /^My scenarios/).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await looksWhole(page, 'library');
    await page.keyboard.press('Escape');
    await button(page, 'Edit the code').click();
    await expect(page.getByRole('textbox', { name: 'Code' })).toBeVisible();
    await looksWhole(page, 'editor');
    await button(page, 'Done').click();
  });

  test(`a disagreement is whole ${name}`, async ({ page }) => {
    await page.setViewportSize(size);
    await open(page);
    // The first minute has no other samples yet; on the narrowest screen it has no choice of speed either.
    await crash(page);
    await button(page, 'Restart').click();
    await until(page, { appRun: 2 });
    await page.keyboard.press('End');
    await until(page, { isPlaying: false });
    await openSample(page, 'The coin toss');
    const { seed } = await until(page, { sample: 'coin' });
    await button(page, 'Another seed').click();
    await expect.poll(async () => (await stateOf(page)).seed).not.toBe(seed);
    await until(page, { isComputing: false });
    await page.keyboard.press('d');
    await until(page, { verdict: 'disagrees' });
    await looksWhole(page, 'disagreement');
    if (size.width > 500) {
      await expect(page.getByRole('heading', { level: 1 })).toBeInViewport({ ratio: 1 });
      await expect(page.locator('.sentence')).toBeInViewport({ ratio: 1 });
    }
    const reason = page.locator('.why-chain > li').first();
    await reason.scrollIntoViewIfNeeded();
    await expect(reason).toBeInViewport();
    await page.getByRole('tab', { name: 'History', exact: true }).click();
    await looksWhole(page, 'the two columns');
  });
}

for (const [width, height] of [
  [1024, 768],
  [1280, 800],
  [1366, 768],
] as const) {
  test(`nothing lies on anything else at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page);
    await looksWhole(page, 'opening');
    await crash(page);
    await button(page, 'Restart').click();
    await until(page, { appRun: 2 });
    await page.keyboard.press('End');
    await until(page, { verdict: 'completed' });
    await looksWhole(page, 'end');
    // The last line of a short program is beside its result, and not under it.
    const last = page.locator('.code .line').last();
    const result = page.locator('.outcome');
    const room = async () => {
      const line = (await last.boundingBox()) ?? { y: NaN, height: NaN };
      return ((await result.boundingBox())?.y ?? 0) - line.y - line.height;
    };
    await expect.poll(room).toBeGreaterThanOrEqual(0);
    await expect(last).toBeInViewport();
    await page.keyboard.press('w');
    await looksWhole(page, 'wiring');
    await page.keyboard.press('w');
    await openSample(page, 'The coin toss');
    const { seed } = await until(page, { sample: 'coin' });
    await button(page, 'Another seed').click();
    await expect.poll(async () => (await stateOf(page)).seed).not.toBe(seed);
    await until(page, { isComputing: false });
    await page.keyboard.press('d');
    await until(page, { verdict: 'disagrees' });
    await looksWhole(page, 'disagreement');
    await expect(page.locator('.engine-says blockquote')).toBeInViewport({ ratio: 1 });
    await expect(page.locator('.why-chain > li').nth(3)).toBeInViewport({ ratio: 1 });
  });
}

test('at 1024 × 768 an event shows what it holds, or which line asked for it', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await open(page);
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  const row = (name: string) => page.locator('.event').filter({ hasText: name });
  await expect(row('reserveStock answered').locator('.event-detail')).toBeVisible();
  await expect(row('reserveStock asked for').locator('.event-note')).toBeVisible();
  await expect
    .poll(() =>
      page.locator('.events').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
    )
    .toBe(0);
});

test('on the phone the question stands beside the answer, and nothing of a long end is cut @phone-only', async ({
  page,
}) => {
  await open(page);
  await crash(page);
  await button(page, 'Restart').tap();
  await quickly(page);
  await until(page, { verdict: 'completed', isPlaying: false });
  await expect(button(page, 'Show the wake-ups')).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport({ ratio: 1 });
  await looksWhole(page, 'the first end');
  const cut = (selector: string) =>
    page
      .locator(selector)
      .evaluate((part) => [
        part.scrollWidth - part.clientWidth,
        Math.max(0, part.scrollHeight - part.clientHeight - 1),
      ]);
  await openSample(page, 'An id made on the way');
  await until(page, { sample: 'uuid', isComputing: false });
  await page.keyboard.press('End');
  await expect(page.locator('.sentence')).toContainText('No engine reports this');
  await expect.poll(() => cut('.sentence')).toEqual([0, 0]);
  await openSample(page, 'Without durability');
  await button(page, 'Show both').tap();
  await expect(page.locator('.counter')).toHaveCount(6);
  await expect.poll(() => cut('.world .zone-body')).toEqual([0, 0]);
});

test('on the phone names, values and causes have the room that there is @phone-only', async ({
  page,
}) => {
  await open(page);
  await page.keyboard.press('Home');
  await openSample(page, 'An order that can fail');
  const name = page.locator('.chooser-name');
  await expect(name).toHaveText('An order that can fail');
  const isWhole = () =>
    name.evaluate(
      (each) =>
        each.scrollWidth <= each.clientWidth + 1 && each.scrollHeight <= each.clientHeight + 1,
    );
  await expect.poll(isWhole).toBe(true);
  // The sign of a key means nothing where there are no keys.
  await expect(page.locator('.head .lucide-command')).toHaveCount(0);
  // What cuts the strip of counters has no round corners.
  await expect(page.locator('.zone.world')).toHaveCSS('border-radius', '0px');
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(
    page.locator(".event-detail:not([title=''], [title^='task ID'])").first(),
  ).toBeVisible();
  await page.getByRole('tab', { name: 'Code' }).click();

  await openSample(page, 'The coin toss');
  await until(page, { sample: 'coin', isComputing: false });
  await crash(page);
  await button(page, 'Restart').click();
  await until(page, { appRun: 2 });
  await page.keyboard.press('End');
  await until(page, { verdict: 'disagrees', isPlaying: false });
  await button(page, /^Why it broke/).click();
  await expect(page.locator('.why-chain > li').nth(3)).toBeInViewport({ ratio: 1 });
});

test('on the phone the staircase of plain code holds its bar and its playhead @phone-only', async ({
  page,
}) => {
  await open(page);
  await page.keyboard.press('Home');
  await openSample(page, 'Without durability');
  await until(page, { sample: 'plain', isComputing: false });
  await page.keyboard.press('End');
  await until(page, { verdict: 'completed' });
  await page.getByRole('tab', { name: 'Staircase' }).click();
  const rightOf = async (part: string) => {
    const box = await page.locator(part).boundingBox();
    return (box?.x ?? NaN) + (box?.width ?? NaN);
  };
  await expect
    .poll(async () => (await rightOf('.stair-playhead circle')) - (await rightOf('.stair-frame')))
    .toBeLessThanOrEqual(0);
});

for (const size of [
  { width: 844, height: 390 },
  { width: 740, height: 360 },
]) {
  test(`on its side a phone shows sentence, zones and Crash at once, ${size.width} × ${size.height}`, async ({
    page,
  }) => {
    await page.setViewportSize(size);
    await open(page);
    const inSight = async (state: string, ...classes: string[]) => {
      for (const name of ['.process', '.world', '.transport .crash', ...classes])
        await expect(page.locator(name).first(), state).toBeInViewport({ ratio: 0.95 });
      await expect
        .poll(async () => (await page.locator('.slider').boundingBox())?.width, state)
        .toBeGreaterThan(90);
      await looksWhole(page, state);
    };
    await inSight('opening', '.question');
    await crash(page);
    await inSight('dead', '.sentence');
    await button(page, 'Restart').click();
    await until(page, { appRun: 2 });
    await page.keyboard.press('End');
    await until(page, { isPlaying: false, verdict: 'completed' });
    await inSight('end', '.sentence', '.next-big');
    await button(page, 'Next question').click();
    await until(page, { position: 'k3:effect1' });
    await inSight('question', '.question', '.predict');
    await page.locator('.stair-frame').scrollIntoViewIfNeeded();
    await expect(page.locator('.stair-frame')).toBeInViewport({ ratio: 0.95 });
    await expect(page.locator('.transport .crash').first()).toBeInViewport({ ratio: 0.95 });
    await button(page, 'Edit the code').click();
    await expect(page.getByText('This is the code that runs.')).toBeInViewport();
    await looksWhole(page, 'editor');
  });
}
