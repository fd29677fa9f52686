import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { cursorOf } from '../../player/player-machine.ts';
import { sampleOf } from '../programs.ts';
import { openedPage, type Page } from '../visit.test-support.ts';
import { predictionFor } from '../../samples/predictions/all.ts';
import { playAsAsked } from './as-asked.ts';
import PredictOffer from './predict-offer.tsx';
import { revealWakeUps } from './reveal.ts';

/** The card beside the sentence, as plain text. */
function cardOf(page: Page): string {
  const state = page.store.getState();
  const sample = sampleOf(state.scenario);
  if (!sample) throw new Error('No sample is on the screen.');
  const { session, around } = page;
  const shown = page.shown();
  const cursor = cursorOf(page.player.getSnapshot().context);
  const markup = renderToStaticMarkup(
    <PredictOffer {...{ session, around, sample, state, shown, cursor }} />,
  );
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A sample at its question; `answer`: what the person has said to it. */
async function atQuestion(sample: string, answer?: number) {
  const page = await openedPage();
  page.session.openSample(sample);
  await page.settled();
  if (answer !== undefined) page.session.predict({ sample, question: 0, answer });
  return page;
}

async function act(page: Page, ...acts: readonly ('crash' | 'restart')[]): Promise<void> {
  for (const each of acts) {
    page.session[each]();
    await page.settled();
  }
}

const WHY =
  'The replay tosses again, and asks for another activity than the one that the history holds.';

describe('what was said to a question', () => {
  it('is judged where playing rests because code and history disagree', async () => {
    const page = await atQuestion('coin', 0);
    await act(page, 'crash', 'restart');
    expect(cardOf(page)).toBe('You said: it completes. Now let it go on, and see.');
    page.playOut();
    expect(page.frame()).toMatchObject({ isOver: false });
    expect(page.frame().disagreement).toBeDefined();
    expect(cardOf(page)).toContain('You said: it completes. In fact: it stops.');
  });

  it('is judged also when the event that would come anyway is sent by hand', async () => {
    const page = await atQuestion('approval', 0);
    await act(page, 'crash', 'restart');
    page.session.raise('approval', { approved: true });
    await page.settled();
    expect(cardOf(page)).toContain('You said: it goes on as planned. Now let it go on');
    page.playOut();
    expect(cardOf(page)).toContain('You said: it goes on as planned. Right.');
  });

  it('names what is to be done where nothing goes on by itself', async () => {
    expect(cardOf(await atQuestion('deploy', 0))).toBe('You said: it stops. Now wake it, and see.');
  });

  it('stays, and says so, when something else was done: it can be judged no more', async () => {
    const page = await atQuestion('approval', 1);
    await act(page, 'crash', 'restart');
    page.session.raise('approval', { approved: false });
    await page.settled();
    const text = 'You said: a second mail is sent. You did something else, so this run can’t tell.';
    expect(cardOf(page)).toBe(text);
    page.playOut();
    expect(cardOf(page)).toBe(`${text} Play it as asked`);
    page.session.undo();
    await page.settled();
    expect(cardOf(page)).not.toContain('can’t tell');
  });
});

const FIRST = 'Version 2 asks for reserveStock first. The history begins with chargeCard.';

describe('one more crash than the question has', () => {
  it.each([
    [0, `You said: it stops. Right. Your crash did not change that. ${FIRST}`],
    [
      2,
      'You said: version 1 goes on. In fact: it stops. Your crash did not change that. The app has',
    ],
  ])('does not void answer %i where the run comes to the same', async (answer, said) => {
    const page = await atQuestion('deploy', answer);
    await act(page, 'crash');
    expect(cardOf(page)).toMatch(/Now restart the app, and see\.$/);
    await act(page, 'restart');
    expect(cardOf(page)).toMatch(/, and see\.$/);
    page.session.raise('packed', undefined);
    await page.settled();
    page.playOut();
    expect(page.frame().disagreement).toBeDefined();
    expect(cardOf(page)).toContain(said);
  });

  it('is not asked about, and gives no answer to who said nothing', async () => {
    const page = await atQuestion('deploy');
    await act(page, 'crash', 'restart');
    expect(cardOf(page)).toBe('');
    page.session.toEnd();
    expect(cardOf(page)).toBe('');
  });

  it('has no reasons where the question’s own crash was not made', async () => {
    const page = await atQuestion('order-key', 0);
    page.session.step();
    page.session.step();
    await act(page, 'crash', 'restart');
    page.session.toEnd();
    expect(cardOf(page)).toBe(
      'You said: once. Right. You did something else than the question says. It came to the same.',
    );
  });
});

describe('a run that can’t tell', () => {
  it.each([
    ['approval', ['crash', 'restart']],
    ['http-charge', []],
  ] as const)('%s: plays the question as it was asked', async (sample, did) => {
    const page = await atQuestion(sample, 1);
    const { scenario } = page.store.getState();
    await act(page, 'crash', 'restart');
    page.session.raise('approval', { approved: false });
    await page.settled();
    page.playOut();
    expect(cardOf(page)).toContain('can’t tell. Play it as asked');
    const offered = sampleOf(scenario);
    const prediction = predictionFor(sample, 0);
    if (!offered || !prediction) throw new Error('No question is open.');
    playAsAsked(page.session.visit, offered, 0, prediction);
    await page.settled();
    const own = offered.scenario.interventions.length;
    const acts = page.store.getState().scenario.interventions.slice(own);
    expect(acts.map((each) => each.do)).toEqual(did);
    page.playOut();
    page.session.toEnd();
    expect(cardOf(page)).toMatch(/Right\.|In fact/);
    page.session.undo();
    await page.settled();
    expect(cardOf(page)).toContain('can’t tell');
  });
});

describe('who did not say anything', () => {
  it('reads the answer where the run stops, and at its end', async () => {
    const page = await atQuestion('coin');
    await act(page, 'crash', 'restart');
    page.playOut();
    expect(cardOf(page)).toBe(`In short: another side, so it stops. ${WHY}`);
    page.session.toEnd();
    expect(cardOf(page)).toContain('In short:');
    page.session.toStart();
    expect(cardOf(page)).toBe('');
  });

  it('reads it at the end only, where the run goes on', async () => {
    const page = await atQuestion('order-key');
    await act(page, 'crash', 'restart');
    page.session.toEnd();
    expect(cardOf(page)).toBe('In short: once.');
    page.session.stepBack();
    expect(cardOf(page)).toBe('');
  });

  it('reads, where the first question ends after a crash, that every wake-up does so, until all are shown', async () => {
    const page = await openedPage();
    await act(page, 'crash', 'restart');
    expect(cardOf(page)).not.toContain('before the crash');
    page.session.toEnd();
    expect(page.frame()).toMatchObject({ isOver: true, app: { run: 2 } });
    expect(cardOf(page)).toBe('Every wake-up did this, also before the crash. Show the wake-ups');
    const { session, around } = page;
    revealWakeUps(session, around, page.shown(), cursorOf(page.player.getSnapshot().context));
    expect(cardOf(page)).toBe('In short: once.');
    const { pane, preferences, revealed } = page.store.getState();
    expect(pane).toBe('staircase');
    expect(preferences.isFolded).toBe(false);
    expect(revealed?.sentence).toEqual({
      lead: 'Every wake-up',
      text: 'ran from line 1 and read what was known. Rows 2, 3 and 4 are before the crash.',
    });
  });

  it('reads it also when questions are not wanted', async () => {
    const page = await atQuestion('order-key');
    page.session.setAsked(false);
    expect(cardOf(page)).toBe('');
    await act(page, 'crash', 'restart');
    page.session.toEnd();
    expect(cardOf(page)).toBe('In short: once.');
  });

  it('reads none at the end of a run that proves nothing', async () => {
    const page = await atQuestion('order-key');
    page.session.toEnd();
    expect(page.frame().isOver).toBe(true);
    expect(cardOf(page)).toBe('');
  });
});
