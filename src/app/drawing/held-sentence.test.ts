import { describe, expect, it } from 'vitest';
import { timelineOf } from '../../player/positions.ts';
import { heldSentence } from './held-sentence.ts';
import { openedPage } from '../visit.test-support.ts';

describe('the sentence while a replay plays', () => {
  it('is one for the whole sweep after a restart, and tells how many answers were read', async () => {
    const page = await openedPage();
    page.session.crash();
    await page.settled();
    page.session.restart();
    await page.settled();
    const { trace, program } = page.shown();
    const timeline = timelineOf(trace);
    const swept = timeline.stops.filter((stop) => stop.isSwept);
    const told = new Set(
      swept.map((stop) => heldSentence(trace, timeline, stop.index, program)?.text),
    );
    expect(swept.length).toBeGreaterThan(5);
    expect([...told]).toEqual([
      'App run 2 starts at line 1 and reads 3 answers from the history. These activities do not run again.',
    ]);
    expect(heldSentence(trace, timeline, (swept.at(-1)?.index ?? 0) + 1, program)).toBeUndefined();
  });

  it('passes over the replays of a living app with one sentence each', async () => {
    const page = await openedPage();
    const { trace, program } = page.shown();
    const timeline = timelineOf(trace);
    const told = timeline.stops.map(
      (stop) => heldSentence(trace, timeline, stop.index, program)?.text,
    );
    const woken = told.filter((text) => text?.startsWith('Woken'));
    expect([...new Set(woken)]).toEqual([
      'Woken by event 5. The code starts at line 1 and goes on.',
      'Woken by event 8. The code starts at line 1, reads 1 answer again and goes on.',
      'Woken by event 11. The code starts at line 1, reads 2 answers again and goes on.',
      'Woken by event 14. The code starts at line 1, reads 3 answers again and goes on.',
    ]);
  });

  it('holds what an activity is about: that it starts again, then what it did to the world', async () => {
    const page = await openedPage();
    page.session.nextQuestion();
    await page.settled();
    page.session.crash();
    await page.settled();
    page.session.restart();
    await page.settled();
    const { trace, program } = page.shown();
    const timeline = timelineOf(trace);
    const told = timeline.stops.flatMap((stop) => {
      const { place } = trace.steps[stop.step] ?? {};
      const isSecond = place?.subject === 'task' && place.attempt === 2;
      return isSecond ? [heldSentence(trace, timeline, stop.index, program)?.lead] : [];
    });
    expect([...new Set(told)]).toEqual(['Again.', 'Twice.', undefined]);
  });
});
