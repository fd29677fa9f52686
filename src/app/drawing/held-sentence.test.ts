import { describe, expect, it } from 'vitest';
import { timelineOf } from '../../player/positions.ts';
import { sentenceAt } from '../../view/sentence.ts';
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

  it('does not come again once code and history have parted: what has come of it is told', async () => {
    const page = await openedPage();
    page.session.openSample('coin');
    await page.settled();
    page.session.crash();
    await page.settled();
    page.session.restart();
    await page.settled();
    const { trace, program } = page.shown();
    const timeline = timelineOf(trace);
    const told = timeline.stops.map(({ step, beat, index }) => {
      const held = heldSentence(trace, timeline, index, program, false);
      const { lead, text } = held ?? sentenceAt(trace, { step, beat, fraction: 0 }, program);
      return `${lead} ${text}`;
    });
    const parted = told.findIndex((each) => each.startsWith('Code and history disagree.'));
    expect(parted).toBeGreaterThan(0);
    expect(told[parted + 1]).toBe(
      'Code and history disagree. This workflow has failed. Dapr will keep that as the last event.',
    );
    expect(told.slice(parted).filter((each) => each.startsWith('Replay.'))).toEqual([]);
  });

  it('tells each wake-up of a living app once, and holds that until it is kept or ends the workflow', async () => {
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
      'Wake-up 1. Event 2 wakes the workflow: processOrder started. The code runs from line 1.': 2700,
      'Wake-up 2. Event 5 wakes the workflow: validate answered. The code runs again from line 1.': 3120,
      'Wake-up 3. Event 8 wakes the workflow: reserveStock answered. The code runs again from line 1. It reads 1 answer again.': 3120,
      'Wake-up 4. Event 11 wakes the workflow: chargeCard answered. The code runs again from line 1. It reads 2 answers again.': 3120,
      'Wake-up 5. Event 14 wakes the workflow: sendParcel answered. The code runs again from line 1. It reads 3 answers again.': 1920,
    });
  });

  it('leaves out what says nothing new, so that the rest of the first lesson can be read', async () => {
    const page = await openedPage();
    page.session.crash();
    await page.settled();
    page.session.restart();
    await page.settled();
    const { trace, program } = page.shown();
    const timeline = timelineOf(trace);
    const from = timeline.stops.findIndex(({ isSwept }) => isSwept);
    const told = new Map<string, number>();
    for (const { index, step, beat, durationMs } of timeline.stops.slice(from)) {
      const { text } =
        heldSentence(trace, timeline, index, program) ??
        sentenceAt(trace, { step, beat, fraction: 0 }, program);
      told.set(text, (told.get(text) ?? 0) + durationMs);
    }
    expect([...told].map(([text, ms]) => `${Math.round(ms)} ${text}`)).toEqual([
      '1940 App run 2 starts at line 1 and reads 3 answers from the history. These activities do not run again.',
      '1800 Line 5 asks for sendParcel. This request is not kept yet.',
      '2100 Events 10 to 12 are in the history now. No crash can take them away.',
      '3000 Parcel sent: PX-1. The answer is not kept yet.',
      '600 The answer of sendParcel is kept in the inbox. sendParcel will not run again.',
      '1920 Event 14 wakes the workflow: sendParcel answered. The code runs again from line 1. It reads 3 answers again.',
      '900 Line 6 returns. The workflow is done, but that is not kept yet.',
      '600 The workflow is complete, and nothing happened twice. What was kept was read again, not done again.',
    ]);
  });

  it('tells that an activity without an effect has answered, and that many were asked for', async () => {
    const page = await openedPage();
    const { trace, program } = page.shown();
    const timeline = timelineOf(trace);
    const ofValidate = timeline.stops.flatMap(({ index, step }) =>
      trace.steps[step]?.place.subject === 'task' && trace.steps[step]?.place.number === 1
        ? (heldSentence(trace, timeline, index, program)?.lead ?? trace.steps[step].kind)
        : [],
    );
    expect([...new Set(ofValidate)]).toEqual(['Kept.', 'Answer.', 'task-returned', 'recorded']);

    page.session.openSample('three-bases');
    await page.settled();
    const fan = page.shown();
    const stops = timelineOf(fan.trace);
    const many = stops.stops.filter(({ step }) => {
      const each = fan.trace.steps[step];
      return each?.kind === 'turn-returned' && each.actions.length > 1;
    });
    expect(many.length).toBeGreaterThan(0);
    for (const { index } of many)
      expect(heldSentence(fan.trace, stops, index, fan.program)).toBeUndefined();
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
