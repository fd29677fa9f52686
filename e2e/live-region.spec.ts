import type { Page } from '@playwright/test';
import { button, crash, open, stateOf, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

interface Heard {
  text: string;
  atMs: number;
  isPolite: boolean;
}

/** Writes down what the page's live regions say from now on, as a screen reader would hear it. */
async function listen(page: Page): Promise<() => Promise<Heard[]>> {
  await page.evaluate(() => {
    const heard: Heard[] = [];
    Reflect.set(window, 'heard', heard);
    // How long the page was busy with something else at the worst: so much later than it was decided a message may be drawn.
    let lastMs = performance.now();
    Reflect.set(window, 'busiestMs', 0);
    setInterval(() => {
      const nowMs = performance.now();
      const busiestMs = Number(Reflect.get(window, 'busiestMs'));
      Reflect.set(window, 'busiestMs', Math.max(busiestMs, nowMs - lastMs - 10));
      lastMs = nowMs;
    }, 10);
    new MutationObserver((changes) => {
      const regions = new Set(
        changes.flatMap(({ target }) => {
          const element = target instanceof Element ? target : target.parentElement;
          return element?.closest('[role="status"], [role="alert"]') ?? [];
        }),
      );
      for (const region of regions)
        heard.push({
          text: region.textContent,
          atMs: performance.now(),
          isPolite: region.getAttribute('role') === 'status',
        });
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
  return () => page.evaluate(() => Reflect.get(window, 'heard') as Heard[]);
}

test('a play at 8× says at most one thing a second, and its last state', async ({ page }) => {
  await open(page);
  await crash(page);
  await button(page, 'Restart').click();
  await until(page, { appRun: 2 });
  await page.keyboard.press('End');
  await page.getByLabel('Speed').selectOption('8');
  await page.keyboard.press('Home');
  await until(page, { index: 0 });
  const heard = await listen(page);
  await button(page, 'Play').click();
  await until(page, { verdict: 'completed', isPlaying: false });
  const { sentence } = await stateOf(page);
  const last = async () => (await heard()).findLast(({ text }) => text !== '')?.text;
  await expect.poll(last).toContain(sentence);

  const polite = (await heard()).filter(({ text, isPolite }) => isPolite && text !== '');
  expect(polite.length).toBeGreaterThan(0);
  const busiestMs = await page.evaluate(() => Number(Reflect.get(window, 'busiestMs')));
  polite.forEach(({ atMs }, index) => {
    const before = polite[index - 1];
    // The clock of the page and its drawing are a frame apart, and on a busy computer some frames.
    if (before) expect(atMs - before.atMs).toBeGreaterThan(950 - 2 * busiestMs);
  });
  // The crash is said in any case: at once, or after it, where this speed has passed it between two pictures. Nothing else interrupts.
  const crashed = (await heard()).filter(({ text }) => text.includes('App run 1 crashed.'));
  expect(crashed.length).toBeGreaterThan(0);
  for (const { text, isPolite } of await heard())
    if (!isPolite && text !== '') expect(text).toContain('App run 1 crashed.');
});

test('what a press did is said as often as it was pressed', async ({ page }) => {
  await open(page);
  await page.keyboard.press('ArrowRight');
  await until(page, { isComputing: false });
  await button(page, 'Crash').focus();
  const heard = await listen(page);
  await page.keyboard.press('g');
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  const { sentence } = await stateOf(page);
  const words = async () =>
    (await heard())
      .map(({ text }) => text)
      .filter((text) => text !== '' && !text.includes(sentence));
  await expect
    .poll(words)
    .toEqual([
      'One step is one event.',
      'One step is one wake-up.',
      'Code and history agree in the whole run.',
    ]);
});
