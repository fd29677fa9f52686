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

  it('stands at rest, too, where the sweep ends: a remote that skips through the run stops there', async () => {
    const page = await openedPage();
    page.session.crash();
    await page.settled();
    page.session.restart();
    await page.settled();
    page.session.pause();
    const { trace, program } = page.shown();
    const said = () => {
      const { timeline, index } = page.player.getSnapshot().context;
      const held = heldSentence(trace, timeline, index, program, false);
      return `${page.place()} ${held?.text ?? page.frame().sentence.text}`;
    };
    const stops = [said()];
    for (let press = 0; press < 4; press += 1) {
      page.session.toInteresting(1);
      stops.push(said());
    }
    expect(stops).toEqual([
      'p2:started App run 2 starts with empty memory. The history and the world are as before.',
      't4.2:y3 App run 2 starts at line 1 and reads 3 answers from the history. These activities do not run again.',
      't4.2:a4 Line 5 asks for sendParcel. This request is not kept yet.',
      'k4:effect1 Parcel sent: PX-1. The answer is not kept yet.',
      'k4:recorded The answer of sendParcel is kept in the inbox. sendParcel will not run again.',
    ]);
  });

  it('tells each wake-up of a living app once, and holds that about as long as a sweep', async () => {
    const page = await openedPage();
    const { trace, program } = page.shown();
    const { stops } = timelineOf(trace);
    const heldMs = new Map<string, number>();
    for (const stop of stops) {
      const held = heldSentence(trace, { stops, isComplete: true }, stop.index, program);
      const text = `${held?.lead} ${held?.text}`;
      if (text.startsWith('Wake-up')) heldMs.set(text, (heldMs.get(text) ?? 0) + stop.durationMs);
    }
    const told = [...heldMs].map(([text, ms]) => [text, Math.round(ms)]);
    expect(Object.fromEntries(told)).toEqual({
      'Wake-up 1. Event 2 wakes the workflow: processOrder started. The code runs from line 1.': 1500,
      'Wake-up 2. Event 5 wakes the workflow: validate answered. The code runs again from line 1.': 1920,
      'Wake-up 3. Event 8 wakes the workflow: reserveStock answered. The code runs again from line 1. It reads 1 answer again.': 1920,
      'Wake-up 4. Event 11 wakes the workflow: chargeCard answered. The code runs again from line 1. It reads 2 answers again.': 1920,
      'Wake-up 5. Event 14 wakes the workflow: sendParcel answered. The code runs again from line 1. It reads 3 answers again.': 1920,
    });
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
