import { installPicture, pictureOf } from './fixtures/picture.ts';
import { crash, open, restart, settled, slideTo, stateOf, until } from './fixtures/scope.ts';
import { expect, test } from './fixtures/watched-page.ts';

test('stepping back from the end shows, stop by stop, what stepping forward showed', async ({
  page,
}) => {
  await installPicture(page);
  await open(page);
  await crash(page);
  await restart(page);
  const { count } = await stateOf(page);
  const walk = () =>
    page.evaluate(async (stops) => {
      const press = (key: string) =>
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      const drawn = () => new Promise((resume) => setTimeout(resume, 0));
      const picture = Reflect.get(window, 'picture') as () => string[];
      (document.activeElement as HTMLElement | null)?.blur();
      press('Home');
      await drawn();
      const forward = [picture()];
      for (let stop = 1; stop < stops; stop += 1) {
        press('ArrowRight');
        await drawn();
        forward.push(picture());
      }
      const back = [picture()];
      for (let stop = 1; stop < stops; stop += 1) {
        press('ArrowLeft');
        await drawn();
        back.unshift(picture());
      }
      return { forward, back };
    }, count);
  // Parts of the picture are loaded when they are first wanted: the first walk brings them.
  await walk();
  await page.waitForLoadState('networkidle');
  await settled(() => pictureOf(page));
  const pictures = await walk();
  await expect.poll(() => stateOf(page)).toMatchObject({ index: 0 });
  expect(new Set(pictures.forward.map((lines) => lines.join('\n'))).size).toBeGreaterThan(
    count * 0.9,
  );
  for (let stop = 0; stop < count; stop += 1)
    expect(pictures.back[stop], `stop ${stop} of ${count}`).toEqual(pictures.forward[stop]);
});

test('dragging the slider and a press on a row of the staircase move through time', async ({
  page,
}) => {
  await open(page);
  await crash(page);
  await restart(page);
  const slider = page.getByRole('slider', { name: 'Position in the run' });
  await slideTo(page, 20);
  await until(page, { index: 20, appRun: 1, isPlaying: false });
  await expect(slider).toHaveAttribute('aria-valuetext', /App run 1/);
  await page
    .getByRole('grid', { name: 'Replay staircase' })
    .getByRole('row')
    .last()
    .getByRole('gridcell')
    .first()
    .click();
  await until(page, { appRun: 2 });
});
