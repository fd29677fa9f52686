import { describe, expect, it } from 'vitest';
import { encodeLink } from '../link/codec.ts';
import { readProgram } from './own-code/reading.ts';
import { mendsFor } from './mend.ts';
import { sampleIndex } from './programs.ts';
import { openedPage, type Page } from './visit.test-support.ts';
import { waysOf } from './ways-offered.ts';

/** All of the screen that an act changes. */
const seen = (page: Page) => {
  const { scenario, question, focus } = page.store.getState();
  const acts = encodeLink({ scenario }, sampleIndex);
  const { sentence, world, app, history, place } = page.frame();
  return { acts, question, focus, sentence, world, app, events: history.length, place };
};

const mode = (page: Page) => page.player.getSnapshot().value;

/** An act, taken back and done again, twice: each time the same is on the screen. */
async function thereAndBack(page: Page, press: () => unknown): Promise<void> {
  const before = seen(page);
  const { done } = page.store.getState().acts;
  await press();
  await page.settled();
  expect(page.store.getState().acts).toEqual({ done: done + 1, undone: 0 });
  page.session.pause();
  const after = seen(page);
  expect(after).not.toEqual(before);
  for (let times = 0; times < 2; times += 1) {
    page.session.undo();
    await page.settled();
    expect(seen(page)).toEqual(before);
    expect(mode(page)).toBe('paused');
    page.session.redo();
    await page.settled();
    expect(seen(page)).toEqual(after);
  }
  page.session.undo();
  await page.settled();
  expect(seen(page)).toEqual(before);
}

async function at(sample: string, questions = 0): Promise<Page> {
  const page = await openedPage();
  page.session.openSample(sample);
  await page.settled();
  for (let next = 0; next < questions; next += 1) {
    page.session.nextQuestion();
    await page.settled();
  }
  return page;
}

/** Where different things can be done: before a message, in an activity, before a save, asleep, with the app down. */
const MOMENTS: Record<string, () => Promise<Page>> = {
  'in the middle of a wake-up': () => at('order'),
  'in an activity, at the second question': () => at('order', 1),
  'beside the second question, where nothing of it stands in the address': async () => {
    const page = await at('order', 1);
    page.session.toInteresting(1);
    return page;
  },
  'before a save': async () => {
    const page = await at('order', 1);
    page.session.step();
    return page;
  },
  'where it waits for a person': () => at('approval'),
  'where the app is down': async () => {
    const page = await at('deploy');
    page.session.crash();
    await page.settled();
    return page;
  },
};

describe.each(Object.entries(MOMENTS))('undo and redo, %s', (_name, open) => {
  it('of everything that can be done there', async () => {
    const page = await open();
    const possible = waysOf(page.session, undefined).filter(
      ({ reason, id }) => reason === undefined && id !== 'restart variables',
    );
    expect(possible.length).toBeGreaterThan(3);
    for (const { id } of possible) {
      const way = waysOf(page.session, undefined).find((each) => each.id === id);
      if (way) await thereAndBack(page, way.onPress);
    }
    const { status } = page.frame().app;
    if (status !== 'dead') await thereAndBack(page, page.session.crash);
    else await thereAndBack(page, () => page.session.restart());
  }, 60_000);
});

/** Other acts, each in a page of its own. */
const OTHERS: Record<string, () => Promise<[page: Page, press: () => unknown]>> = {
  'an answer that a person gives': async () => {
    const page = await at('approval');
    return [page, () => page.session.raise('approval', { approved: false })];
  },
  'a deploy': async () => {
    const page = await at('deploy');
    page.session.crash();
    await page.settled();
    return [page, page.session.restartWithNext];
  },
  'a restart with other variables': async () => {
    const page = await at('deploy');
    page.session.crash();
    await page.settled();
    return [page, () => page.session.restartWith({ variables: { MODE: 'fast' } })];
  },
  'the next question of a sample': async () => {
    const page = await at('order');
    return [page, page.session.nextQuestion];
  },
  'the question of the next sample': async () => {
    const page = await at('coin');
    return [page, page.session.nextQuestion];
  },
  'another seed': async () => {
    const page = await at('coin');
    return [page, page.session.changeSeed];
  },
  'another sample': async () => {
    const page = await at('coin');
    return [page, () => page.session.openSample('approval')];
  },
  'plain code and workflow side by side': async () => {
    const page = await at('plain');
    return [page, page.session.toggleBoth];
  },
  'a mend': async () => {
    const page = await at('coin');
    page.session.crash();
    await page.settled();
    page.session.restart();
    await page.settled();
    page.session.toDisagreement();
    const { program } = page.shown();
    const lines = (page.frame().disagreement?.why ?? []).flatMap(({ line }) => line ?? []);
    const [first] = await mendsFor(program.source, lines, async (text) => readProgram(text));
    if (!first) throw new Error('Nothing is offered.');
    return [page, () => page.session.mend(first)];
  },
};

it.each(Object.entries(OTHERS))('undo and redo of %s', async (_name, open) => {
  const [page, press] = await open();
  await expect(thereAndBack(page, press)).resolves.toBeUndefined();
});

it('keeps the question of each act when undo and redo come before a run is there', async () => {
  const page = await at('order');
  page.session.nextQuestion();
  page.session.undo();
  page.session.redo();
  await page.settled();
  expect(page.store.getState().question).toBe(1);
  expect(page.place()).toBe('k3:effect1');
});
