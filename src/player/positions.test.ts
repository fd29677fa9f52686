import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Step } from '../trace/step.ts';
import { cursorAt, EMPTY_TIMELINE, indexOf, seekWhere, timelineOf } from './positions.ts';
import { TIMING } from './timing.ts';
import {
  appCrashed,
  appStarted,
  crashAndRestart,
  idle,
  over,
  pass,
  traceOf,
  turnSent,
} from './trace-builder.test-support.ts';

const kindsOf = (trace: Parameters<typeof timelineOf>[0]) =>
  timelineOf(trace).stops.map((stop) => stop.kind);

describe('how long the cursor takes from stop to stop', () => {
  const { stops } = timelineOf(crashAndRestart(3));
  const at = (kind: string, nth = 0) => stops.filter((stop) => stop.kind === kind)[nth];

  it('gives new work a live beat, and letters half of one', () => {
    expect(at('line')?.durationMs).toBe(TIMING.liveMs);
    expect(at('turn-saved')?.durationMs).toBe(TIMING.liveMs);
    expect(at('turn-sent')?.durationMs).toBe(TIMING.messageMs);
  });

  it('passes over the replay of a living app in one live beat', () => {
    const glide = stops.filter((stop) => stop.isAgain && stop.step === 5);
    expect(glide).toHaveLength(3);
    expect(new Set(glide.map((stop) => stop.glideTo))).toEqual(new Set([glide[2]?.index]));
    const total = glide.reduce((sum, stop) => sum + stop.durationMs, 0);
    expect(total).toBeCloseTo(TIMING.liveMs);
  });

  it('plays the replay after a restart in full, and hands over to new work', () => {
    const replay = stops.filter((stop) => stop.isAgain && stop.step === 9);
    expect(replay.map((stop) => stop.durationMs)).toEqual([120, 120, 120, 420]);
    expect(replay.every((stop) => stop.glideTo === undefined)).toBe(true);
  });

  it('shows the crash, holds it, and shows the restart', () => {
    const crash = stops.findIndex((stop) => stop.kind === 'app-crashed');
    expect(stops[crash - 1]?.durationMs).toBe(TIMING.crashMs);
    expect(stops[crash]?.durationMs).toBe(TIMING.crashHoldMs);
    expect(stops[crash + 1]?.durationMs).toBe(TIMING.restartMs);
  });

  it('sweeps from the new start to the last answer that was known', () => {
    const swept = stops.filter((stop) => stop.isSwept);
    expect(swept[0]?.kind).toBe('app-started');
    expect(swept.at(-1)?.isAgain).toBe(true);
    expect(swept.map((stop) => stop.index)).toEqual(
      swept.map((_, offset) => (swept[0]?.index ?? 0) + offset),
    );
    expect(stops[(swept.at(-1)?.index ?? 0) + 1]?.isAgain).toBe(false);
  });
});

describe('the timeline of a run in which lines come late', () => {
  const lined = Array.from({ length: 40 }, (_, nth) => [
    turnSent(nth + 1, 1),
    pass({ turn: nth + 1, process: 1, again: nth % 5, live: 2 }),
    idle(nth % 3),
  ]).flat();
  const steps = [appStarted(1), ...lined, appCrashed(1), appStarted(2), ...lined.slice(3), over()];
  const bare = steps.map((step): Step =>
    step.kind === 'pass' ? { ...step, pass: { ...step.pass, beats: undefined } } : step,
  );

  it('is what it is when nothing is known of the trace, however it came about', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(steps.length - 1), { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: steps.length }), { maxLength: 3 }),
        (filled, portions) => {
          let now = [...bare];
          for (const count of [...portions].sort((a, b) => a - b))
            timelineOf(traceOf(...now.slice(0, count)));
          for (const index of filled) {
            now = [...now];
            // Asked for twice, they go again.
            now[index] = (now[index] === steps[index] ? bare : steps)[index] ?? over();
            const step = timelineOf(traceOf(...now));
            timelineOf(traceOf());
            expect(step).toEqual(timelineOf(traceOf(...now)));
          }
        },
      ),
    );
  });

  it('keeps the stops of all that is before them', () => {
    const before = timelineOf(traceOf(...bare)).stops;
    const at = steps.length - 3;
    const last = steps.findLastIndex(({ kind }, index) => kind === 'pass' && index <= at);
    const after = timelineOf(traceOf(...bare.with(last, steps[last] ?? over()))).stops;
    const kept = after.filter((stop, index) => stop === before[index]);
    expect(kept.length).toBe(before.filter(({ step }) => step < last - 2).length);
    expect(after.length).toBeGreaterThan(before.length);
  });
});

describe('halts', () => {
  it('halts at an idle step only directly after a restart', () => {
    const trace = traceOf(appStarted(1), idle(1), appCrashed(1), appStarted(2), idle(2), over());
    const halts = timelineOf(trace).stops.filter((stop) => stop.isHalt);
    expect(halts.map((stop) => stop.step)).toEqual([4]);
  });

  it('halts where code and history disagree', () => {
    const apart = pass({ turn: 2, process: 1, again: 2, live: 0 });
    const divergence = {
      eventNumber: 3,
      id: 1,
      check: 'other-name' as const,
      recorded: { method: 'callActivity', name: 'pathA' },
      message: '',
    };
    if (apart.kind === 'pass')
      apart.pass.beats?.push({
        key: 'd',
        line: 2,
        event: 2,
        isReplaying: true,
        kind: 'diverge',
        divergence,
      });
    const { stops } = timelineOf(traceOf(appStarted(1), turnSent(2, 1), apart, over()));
    expect(stops.filter((stop) => stop.isHalt).map((stop) => stop.kind)).toEqual(['diverge']);
    expect(stops.find((stop) => stop.isHalt)?.durationMs).toBe(TIMING.disagreeMs);
  });
});

describe('interesting moments', () => {
  it('are the crash, the restart, the end of its replay, the start of new work and the end', () => {
    const timeline = timelineOf(crashAndRestart(2));
    const found: string[] = [];
    for (let at = 0; at < timeline.stops.length - 1;) {
      at = seekWhere(timeline, at, 1, (stop) => stop.isInteresting);
      found.push(`${timeline.stops[at]?.step} ${timeline.stops[at]?.kind}`);
    }
    expect(found).toEqual([
      '5 line',
      '6 app-crashed',
      '7 app-started',
      '9 answer',
      '9 line',
      '11 over',
    ]);
  });

  it('leave out that an activity comes to its end: what counts is that its answer is kept', () => {
    const ends = (of: 'turn' | 'task') => {
      const step = pass({ turn: 1, process: 1, again: 0, live: 0 });
      if (step.kind !== 'pass') return [];
      const finish = { key: 'f', line: 1, event: 1, isReplaying: false, kind: 'finish' } as const;
      step.pass.beats?.push({ ...finish, status: 'COMPLETED' });
      const { stops } = timelineOf(traceOf({ ...step, pass: { ...step.pass, of } }, over()));
      return stops.filter((stop) => stop.isInteresting).map(({ kind }) => kind);
    };
    expect(ends('turn')).toEqual(['finish', 'over']);
    expect(ends('task')).toEqual(['over']);
  });

  it('end at the ends', () => {
    const timeline = timelineOf(traceOf(appStarted(1), turnSent(1, 1)));
    expect(seekWhere(timeline, 0, 1, () => false)).toBe(1);
    expect(seekWhere(timeline, 1, -1, () => false)).toBe(0);
    expect(seekWhere(EMPTY_TIMELINE, 0, 1, () => true)).toBe(0);
  });
});

describe('index and cursor', () => {
  it('there and back is the same stop', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(100), (again, wish) => {
        const timeline = timelineOf(crashAndRestart(again));
        const index = wish % timeline.stops.length;
        const cursor = cursorAt(timeline, index);
        expect(indexOf(timeline, cursor.step, cursor.beat)).toBe(index);
      }),
    );
  });

  it('a beat without a stop of its own is shown by the next one', () => {
    const torn = pass({ turn: 1, process: 1, again: 0, live: 3 });
    if (torn.kind === 'pass') {
      torn.pass.beats?.splice(1, 0, {
        key: 'e1',
        line: 1,
        event: 1,
        isReplaying: false,
        kind: 'event',
        outcome: 'clock',
      });
    }
    const timeline = timelineOf(traceOf(appStarted(1), torn, over()));
    expect(kindsOf(traceOf(torn))).toEqual(['line', 'line', 'line']);
    expect(cursorAt(timeline, indexOf(timeline, 1, 1))).toMatchObject({ step: 1, beat: 2 });
  });

  it('answers a place beyond the trace with its last stop', () => {
    const timeline = timelineOf(traceOf(appStarted(1), over()));
    expect(indexOf(timeline, 99, 5)).toBe(1);
    expect(indexOf(EMPTY_TIMELINE, 3, 3)).toBe(0);
    expect(cursorAt(EMPTY_TIMELINE, 4, 0.5)).toEqual({ step: 0, beat: 0, fraction: 0 });
  });

  it('has nothing between the last stop and the end', () => {
    const timeline = timelineOf(traceOf(appStarted(1), over()));
    expect(cursorAt(timeline, 1, 0.5).fraction).toBe(0);
    expect(cursorAt(timeline, 0, 0.5).fraction).toBe(0.5);
  });
});
