import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { STEP_UNITS, unitAfter, type StepUnit } from '../trace/step-units.ts';
import { playerMachine } from './player-machine.ts';
import { timelineOf } from './positions.ts';
import { crashAndRestart } from './trace-builder.test-support.ts';
import { isStopOf, stopAfter } from './units.ts';

const timelines = fc.integer({ min: 1, max: 8 }).map((again) => timelineOf(crashAndRestart(again)));
const units = fc.constantFrom(...STEP_UNITS);

const stopsOf = (timeline: ReturnType<typeof timelineOf>, unit: StepUnit): number[] =>
  timeline.stops.map(({ index }) => index).filter((index) => isStopOf(timeline, index, unit));

describe('the step units', () => {
  it('each stop where the finer one stops, and less often', () => {
    fc.assert(
      fc.property(timelines, (timeline) => {
        const counts = STEP_UNITS.map((unit) => stopsOf(timeline, unit));
        counts.slice(1).forEach((coarse, index) => {
          const finer = new Set(counts[index]);
          expect(coarse.filter((stop) => !finer.has(stop))).toEqual([]);
          expect(coarse.length).toBeLessThan(finer.size);
        });
        expect(counts[0]).toHaveLength(timeline.stops.length);
      }),
    );
  });

  it('forward and back again is where it began, from each stop of the unit', () => {
    fc.assert(
      fc.property(timelines, units, fc.nat(200), (timeline, unit, wish) => {
        const stops = stopsOf(timeline, unit);
        const from = stops[wish % stops.length] ?? 0;
        const there = stopAfter(timeline, from, 1, unit);
        if (there !== from) expect(stopAfter(timeline, there, -1, unit)).toBe(from);
      }),
    );
  });

  it('reach the end and the start, from anywhere', () => {
    fc.assert(
      fc.property(timelines, units, fc.nat(200), (timeline, unit, wish) => {
        const last = timeline.stops.length - 1;
        let at = wish % timeline.stops.length;
        for (let step = 0; step <= last; step += 1) at = stopAfter(timeline, at, 1, unit);
        expect(at).toBe(last);
        for (let step = 0; step <= last; step += 1) at = stopAfter(timeline, at, -1, unit);
        expect(at).toBe(0);
      }),
    );
  });

  it('go round with one key', () => {
    const seen = new Set<StepUnit>();
    let unit: StepUnit = 'line';
    for (let press = 0; press < STEP_UNITS.length; press += 1) {
      seen.add(unit);
      unit = unitAfter(unit);
    }
    expect(seen.size).toBe(STEP_UNITS.length);
    expect(unit).toBe('line');
  });
});

describe('the player', () => {
  it('steps by its unit, and on the way from a stop goes back to one', () => {
    const timeline = timelineOf(crashAndRestart(3));
    const player = createActor(playerMachine, { input: { speed: 1, isReduced: false } });
    player.start();
    player.send({ type: 'LOAD', timeline, index: 0, next: 'pause' });
    const indexNow = () => player.getSnapshot().context.index;
    player.send({ type: 'UNIT', unit: 'wake-up' });
    const visited: number[] = [];
    for (let step = 0; step < timeline.stops.length; step += 1) {
      player.send({ type: 'STEP' });
      visited.push(indexNow());
    }
    expect([...new Set(visited)]).toEqual(stopsOf(timeline, 'wake-up').slice(1));
    const wakeUp = timeline.stops.find((stop) => stop.isWakeUp)?.index ?? 0;
    player.send({ type: 'SEEK', index: wakeUp, fraction: 0.5 });
    player.send({ type: 'STEP_BACK' });
    expect(indexNow()).toBe(wakeUp);
    player.send({ type: 'SEEK', index: wakeUp + 1, fraction: 0.5 });
    player.send({ type: 'STEP_BACK' });
    expect(indexNow()).toBe(wakeUp);
  });
});
