import { describe, expect, it, vi } from 'vitest';
import { encodeLink } from '../link/codec.ts';
import { scenarioOfText } from '../../tests/support/run-text.ts';
import { FIRST_WORD_MS } from './engine-client.ts';
import { sampleIndex } from './programs.ts';
import { openedPage, openPage, type Page } from './visit.test-support.ts';

const ENDLESS = {
  activities: `export async function* escape(ctx) {
  while (true) yield ctx.callActivity(one);
}
async function one() {}`,
  timers: `export async function* escape(ctx) {
  while (true) yield ctx.createTimer(0);
}`,
  'new histories': `export async function* escape(ctx) {
  yield ctx.callActivity(one);
  ctx.continueAsNew(1);
}
async function one() {}`,
};

const scenarioOf = (source: string) => scenarioOfText(source, 'escape');

/** The page's own bound would take long to reach. */
const options = { maxSteps: 3000, maxBeats: 1000 };

/** While the run comes, the person stops it as soon as they can once there are so many steps. */
function stopAfter(page: Page, count: number): () => void {
  return page.run.subscribe(({ shown, isComputing, isLong }) => {
    if (!isComputing || (shown?.trace.steps.length ?? 0) < count) return;
    if (isLong) page.session.stopComputing();
    else page.clock.move(FIRST_WORD_MS);
  });
}

async function stopped(source: string): Promise<Page> {
  const page = openPage(`#${encodeLink({ scenario: scenarioOf(source) }, sampleIndex)}`, {
    options,
  });
  const forget = stopAfter(page, 400);
  void page.session.start();
  await page.settled();
  page.session.answer(true);
  await page.settled();
  forget();
  return page;
}

const stepsOf = (page: Page) => page.shown().trace.steps;

describe('a run that never ends', () => {
  it.each(Object.entries(ENDLESS))('of %s can be stopped', async (_name, source) => {
    const page = await stopped(source);
    expect(stepsOf(page).length).toBeGreaterThanOrEqual(400);
    expect(stepsOf(page).length).toBeLessThan(1500);
    expect(page.run.getState()).toMatchObject({ isComputing: false });
    // Nothing moves under the person who stops it.
    expect(page.player.getSnapshot().context.index).toBe(0);
    expect(page.store.getState().toast).toMatch(/^Stopped (at event \d+|here)\.$/);
    page.session.toEnd();
    const { sentence, isCutShort, history } = page.frame();
    const where = history.length > 0 ? `at event ${history.length}` : 'here';
    expect(sentence.lead).toBe(`Stopped ${where}.`);
    expect(isCutShort).toBe(true);
  });

  it('goes on after a stop: nothing of it is taken away, and the cursor stays', async () => {
    const page = await stopped(ENDLESS.activities);
    const before = stepsOf(page);
    page.session.seek(100, 0, 0);
    const place = page.place();
    const lengths: number[] = [];
    page.run.subscribe(({ shown }) => void lengths.push(shown?.trace.steps.length ?? 0));
    page.session.computeMore();
    await page.settled();
    expect(Math.min(...lengths)).toBe(before.length);
    expect(stepsOf(page).length).toBeGreaterThanOrEqual(options.maxSteps);
    expect(stepsOf(page).slice(0, before.length - 1)).toEqual(before.slice(0, -1));
    expect(stepsOf(page).at(-1)).toMatchObject({ kind: 'over', reason: 'limit' });
    expect(page.place()).toBe(place);
  });

  it('stopped again before it came as far, what was there is still there', async () => {
    const page = await stopped(ENDLESS.activities);
    const before = stepsOf(page);
    page.session.computeMore();
    page.session.stopComputing();
    await page.settled();
    expect(stepsOf(page)).toBe(before);
    expect(page.run.getState()).toMatchObject({ isComputing: false });
  });

  it('can be crashed and stepped through after a stop, and lines that come late do come', async () => {
    const page = await stopped(ENDLESS.activities);
    const late = stepsOf(page).findLastIndex((step) => step.kind === 'pass');
    page.session.seek(late, 0, 0);
    await page.settled();
    expect(page.frame().panes[0]?.unknown).toBeUndefined();
    page.session.crash();
    await page.settled();
    expect(page.frame().app.status).toBe('dead');
  });

  it('shows what is done after a stop as soon as it has happened, and the rest as it comes', async () => {
    const page = await stopped(ENDLESS.activities);
    page.session.seek(200, 0, 0);
    page.session.crash();
    await page.settled();
    const seen: { steps: number; isLong: boolean; status: string; run: number }[] = [];
    page.run.subscribe(({ shown, isComputing, isLong = false }) => {
      if (!isComputing || shown?.scenario !== page.store.getState().scenario) return;
      const { status, run } = page.frame().app;
      seen.push({ steps: shown.trace.steps.length, isLong, status, run });
    });
    page.session.restart();
    expect(page.run.getState()).toMatchObject({ isComputing: true, isLong: true });
    await page.settled();
    expect(seen.length).toBeGreaterThan(2);
    expect(seen[0]?.steps).toBeLessThan(1000);
    expect(page.frame().app.run).toBe(2);
    expect(page.run.getState()).toMatchObject({ isComputing: false });
  });

  it('comes back as it was stopped when what was done in it is undone', async () => {
    const page = await stopped(ENDLESS.activities);
    page.session.seek(200, 0, 0);
    const { trace } = page.shown();
    const place = page.place();
    // The lines of a late pass may come again.
    const isAsItWas = () => {
      const { steps } = page.shown().trace;
      return steps.length === trace.steps.length && steps.at(-1) === trace.steps.at(-1);
    };
    page.session.crash();
    await page.settled();
    page.session.undo();
    expect(page.shown().trace).toBe(trace);
    expect(page.run.getState()).toMatchObject({ isComputing: false });
    expect(page.place()).toBe(place);
    await page.settled();
    expect(isAsItWas()).toBe(true);
    // Also where the run of the act has no end itself, and is still going on.
    page.session.redo();
    await page.settled();
    page.session.restart();
    page.session.undo();
    page.session.undo();
    await page.settled();
    expect(isAsItWas()).toBe(true);
    // It is a whole run again only when that is asked for.
    page.session.computeMore();
    await page.settled();
    expect(stepsOf(page).length).toBeGreaterThan(trace.steps.length);
  });
});

describe('a press while the engine computes', () => {
  it('acts at once where the cursor is, while the run on the screen still grows', async () => {
    const page = openPage(
      `#${encodeLink({ scenario: scenarioOf(ENDLESS.activities) }, sampleIndex)}`,
      { options },
    );
    let hasActed = false;
    page.run.subscribe(({ shown, isComputing }) => {
      if (hasActed || !isComputing || (shown?.trace.steps.length ?? 0) < 400) return;
      hasActed = true;
      page.session.seek(100, 0, 0);
      page.session.crash();
    });
    void page.session.start();
    await page.settled();
    page.session.answer(true);
    await page.settled();
    await page.settled();
    expect(hasActed).toBe(true);
    expect(page.frame().app.status).toBe('dead');
    expect(page.shown().trace.performedAt[0]).toBeGreaterThanOrEqual(100);
    expect(page.shown().trace.performedAt[0]).toBeLessThan(110);
  });

  it('keeps what was done before the cursor, also while the run still grows', async () => {
    const page = await stopped(ENDLESS.activities);
    page.session.seek(100, 0, 0);
    page.session.crash();
    await page.settled();
    let hasActed = false;
    page.run.subscribe(({ shown, isComputing }) => {
      const steps = shown?.trace.steps.length ?? 0;
      if (hasActed || !isComputing || shown?.isComplete || steps < 400) return;
      hasActed = true;
      page.session.seek(300, 0, 0);
      page.session.crash();
    });
    page.session.restart();
    await page.settled();
    await page.settled();
    expect(hasActed).toBe(true);
    expect(page.shown().scenario.interventions.map((each) => each.do)).toEqual([
      'crash',
      'restart',
      'crash',
    ]);
    expect(page.shown().trace.unused).toEqual([]);
  });

  it('says that it was too early, until the run of the act before it is there', async () => {
    const page = await openedPage();
    page.session.crash();
    page.session.crash();
    await vi.waitFor(() =>
      expect(page.store.getState().toast).toMatch(/^Still computing\.|Press again\.$/),
    );
    await page.settled();
    expect(page.frame().app.status).toBe('dead');
    expect(page.shown().scenario.interventions).toHaveLength(1);
  });
});

describe('undo, pressed faster than the browser goes back', () => {
  it('never goes further back than to what there was before all acts', async () => {
    const page = await openedPage();
    page.session.crash();
    await page.settled();
    // A browser goes back a moment after it was told.
    const back = vi.spyOn(page.bar, 'back').mockImplementation(() => undefined);
    page.session.undo();
    page.session.undo();
    expect(back).toHaveBeenCalledTimes(1);
    back.mockRestore();
    page.bar.back();
    await page.settled();
    page.session.crash();
    await page.settled();
    page.session.undo();
    await page.settled();
    expect(page.shown().scenario.interventions).toEqual([]);
  });
});

describe('a run that never ends', () => {
  it('has a link at its stop that opens the last moment that was computed', async () => {
    const page = await stopped(ENDLESS.activities);
    page.session.toEnd();
    const { steps } = page.shown().trace;
    const address = page.session.address();
    expect(address).not.toContain('r1:over');
    const again = openPage(address.slice(address.indexOf('#')), { options });
    void again.session.start();
    await again.settled();
    again.session.answer(true);
    await again.settled();
    const { context } = again.player.getSnapshot();
    expect(again.frame().place).toEqual(steps.at(-2)?.place);
    expect(again.store.getState().notice).toBeUndefined();
    expect(context.index).toBeLessThan(context.timeline.stops.length - 1);
  });
});
