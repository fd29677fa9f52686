import { describe, expect, it } from 'vitest';
import { gateIndexOf } from '../../player/player-machine.ts';
import { openedPage } from '../visit.test-support.ts';
import { keepLessons } from './keeper.ts';

/** A page with the lesson on, at a question of a sample. */
async function atQuestion(sample: string, isHeld = true) {
  const page = await openedPage();
  page.session.openSample(sample);
  await page.settled();
  page.session.setHeld(isHeld);
  const stop = keepLessons(page.session, page.around);
  const now = () => page.player.getSnapshot();
  return {
    ...page,
    now,
    stop,
    isAtGate: () => now().context.index === gateIndexOf(now().context),
    crashAndRestart: async () => {
      page.session.crash();
      await page.settled();
      page.session.restart();
      await page.settled();
    },
    answer: () => page.store.getState().predicted?.answer,
    answerNow: (answer: number | 'skipped') =>
      page.session.predict({ sample, question: page.store.getState().question, answer }),
  };
}

const EVENTS_KEPT = 9;

describe('a lesson that asks first', () => {
  it('holds the replay that Restart would play, until there is an answer', async () => {
    const page = await atQuestion('order-key');
    await page.crashAndRestart();
    expect(page.place()).toBe('p2:started');
    expect(page.now().value).toBe('paused');
    expect(page.store.getState().toast).toBe('First a question: answer it, or skip it.');
    for (const press of ['play', 'step', 'toEnd'] as const) {
      page.session[press]();
      expect(page.isAtGate(), press).toBe(true);
    }
    page.session.play();
    page.answerNow(0);
    expect(page.now().value).not.toBe('paused');
    page.playOut();
    expect(page.frame().isOver).toBe(true);
  });

  it('shows the step that was asked for once it is skipped, and no more', async () => {
    const page = await atQuestion('order-key');
    await page.crashAndRestart();
    page.session.pause();
    const { index } = page.now().context;
    page.session.step();
    page.answerNow('skipped');
    expect(page.now().context.index).toBe(index + 1);
    expect(page.now().value).toBe('paused');
  });

  it('lets the person step back, scrub and jump; past it, the question is skipped', async () => {
    const page = await atQuestion('order-key');
    await page.crashAndRestart();
    const at = page.now().context.index;
    page.session.stepBack();
    expect(page.now().context.index).toBe(at - 1);
    page.session.seekIndex(2);
    page.session.toInteresting(1);
    expect(page.now().context.index).toBeGreaterThan(2);
    expect(page.answer()).toBeUndefined();
    page.session.seekIndex(at + 3);
    expect(page.now().context.index).toBe(at + 3);
    expect(page.answer()).toBe('skipped');
    expect(page.store.getState().toast).toBe('You went past the question. It counts as skipped.');
    page.session.toStart();
    page.session.toEnd();
    expect(page.frame().isOver).toBe(true);
  });

  it('holds a run in which nothing is done, where its outcome would begin to show', async () => {
    const page = await atQuestion('uuid');
    page.session.play();
    page.playOut();
    expect(page.isAtGate()).toBe(true);
    expect(page.frame().silent).toBeUndefined();
    page.answerNow(1);
    page.playOut();
    expect(page.frame().silent).toBeDefined();
  });

  it('plays on to the gate over a wait, and holds there', async () => {
    const page = await atQuestion('deploy');
    page.session.play();
    page.playOut();
    page.session.play();
    page.playOut();
    expect(page.isAtGate()).toBe(true);
    expect(page.frame().disagreement).toBeUndefined();
  });

  it('says nothing about a moment behind the outcome that was there before it', async () => {
    const page = await atQuestion('order-key', false);
    await page.crashAndRestart();
    page.session.toEnd();
    page.store.setState({ toast: '' });
    page.session.setHeld(true);
    page.session.stepBack();
    expect(page.answer()).toBe('skipped');
    expect(page.store.getState().toast).toBe('');
  });

  it('holds nothing where the reader does not want it, and in the first minute', async () => {
    const page = await atQuestion('order-key', false);
    await page.crashAndRestart();
    expect(page.now().value).not.toBe('paused');

    const first = await openedPage();
    first.session.setHeld(true);
    keepLessons(first.session, first.around);
    expect(first.store.getState().isFirstMinute).toBe(true);
    first.session.crash();
    await first.settled();
    first.session.restart();
    await first.settled();
    expect(first.player.getSnapshot().value).toBe('sweeping');
  });

  it('undoing the crash ends the hold, and nothing goes on by itself', async () => {
    const page = await atQuestion('order-key');
    await page.crashAndRestart();
    page.session.undo();
    await page.settled();
    expect(page.now().context.gate).toBeUndefined();
    expect(page.now().value).toBe('paused');
    expect(page.frame().history.length).toBe(EVENTS_KEPT);
  });

  it('when it is taken away, lets everything pass and starts nothing', async () => {
    const page = await atQuestion('order-key');
    await page.crashAndRestart();
    page.stop();
    expect(page.now().value).toBe('paused');
    page.session.toEnd();
    expect(page.frame().isOver).toBe(true);
  });
});
