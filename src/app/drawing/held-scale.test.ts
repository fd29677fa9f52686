import { describe, expect, it } from 'vitest';
import { staircaseMarks } from '../../view/marks.ts';
import { openedPage, type Page } from '../visit.test-support.ts';
import { pictures } from './picture.ts';

const box = {
  width: 1300,
  labelWidth: 96,
  rowHeight: 24,
  leastRows: 2,
  letterWidth: 6.9,
  axisHeight: 34,
};

const drawing = (page: Page, isFolded = true) => {
  const picture = pictures();
  return () => {
    const { staircase } = picture(page.shown(), page.cursor(), {
      isFolded,
      focus: undefined,
    });
    const marks = staircaseMarks(staircase, box);
    const centres = new Map(marks.columns.map(({ number, centre }) => [number, centre]));
    return { ...marks, held: staircase.held, centres };
  };
};

describe('the scale of the staircase', () => {
  it.each([true, false])('stays through Crash and Restart (folded: %s)', async (isFolded) => {
    const page = await openedPage();
    const draw = drawing(page, isFolded);
    const before = draw();
    const moments = page.player.getSnapshot().context.timeline.stops.length;
    page.session.crash();
    await page.settled();
    const dead = draw();
    expect(dead.columns.length).toBeLessThan(before.columns.length);
    for (const [number, centre] of dead.centres) expect(centre).toBe(before.centres.get(number));
    expect(dead.empty.length).toBe(before.columns.length - dead.columns.length);
    expect(dead.axisY).toBe(before.axisY);
    expect(dead.held?.moments).toBe(moments);
    page.session.restart();
    await page.settled();
    const back = draw();
    expect(back.held).toBeUndefined();
    for (const [number, centre] of before.centres) expect(back.centres.get(number)).toBe(centre);
  });

  it('is its own in a run that is opened dead, and in another story', async () => {
    const page = await openedPage();
    const draw = drawing(page);
    draw();
    page.session.crash();
    await page.settled();
    expect(draw().held).toBeDefined();
    expect(drawing(page)().held).toBeUndefined();
    page.session.openSample('coin');
    await page.settled();
    expect(draw().held).toBeUndefined();
  });
});
