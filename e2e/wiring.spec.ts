import { findingsIn } from './fixtures/axe.ts';
import { button, crash, open, settled, slideTo } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`the wiring tells who sends what to whom, and survives a crash and a reload, ${theme} @phone`, async ({
    page,
    isMobile,
  }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await open(page);
    await page.keyboard.press('ArrowRight');
    if (isMobile) await page.getByRole('tab', { name: 'Wiring' }).click();
    else await page.keyboard.press('w');
    const picture = page.locator('svg.wiring-picture');
    await expect(picture).toBeVisible();
    await slideTo(page, 71);
    await expect(picture).toHaveAccessibleName(
      /^Save from Engine to State store: keep \d+ events?\.$/,
    );
    await expect(page.locator('.wiring-letter')).toHaveCount(1);
    await expect.poll(() => findingsIn(page), 'a letter').toEqual([]);

    const store = page.locator('[data-party="store"] .wiring-row text');
    const before = await settled(() => store.allTextContents());
    await crash(page);
    await expect(page.locator('[data-party="app"]')).toHaveAttribute('data-standing', 'dead');
    await expect.poll(() => store.allTextContents()).toEqual(before);
    await expect.poll(() => findingsIn(page), 'dead').toEqual([]);

    if (isMobile) return;
    await page.reload();
    await expect(picture).toBeVisible();
    await expect(button(page, 'Wiring')).toHaveAttribute('aria-pressed', 'true');
    await button(page, 'Wiring').click();
    await expect(picture).toHaveCount(0);
  });
}
