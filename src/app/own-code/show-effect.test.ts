import { describe, expect, it } from 'vitest';
import { MAIN_INSTANCE } from '../../sim/simulate.ts';
import { explorationOf } from '../explored-picture.ts';
import { openPlace } from '../exploring-work.ts';
import { causeLines, toldBy } from '../told-cause.ts';
import { openedPage, type Page } from '../visit.test-support.ts';
import { showEffect } from './show-effect.ts';
import { showOnSample } from './show-on-sample.ts';

/** A program of one's own, with its editor open. */
async function withCode(text: string): Promise<Page> {
  const page = await openedPage();
  await page.session.ownCode.openText(text);
  await page.settled();
  return page;
}

const notice = (page: Page) => page.store.getState().notice;

async function shownEffect(page: Page, line: number): Promise<void> {
  await showEffect(page.session, { line });
  await page.settled();
}

const COIN = `async function* toss(ctx) {
  yield ctx.callActivity(begin);
  const side = Math.random() > 0.5 ? heads : tails;
  return yield ctx.callActivity(side);
}
async function begin() { return 1; }
async function heads() { return 'heads'; }
async function tails() { return 'tails'; }
`;

const CLOCK_IN_A_LOG = `async function* hello(ctx) {
  const startedMs = Date.now();
  yield ctx.callActivity(begin);
  return 'done';
}
async function begin() { return 1; }
`;

const NEVER = `async function* hello(ctx, wanted) {
  yield ctx.callActivity(begin);
  if (wanted)
    return Date.now();
  return 'done';
}
async function begin() { return 1; }
`;

describe('what comes of a finding', () => {
  it('crashes the very code of the editor where the line makes it part from its history', async () => {
    const page = await withCode(COIN);
    await shownEffect(page, 3);
    expect(page.shown().program.source).toBe(COIN);
    expect(page.session.editor.store.getState().isOpen).toBe(false);
    const { trace, program } = page.shown();
    const told = toldBy(trace, program);
    if (!told) throw new Error('Code and history agree.');
    expect(causeLines(told)).toEqual([3]);
    expect({ ...page.cursor(), fraction: 0 }).toEqual({ ...told.at, fraction: 0 });
    expect(notice(page)?.text).toContain('line 3');
    // One press leads back, to the run as it was.
    notice(page)?.action?.onPress();
    await page.settled();
    expect(page.shown().scenario.interventions).toEqual([]);
    expect(page.session.editor.store.getState()).toMatchObject({
      isOpen: true,
      texts: { v1: COIN },
    });
  });

  it('where no crash makes it break, shows the line as it runs again, and says so', async () => {
    const page = await withCode(CLOCK_IN_A_LOG);
    await shownEffect(page, 2);
    expect(page.frame().app.run).toBe(2);
    expect(page.frame().panes[0]?.line).toBe(2);
    expect(notice(page)?.text).toContain('nothing breaks here');
  });

  it('says that a line does not run, and leaves the code where it is', async () => {
    const page = await withCode(NEVER);
    const { scenario } = page.store.getState();
    await shownEffect(page, 4);
    expect(page.store.getState().scenario).toBe(scenario);
    expect(page.session.editor.store.getState().isOpen).toBe(true);
    expect(notice(page)?.text).toContain('Line 4 does not run');
  });

  it('on a sample: says that it is one, and one’s own code stays one press away through what is done there', async () => {
    const page = await withCode(COIN);
    showOnSample(page.session, 'coin');
    await page.settled();
    expect(page.store.getState().scenario.program).toEqual({ sample: 'coin' });
    expect(page.session.editor.store.getState().isOpen).toBe(false);
    page.session.crash();
    await page.settled();
    expect(notice(page)?.text).toContain('sample');
    notice(page)?.action?.onPress();
    await page.settled();
    expect(page.shown().program.source).toBe(COIN);
    expect(notice(page)).toBeUndefined();
    expect(page.session.editor.store.getState()).toMatchObject({
      isOpen: true,
      texts: { v1: COIN },
    });
  });
});

describe('a crash everywhere of one’s own code', () => {
  it('names the line on which the difference rests, and opens where it shows', async () => {
    const page = await withCode(COIN);
    const { exploring } = page.session;
    exploring.show('crashes');
    await expect
      .poll(() => exploring.store.getState().explorings?.cause, { timeout: 20_000 })
      .toBe('Line 3 draws a random number.');
    const { explorings } = exploring.store.getState();
    const seen = explorings && explorationOf(explorings, MAIN_INSTANCE);
    expect(seen?.summary).toMatch(
      /^Line 3 draws a random number\. Code and history disagree at event/,
    );
    const stops = seen?.picture.cells.find(({ found }) => found?.verdict === 'Stops');
    openPlace(exploring, stops?.number ?? 0);
    await expect.poll(() => exploring.store.getState().isOpen, { timeout: 20_000 }).toBe(false);
    await page.settled();
    expect(page.frame().disagreement).toBeDefined();
    expect(page.session.editor.store.getState().isOpen).toBe(false);
  });
});
