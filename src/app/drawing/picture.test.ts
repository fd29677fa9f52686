import { describe, expect, it } from 'vitest';
import { cursorOf } from '../../player/player-machine.ts';
import { keepLessons } from '../lesson/keeper.ts';
import { openedPage } from '../visit.test-support.ts';
import { pictures } from './picture.ts';

/** A replay that is held at a question; `words`: all that the staircase names then. */
async function held(sample: string) {
  const page = await openedPage();
  page.session.openSample(sample);
  await page.settled();
  page.session.setHeld(true);
  keepLessons(page.session, page.around);
  page.session.crash();
  await page.settled();
  page.session.restart();
  await page.settled();
  const picture = pictures();
  const drawn = () => {
    const { context } = page.player.getSnapshot();
    const choice = { isFolded: false, focus: undefined, gate: context.gate };
    return picture(page.shown(), cursorOf(context), choice).staircase;
  };
  const answer = () => page.session.predict({ sample, question: 0, answer: 0 });
  return { drawn, answer };
}

describe.each(['order-key', 'order', 'gift'])('the staircase of %s', (sample) => {
  it('names nothing that is to come while an answer is due, and all of it afterwards', async () => {
    const { drawn, answer } = await held(sample);
    const before = drawn();
    expect(before.rows.filter(({ isAhead }) => isAhead)).toEqual([]);
    expect(before.rows.flatMap(({ marks }) => marks).filter(({ isAhead }) => isAhead)).toEqual([]);
    answer();
    const after = drawn();
    expect(after.columns.length).toBeGreaterThan(before.columns.length);
    expect(after.columns.slice(0, before.columns.length)).toEqual(before.columns);
    expect(after.rows.some(({ isAhead }) => isAhead)).toBe(true);
  });
});
