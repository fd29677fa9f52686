import type { Page } from '@playwright/test';
import { button, crash, open, openSample, restart, slideTo, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

/** Boxes that hold more than they show. */
const cutBoxes = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.zone, .zone *, .staircase *')]
      .filter((each) => {
        const { overflowX, overflowY } = getComputedStyle(each);
        return (
          each.checkVisibility() &&
          each.clientHeight > 5 &&
          ((overflowY !== 'visible' && each.scrollHeight > each.clientHeight + 4) ||
            (overflowX === 'auto' && each.scrollWidth > each.clientWidth + 4))
        );
      })
      .map((each) => each.className.toString()),
  );

const controls = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('button:not(.chip, .verdict, .variable-name), select, input')]
      .filter((each) => each.checkVisibility())
      .map((each) => each.textContent),
  );

/** Zones that lie on one another. */
const overlaps = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const boxes = [...document.querySelectorAll('.zone, .staircase, .code, .below-code')]
      .filter((each) => !each.matches('.zone:has(.code)'))
      .map((each) => each.getBoundingClientRect());
    return boxes.filter((a, index) =>
      boxes
        .slice(index + 1)
        .some(
          (b) =>
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2 &&
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2,
        ),
    ).length;
  });

const roomBelowSentence = (page: Page): Promise<number> =>
  page.locator('.sentence').evaluate((sentence) => {
    const end = sentence.getBoundingClientRect().top + sentence.scrollHeight;
    return (document.querySelector('.zone')?.getBoundingClientRect().top ?? 0) - end;
  });

const stairsOnPaper = (page: Page) =>
  page.locator('.stairs').evaluate((drawing) => {
    const { right, height } = drawing.getBoundingClientRect();
    const frame = drawing.closest('.stair-frame')?.getBoundingClientRect();
    return { isWithin: right <= window.innerWidth, isWhole: (frame?.height ?? 0) >= height - 1 };
  });

const sheetsOf = async (page: Page): Promise<number> => {
  const text = (await page.pdf({ format: 'A4' })).toString('latin1');
  return text.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
};

async function printsWhole(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  // On white paper, whatever the screen is.
  await expect(page.locator('.zone').first()).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  for (const name of ['History', 'World'])
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  await expect(page.locator('.sentence')).toBeVisible();
  await expect(page.locator('.code').first()).toBeVisible();
  await expect(page.locator('.stairs').first()).toBeVisible();
  // Nobody can open anything on paper.
  for (const part of await page.locator('.requests, .remarks, .other-engines').all())
    await expect(part).toHaveAttribute('open');
  await expect(page.locator('.request').first()).toBeVisible();
  // The sentence ends above the code, in all its lines.
  await expect.poll(() => roomBelowSentence(page)).toBeGreaterThanOrEqual(0);
  await expect.poll(() => controls(page)).toEqual([]);
  await expect.poll(() => cutBoxes(page)).toEqual([]);
  await expect.poll(() => overlaps(page)).toBe(0);
  await expect.poll(() => stairsOnPaper(page)).toEqual({ isWithin: true, isWhole: true });
  // Said to the browser, which leaves grounds out by itself.
  for (const mark of ['.chip', '.legend li', '.event .number', '.counter'])
    if ((await page.locator(mark).count()) > 0)
      await expect(page.locator(mark).first()).toHaveCSS('print-color-adjust', 'exact');
  await page.emulateMedia({ media: 'screen' });
  await expect(page.locator('.requests')).not.toHaveAttribute('open');
}

test('the printed page has everything of a moment, and no controls', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page);
  await crash(page);
  await restart(page);
  await page.setViewportSize({ width: 794, height: 1123 });
  await printsWhole(page);
  await expect.poll(() => page.locator('.history .event').count()).toBeGreaterThan(10);

  await page.setViewportSize({ width: 1440, height: 900 });
  await openSample(page, 'The coin toss');
  await until(page, { sample: 'coin' });
  await crash(page);
  await restart(page);
  await page.keyboard.press('d');
  await until(page, { verdict: 'disagrees' });
  await expect(page.getByRole('heading', { name: 'Why it broke' })).toBeVisible();
  // Beside it the sentence has half of the width, and more lines than on the screen.
  await expect(page.locator('.predict-answer')).toBeVisible();
  await page.setViewportSize({ width: 794, height: 1123 });
  await printsWhole(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ media: null });
  // Too long for one sheet: nothing may end with the first.
  await expect.poll(() => sheetsOf(page)).toBe(2);
});

/** Text of an element against the ground that it stands on, as the browser paints them. */
const groundOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const before = getComputedStyle(element, '::before');
      const own = getComputedStyle(element);
      return {
        bar: `${before.backgroundColor} ${before.backgroundImage}`,
        outline: own.outlineStyle,
        border: own.borderTopStyle,
      };
    });

test('with colours of the reader’s own, what is on or chosen has an edge in menus, panes and the explorer', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page);
  await page.keyboard.press('End');
  const edgeOf = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).outlineStyle);
  await button(page, 'Transcript').click();
  await page.locator('.transcript-row[aria-current]').waitFor();
  await button(page, /^Sample:/).click();
  await expect.poll(() => edgeOf('.sample[aria-current]')).toBe('solid');
  await page.keyboard.press('Escape');
  await expect.poll(() => edgeOf('.side-pane[aria-pressed="true"]')).toBe('solid');
  await expect.poll(() => edgeOf('.side-pane[aria-pressed="false"]')).toBe('none');
  await expect.poll(() => edgeOf('.transcript-row[aria-current]')).toBe('solid');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused();
  await expect.poll(() => edgeOf('.palette-option[aria-selected="true"]')).toBe('solid');
  await page.keyboard.press('Escape');
  await page.keyboard.press('t');
  await button(page, 'Crash everywhere').click();
  await expect(page.locator('.explore-filter .quiet').first()).toBeVisible();
  await expect.poll(() => edgeOf('.explore-filter [aria-pressed="true"]')).toBe('solid');
});

test('with colours of the reader’s own, shapes go on saying what colours said', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page);
  const ground = (selector: string) => expect.poll(() => groundOf(page, selector));
  await ground('.line[data-mark="live"]').toMatchObject({
    outline: 'solid',
    bar: expect.not.stringContaining('gradient'),
  });
  await crash(page);
  await ground('.process').toMatchObject({ border: 'dashed' });
  await restart(page);
  await slideTo(page, 74);
  await ground('.line[data-mark="again"]').toMatchObject({
    bar: expect.stringContaining('gradient'),
  });
  await ground('.event[data-state="reading"]').toMatchObject({ outline: 'solid' });
});
