import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { pictures } from '../../app/drawing/picture.ts';
import { openedPage } from '../../app/visit.test-support.ts';
import type { ScreenActions } from '../screen-actions.ts';
import { EmbedControls } from './embed-controls.tsx';

it('the slider of an embed keeps its scale when a crash cuts the run', async () => {
  const page = await openedPage();
  const picture = pictures();
  const slider = (): { most: string | undefined; at: string | undefined } => {
    const { frame, staircase } = picture(page.shown(), page.cursor(), {
      isFolded: true,
      focus: undefined,
    });
    const drawn = renderToStaticMarkup(
      <EmbedControls
        frame={frame}
        held={staircase.held}
        controls="full"
        isPlaying={false}
        speed={1}
        canCrash
        canUndo={false}
        // Nothing is pressed here.
        actions={{} as ScreenActions}
      />,
    );
    const of = (name: string) => new RegExp(`type="range"[^>]* ${name}="(\\d+)"`).exec(drawn)?.[1];
    return { most: of('max'), at: of('value') };
  };
  const before = slider();
  page.session.crash();
  await page.settled();
  const dead = slider();
  expect(before.most).toMatch(/^\d+$/);
  expect(dead.most).toBe(before.most);
  expect(Number(dead.at)).toBeLessThan(Number(dead.most));
});

it('at its end the big button of an embed leads back to its beginning, and says so', async () => {
  const page = await openedPage();
  const picture = pictures();
  const bigButton = (canUndo: boolean) => {
    const { frame } = picture(page.shown(), page.cursor(), { isFolded: true, focus: undefined });
    const drawn = renderToStaticMarkup(
      <EmbedControls
        frame={frame}
        held={undefined}
        controls="minimal"
        isPlaying={false}
        speed={1}
        canCrash
        canUndo={canUndo}
        onAgain={() => undefined}
        actions={{} as ScreenActions}
      />,
    );
    return /class="crash-name">([^<]*)</.exec(drawn)?.[1];
  };
  expect(bigButton(true)).toBe('Crash');
  page.session.crash();
  await page.settled();
  expect(bigButton(true)).toBe('Restart');
  page.session.restart();
  await page.settled();
  page.session.toEnd();
  expect(bigButton(true)).toBe('Again');
  // A link to the end of a run: it is where it began.
  expect(bigButton(false)).toBe('Crash');
});
