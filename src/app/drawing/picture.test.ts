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

/** A question that stands at the opening, of which nobody is held. `names`: all that the staircase names. */
async function open(sample: string) {
  const page = await openedPage();
  keepLessons(page.session, page.around);
  page.session.openSample(sample);
  await page.settled();
  const picture = pictures();
  const drawn = (isFolded: boolean) => {
    const { context } = page.player.getSnapshot();
    const { veil } = page.store.getState();
    const cursor = cursorOf(context);
    const gate = context.gate ?? (veil !== undefined && cursor.step < veil ? veil : undefined);
    return picture(page.shown(), cursor, { isFolded, focus: undefined, gate }).staircase;
  };
  return { page, drawn };
}

const GOING_ON = ['deploy', 'environment', 'saga', 'clock', 'http', 'uuid'];

describe.each(GOING_ON)('the question at the opening of %s', (sample) => {
  it.each([true, false])('is not answered by the drawing, held: %s', async (isHeld) => {
    const { page, drawn } = await open(sample);
    if (isHeld) page.session.setHeld(true);
    const before = drawn(false);
    for (const isFolded of [true, false]) {
      const { rows, columns } = drawn(isFolded);
      expect(columns.filter(({ label }) => label === 'failed' && sample !== 'saga')).toEqual([]);
      expect(columns.map(({ label }) => label)).not.toContain('returnMoney?');
      const ahead = rows.flatMap(({ marks }) => marks).filter(({ isAhead }) => isAhead);
      expect(ahead.filter(({ label }) => /returned|released/.test(label))).toEqual([]);
    }
    const { question } = page.store.getState();
    page.session.predict({ sample, question, answer: 0 });
    const after = drawn(false);
    expect(after.columns.length).toBeGreaterThan(before.columns.length);
    expect(after.columns.slice(0, before.columns.length)).toEqual(before.columns);
  });

  it('hides nothing once its outcome was seen without an answer', async () => {
    const { page, drawn } = await open(sample);
    const before = drawn(false).columns.length;
    page.session.toEnd();
    const whole = drawn(false).columns.length;
    expect(whole).toBeGreaterThan(before);
    page.session.toStart();
    expect(drawn(false).columns).toHaveLength(whole);
  });
});

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
