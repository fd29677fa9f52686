import { describe, expect, it } from 'vitest';
import { encodeLink } from '../link/codec.ts';
import { predictionFor } from '../samples/predictions/all.ts';
import { scenarioOfText } from '../../tests/support/run-text.ts';
import { sampleIndex } from './programs.ts';
import { samples } from './samples/outlines.ts';
import { openedPage, openPage, type Page } from './visit.test-support.ts';

/** A page of somebody who has nothing but the two keys of a remote. */
function withRemote(page: Page) {
  const press = async (key: 'forward' | 'back' | 'nextQuestion') => {
    await page.session.remote(key);
    await page.settled();
  };
  return {
    ...page,
    forward: () => press('forward'),
    back: () => press('back'),
    next: () => press('nextQuestion'),
    index: () => page.player.getSnapshot().context.index,
    did: () => page.store.getState().scenario.interventions.map((act) => act.do),
    question: () => {
      const { scenario, question } = page.store.getState();
      return `${'sample' in scenario.program ? scenario.program.sample : 'own'} ${question}`;
    },
    isPlaying: () => page.player.getSnapshot().value !== 'paused',
    toast: () => page.store.getState().toast,
  };
}

const remote = async () => withRemote(await openedPage());

describe('a presenter’s remote', () => {
  it('gives the first minute alone: crash, restart, replay, end, and the next question', async () => {
    const page = await remote();
    await page.forward();
    expect(page.did()).toEqual(['crash']);
    expect(page.frame().app.status).toBe('dead');
    expect(page.store.getState().isFirstMinute).toBe(true);
    await page.forward();
    expect(page.did()).toEqual(['crash', 'restart']);
    expect(page.isPlaying()).toBe(true);
    // It stops where the replay ends, though it would have played on.
    await page.forward();
    expect(page.isPlaying()).toBe(false);
    expect(page.frame()).toMatchObject({ isOver: false, app: { run: 2 } });
    while (!page.frame().isOver) await page.forward();
    expect(page.question()).toBe('order 0');
    await page.forward();
    expect(page.question()).toBe('order 1');
    expect(page.place()).toBe('k3:effect1');
    await page.forward();
    expect(page.did()).toEqual(['crash']);
  });

  it('goes all the way back: each act that it made is taken back where it was made', async () => {
    const page = await remote();
    const seen = [page.place()];
    while (page.question() === 'order 0') {
      await page.forward();
      page.session.pause();
      seen.push(page.place());
    }
    for (const place of seen.toReversed().slice(1)) {
      await page.back();
      expect(page.place()).toBe(place);
    }
    expect(page.did()).toEqual([]);
    await page.back();
    expect(page.place()).not.toBe(seen[0]);
  });

  it('goes no further than to the moment that the question speaks of, and crashes there', async () => {
    const page = await remote();
    const opening = page.index();
    page.session.toStart();
    while (page.index() < opening) await page.forward();
    expect(page.index()).toBe(opening);
    expect(page.did()).toEqual([]);
    page.session.crash();
    await page.settled();
    page.session.toStart();
    while (page.frame().app.status !== 'dead') await page.forward();
    expect(page.did()).toEqual(['crash']);
    await page.forward();
    expect(page.did()).toEqual(['crash', 'restart']);
  });

  it('makes the same crash and restart in an embed, whose page has chosen this run: it ends there', async () => {
    const page = withRemote(await openedPage('', { isGuest: true }));
    page.session.toStart();
    while (!page.frame().isOver) await page.forward();
    expect(page.did()).toEqual(['crash', 'restart']);
    const end = page.index();
    await page.forward();
    expect([page.index(), page.question()]).toEqual([end, 'order 0']);
    expect(page.toast()).toBe('This is the end of the run.');
    while (page.did().length > 0) await page.back();
    expect(page.place()).toBe('t4:a4');
  });

  it('does not take back what was done by hand', async () => {
    const page = await remote();
    await page.forward();
    page.session.undo();
    await page.settled();
    page.session.crash();
    await page.settled();
    await page.back();
    expect(page.did()).toEqual(['crash']);
    expect(page.frame().app.status).toBe('running');
  });

  const all = samples.flatMap(({ id, questions }) => questions.map((_, at) => `${id} ${at}`));

  it.each(all)('leads through %s, crashes where that asks for it, and only there', async (name) => {
    const page = await remote();
    const [sample = '', question = '0'] = name.split(' ');
    page.session.openSample(sample);
    await page.settled();
    for (let next = 0; next < Number(question); next += 1) {
      page.session.nextQuestion();
      await page.settled();
    }
    expect(page.question()).toBe(name);
    const before = page.did().length;
    for (let presses = 0; !page.frame().isOver || page.did().length === before + 1; presses += 1) {
      if (presses > 200) throw new Error('It leads nowhere.');
      await page.forward();
      expect(page.question()).toBe(name);
    }
    const isAsked = predictionFor(sample, Number(question))?.foresees === 'crash';
    expect(page.did().slice(before)).toEqual(isAsked ? ['crash', 'restart'] : []);
    await page.forward();
    expect(page.question()).toBe(all[all.indexOf(name) + 1] ?? name);
  });

  it('says at the end of the last sample that no question follows', async () => {
    const page = await remote();
    page.session.openSample(samples.at(-1)?.id ?? '');
    await page.settled();
    const { question } = page.store.getState();
    page.session.toEnd();
    for (const press of [page.forward, page.next]) {
      page.session.toEnd();
      await press();
      expect(page.toast()).toBe('That was the last question.');
    }
    expect(page.store.getState().question).toBe(question);
  });

  it('only moves in a program without a question, and says where it ends', async () => {
    const source = `export async function* quiet(ctx) {
  return yield ctx.callActivity(one);
}
async function one() { return 1; }`;
    const scenario = scenarioOfText(source, 'quiet');
    const opened = openPage(`#${encodeLink({ scenario }, sampleIndex)}`);
    await opened.session.start();
    await opened.settled();
    opened.session.answer(true);
    await opened.settled();
    const page = withRemote(opened);
    while (!page.frame().isOver) await page.forward();
    await page.forward();
    expect(page.did()).toEqual([]);
    expect(page.toast()).toBe('This is the end of the run.');
  });

  it('says that something is down where a run ends so by another crash than the one that was asked for', async () => {
    const page = await remote();
    page.session.toStart();
    page.session.step();
    page.session.crash();
    await page.settled();
    page.session.toEnd();
    await page.forward();
    expect(page.did()).toEqual(['crash']);
    expect(page.toast()).toBe('This run ends here: something is down. Restart it to go on.');
  });
});

describe('a question that holds its outcome back', () => {
  it('is skipped by the second press: a remote can’t answer', async () => {
    const { keepLessons } = await import('./lesson/keeper.ts');
    const page = await remote();
    page.session.openSample('order-key');
    await page.settled();
    page.session.setHeld(true);
    const stop = keepLessons(page.session, page.around);
    await page.forward();
    await page.forward();
    const held = page.index();
    expect(page.toast()).toBe('First a question: answer it, or skip it.');
    await page.forward();
    expect(page.store.getState().predicted?.answer).toBe('skipped');
    await page.forward();
    expect(page.index()).toBeGreaterThan(held);
    stop();
  });
});

describe('the key of the next question', () => {
  it('says when it comes, until the run has shown all', async () => {
    const page = await remote();
    await page.next();
    expect(page.question()).toBe('order 0');
    expect(page.toast()).toBe('The next question comes at the end of this run.');
    page.session.toEnd();
    await page.next();
    expect(page.question()).toBe('order 1');
  });

  it('does what its button does where code and history disagree', async () => {
    const page = await remote();
    page.session.openSample('coin');
    await page.settled();
    await page.forward();
    await page.forward();
    page.session.toDisagreement();
    await page.next();
    expect(page.question()).toBe('coin-mended 0');
  });
});
