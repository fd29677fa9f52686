import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createActor, type Actor } from 'xstate';
import { cursorOf, playerMachine } from './player-machine.ts';
import { timelineOf, type Timeline } from './positions.ts';
import {
  appCrashed,
  appStarted,
  crashAndRestart,
  idle,
  over,
  traceOf,
} from './trace-builder.test-support.ts';

type Player = Actor<typeof playerMachine>;

function playerOn(timeline: Timeline, index = 0, isReduced = false): Player {
  const player = createActor(playerMachine, { input: { speed: 1, isReduced } });
  player.start();
  player.send({ type: 'LOAD', timeline, index, next: 'pause' });
  return player;
}

const indexNow = (player: Player) => player.getSnapshot().context.index;
const modeNow = (player: Player) => player.getSnapshot().value;

/** A run of seven seconds at a quarter of the speed, a millisecond at a time, takes 28,000. */
const MOST_TICKS = 200_000;

/** Lets time go by in the given portions, again and again, until the player rests. */
function playOut(player: Player, portions: readonly number[]): void {
  for (let tick = 0; modeNow(player) !== 'paused' && tick < MOST_TICKS; tick += 1) {
    player.send({ type: 'TICK', elapsedMs: portions[tick % portions.length] ?? 16 });
  }
}

const timelines = fc.integer({ min: 1, max: 8 }).map((again) => timelineOf(crashAndRestart(again)));
const portions = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 8 });

describe('stepping', () => {
  it('forward and back as often is where it began', () => {
    fc.assert(
      fc.property(timelines, fc.nat(60), fc.nat(60), (timeline, wish, count) => {
        const last = timeline.stops.length - 1;
        const from = wish % timeline.stops.length;
        const steps = Math.min(count, last - from);
        const player = playerOn(timeline, from);
        for (let step = 0; step < steps; step += 1) player.send({ type: 'STEP' });
        expect(indexNow(player)).toBe(from + steps);
        for (let step = 0; step < steps; step += 1) player.send({ type: 'STEP_BACK' });
        expect(indexNow(player)).toBe(from);
      }),
    );
  });

  it('stays within the run, and pauses', () => {
    const timeline = timelineOf(crashAndRestart(2));
    const player = playerOn(timeline);
    player.send({ type: 'STEP_BACK' });
    expect(indexNow(player)).toBe(0);
    player.send({ type: 'PLAY' });
    player.send({ type: 'SEEK', index: 9999 });
    expect(modeNow(player)).toBe('paused');
    player.send({ type: 'STEP' });
    expect(indexNow(player)).toBe(timeline.stops.length - 1);
  });

  it('from between two stops, back goes to the one that was left', () => {
    const player = playerOn(timelineOf(crashAndRestart(2)), 3);
    player.send({ type: 'SEEK', index: 3, fraction: 0.5 });
    expect(cursorOf(player.getSnapshot().context).fraction).toBeCloseTo(0.5);
    player.send({ type: 'STEP_BACK' });
    expect(indexNow(player)).toBe(3);
    expect(cursorOf(player.getSnapshot().context).fraction).toBe(0);
  });
});

describe('playing', () => {
  it('ends at the same place at any size of tick, speed and motion', () => {
    fc.assert(
      fc.property(
        timelines,
        portions,
        fc.constantFrom(0.25, 1, 8),
        fc.boolean(),
        (timeline, ticks, speed, isReduced) => {
          const player = playerOn(timeline, 0, isReduced);
          player.send({ type: 'SPEED', speed });
          player.send({ type: 'PLAY' });
          playOut(player, ticks);
          expect(modeNow(player)).toBe('paused');
          expect(indexNow(player)).toBe(timeline.stops.length - 1);
        },
      ),
    );
  });

  it('comes to the same place in one tick as in many of the same sum', () => {
    fc.assert(
      fc.property(timelines, portions, (timeline, ticks) => {
        const inMany = playerOn(timeline);
        const inOne = playerOn(timeline);
        for (const player of [inMany, inOne]) player.send({ type: 'PLAY' });
        for (const elapsedMs of ticks) inMany.send({ type: 'TICK', elapsedMs });
        inOne.send({ type: 'TICK', elapsedMs: ticks.reduce((sum, each) => sum + each, 0) });
        expect(indexNow(inMany)).toBe(indexNow(inOne));
        expect(inMany.getSnapshot().context.spentMs).toBeCloseTo(
          inOne.getSnapshot().context.spentMs,
        );
      }),
    );
  });

  it('never moves back, and never leaves the run', () => {
    fc.assert(
      fc.property(timelines, portions, (timeline, ticks) => {
        const player = playerOn(timeline);
        player.send({ type: 'PLAY' });
        let before = -1;
        for (const elapsedMs of ticks) {
          player.send({ type: 'TICK', elapsedMs });
          const { fraction } = cursorOf(player.getSnapshot().context);
          const now = indexNow(player) + fraction;
          expect(now).toBeGreaterThanOrEqual(before);
          expect(fraction).toBeLessThan(1);
          before = now;
        }
      }),
    );
  });

  it('halts where nothing has woken the workflow after a restart, and goes on from there when asked', () => {
    const trace = traceOf(appStarted(1), appCrashed(1), appStarted(2), idle(1), idle(2), over());
    const player = playerOn(timelineOf(trace));
    player.send({ type: 'PLAY' });
    playOut(player, [5000]);
    expect(indexNow(player)).toBe(3);
    player.send({ type: 'PLAY' });
    playOut(player, [5000]);
    expect(indexNow(player)).toBe(5);
  });

  it('starts over when it is at the end', () => {
    const timeline = timelineOf(crashAndRestart(2));
    const player = playerOn(timeline, timeline.stops.length - 1);
    player.send({ type: 'PLAY' });
    expect([modeNow(player), indexNow(player)]).toEqual(['playing', 0]);
  });

  it('waits at the end of a trace that is still coming, and goes on when it grows', () => {
    const whole = timelineOf(crashAndRestart(2));
    const part: Timeline = { stops: whole.stops.slice(0, 3), isComplete: false };
    const player = playerOn(part);
    player.send({ type: 'PLAY' });
    player.send({ type: 'TICK', elapsedMs: 60_000 });
    expect([modeNow(player), indexNow(player)]).toEqual(['playing', 2]);
    player.send({ type: 'EXTEND', timeline: whole });
    player.send({ type: 'TICK', elapsedMs: 1 });
    expect(indexNow(player)).toBe(2);
    playOut(player, [600]);
    expect(indexNow(player)).toBe(whole.stops.length - 1);
  });

  it('does nothing without a run', () => {
    const player = playerOn({ stops: [], isComplete: true });
    player.send({ type: 'PLAY' });
    player.send({ type: 'STEP' });
    player.send({ type: 'TICK', elapsedMs: 100 });
    expect([modeNow(player), indexNow(player)]).toEqual(['paused', 0]);
  });

  it('keeps its speed between a quarter and eight', () => {
    const player = playerOn(timelineOf(crashAndRestart(1)));
    for (const [asked, kept] of [
      [100, 8],
      [0, 0.25],
      [Number.NaN, 1],
    ] as const) {
      player.send({ type: 'SPEED', speed: asked });
      expect(player.getSnapshot().context.speed).toBe(kept);
    }
  });
});

describe('the sweep after a restart', () => {
  it('becomes ordinary playing when the new work starts', () => {
    const timeline = timelineOf(crashAndRestart(3));
    const restart = timeline.stops.find((stop) => stop.isSwept)?.index ?? 0;
    const player = playerOn(timeline);
    player.send({ type: 'LOAD', timeline, index: restart, next: 'sweep' });
    const modes = new Map<number, unknown>();
    for (let tick = 0; modeNow(player) !== 'paused' && tick < 2000; tick += 1) {
      modes.set(indexNow(player), modeNow(player));
      player.send({ type: 'TICK', elapsedMs: 50 });
    }
    for (const [index, mode] of modes) {
      expect(mode).toBe(timeline.stops[index]?.isSwept ? 'sweeping' : 'playing');
    }
    expect(indexNow(player)).toBe(timeline.stops.length - 1);
  });

  it('is interrupted by anything that a person does', () => {
    const timeline = timelineOf(crashAndRestart(3));
    const restart = timeline.stops.find((stop) => stop.isSwept)?.index ?? 0;
    const acts = [
      { type: 'PAUSE' },
      { type: 'STEP' },
      { type: 'STEP_BACK' },
      { type: 'SEEK', index: 1 },
    ] as const;
    for (const act of acts) {
      const player = playerOn(timeline);
      player.send({ type: 'LOAD', timeline, index: restart, next: 'sweep' });
      player.send({ type: 'TICK', elapsedMs: 400 });
      expect(modeNow(player)).toBe('sweeping');
      player.send(act);
      expect(modeNow(player)).toBe('paused');
    }
  });
});

describe('the end of a run that is still being computed', () => {
  const trace = crashAndRestart(4);
  const part = (count: number) =>
    timelineOf({ ...trace, steps: trace.steps.slice(0, count) }, false);
  const whole = timelineOf(trace);
  const endOf = ({ stops }: Timeline) => stops.length - 1;
  const askedForEnd = () => {
    const player = playerOn(part(4));
    player.send({ type: 'GO', index: endOf(part(4)), toEnd: true });
    return player;
  };

  it('is followed to the end of the whole run, and no further than that run', () => {
    const player = askedForEnd();
    expect(indexNow(player)).toBe(endOf(part(4)));
    player.send({ type: 'EXTEND', timeline: part(8) });
    expect(indexNow(player)).toBe(endOf(part(8)));
    player.send({ type: 'EXTEND', timeline: whole });
    expect(indexNow(player)).toBe(endOf(whole));
    expect(player.getSnapshot().context.isFollowing).toBe(false);
  });

  it.each([
    { type: 'PAUSE' },
    { type: 'STEP' },
    { type: 'STEP_BACK' },
    { type: 'SEEK', index: 1 },
    { type: 'GO', index: 1 },
    { type: 'PLAY' },
  ] as const)('is not followed after $type', (act) => {
    const player = askedForEnd();
    player.send(act);
    const left = indexNow(player);
    player.send({ type: 'EXTEND', timeline: whole });
    expect(indexNow(player)).toBe(left);
  });
});

describe('reduced motion', () => {
  it('shows whole stops only, and leaps over a replay of the living app', () => {
    const timeline = timelineOf(crashAndRestart(5));
    const player = playerOn(timeline, 0, true);
    player.send({ type: 'PLAY' });
    const shown = new Set<number>();
    for (let tick = 0; modeNow(player) !== 'paused' && tick < 5000; tick += 1) {
      player.send({ type: 'TICK', elapsedMs: 20 });
      const cursor = cursorOf(player.getSnapshot().context);
      expect(cursor.fraction).toBe(0);
      shown.add(indexNow(player));
    }
    const passedOver = timeline.stops.filter(
      (stop) => stop.glideTo !== undefined && stop.glideTo !== stop.index,
    );
    expect(passedOver.length).toBeGreaterThan(0);
    for (const stop of passedOver) expect(shown.has(stop.index)).toBe(false);
  });
});
