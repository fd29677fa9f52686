import { describe, expect, it } from 'vitest';
import { openedPage, type Page } from '../visit.test-support.ts';
import { followed } from './followed.ts';

const CHILD = 'order-1:0002';

async function atTheGift(): Promise<Page> {
  const page = await openedPage();
  page.session.openSample('gift');
  await page.settled();
  return page;
}

const focusOf = (page: Page) =>
  followed(page.store.getState(), page.shown().trace, page.cursor().step);

describe('a question about a child workflow', () => {
  it('opens with the child, and ends on its parent', async () => {
    const page = await atTheGift();
    expect(focusOf(page)).toBe(CHILD);
    for (const act of ['crash', 'restart'] as const) {
      page.session[act]();
      await page.settled();
      expect(focusOf(page)).toBe(CHILD);
    }
    const { steps } = page.shown().trace;
    const end = steps.findIndex(
      (step) =>
        step.kind === 'turn-saved' && step.instance === CHILD && step.status === 'COMPLETED',
    );
    page.session.seek(end, 0, 0);
    expect(focusOf(page)).toBe(CHILD);
    page.session.step();
    expect(focusOf(page)).toBeUndefined();
    page.session.toEnd();
    expect(focusOf(page)).toBeUndefined();
  });

  it.each([
    ['the parent that it ends on', undefined],
    ['the child that somebody has chosen', CHILD],
  ] as const)('has a link that opens as it is seen: %s', async (_, chosen) => {
    const page = await atTheGift();
    page.session.toEnd();
    if (chosen) page.session.showInstance(chosen);
    expect(page.session.visit.moment.view?.instance).toBe(chosen);
    const opened = await openedPage(page.session.address().replace(/^[^#]*/, ''));
    expect(opened.session.visit.moment).toMatchObject({
      position: page.session.visit.moment.position,
    });
    expect(focusOf(opened)).toBe(chosen);
  });

  it('stays with the child that somebody has chosen, until another question opens', async () => {
    const page = await atTheGift();
    page.session.toEnd();
    page.session.showInstance(CHILD);
    expect(focusOf(page)).toBe(CHILD);
    page.session.openSample('gift');
    await page.settled();
    page.session.toEnd();
    expect(focusOf(page)).toBeUndefined();
  });
});
