import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { gateIndexOf, playerMachine, type PlayerEvent } from './player-machine.ts';
import { timelineOf } from './positions.ts';
import { crashAndRestart } from './trace-builder.test-support.ts';

const timeline = timelineOf(crashAndRestart(3));
const last = timeline.stops.length - 1;
/** The app starts again: the step after it brings the first wake-up of the new run. */
const restartAt = timeline.stops.findLastIndex((stop) => stop.kind === 'app-started');
const before = (timeline.stops[restartAt]?.step ?? 0) + 1;

function playerAt(index: number, isReduced = false) {
  const player = createActor(playerMachine, { input: { speed: 1, isReduced } });
  player.start();
  player.send({ type: 'LOAD', timeline, index, next: 'pause' });
  player.send({ type: 'GATE', before });
  const now = () => player.getSnapshot();
  const playOut = () => {
    for (let tick = 0; now().value !== 'paused' && tick < 10_000; tick += 1)
      player.send({ type: 'TICK', elapsedMs: 90 });
  };
  return { send: player.send.bind(player), now, playOut, index: () => now().context.index };
}

describe('a gate', () => {
  it('is at the last stop before its step', () => {
    const { now } = playerAt(0);
    expect(gateIndexOf(now().context)).toBe(restartAt);
  });

  it.each([true, false])('holds playing, and lets it on when it is taken away', (isReduced) => {
    const player = playerAt(restartAt - 2, isReduced);
    player.send({ type: 'PLAY' });
    player.playOut();
    // The crash before it makes no halt of its own.
    expect(player.index()).toBe(restartAt);
    player.send({ type: 'PLAY' });
    expect(player.now().value).toBe('paused');
    player.send({ type: 'GATE', before: undefined });
    expect(player.now().value).toBe('sweeping');
    player.playOut();
    expect(player.index()).toBe(last);
  });

  it('holds the replay that a restart would play', () => {
    const player = playerAt(0);
    player.send({ type: 'LOAD', timeline, index: restartAt, next: 'sweep' });
    expect(player.now().value).toBe('paused');
    player.send({ type: 'GATE', before: undefined });
    expect(player.now().value).toBe('sweeping');
  });

  it('lets a step that waited be taken, and nothing more', () => {
    const player = playerAt(restartAt);
    player.send({ type: 'STEP' });
    expect(player.index()).toBe(restartAt);
    player.send({ type: 'GATE', before: undefined });
    expect(player.index()).toBe(restartAt + 1);
    expect(player.now().value).toBe('paused');
  });

  it('starts nothing by itself where nobody wanted to go on', () => {
    const player = playerAt(restartAt);
    player.send({ type: 'PLAY' });
    player.send({ type: 'STEP_BACK' });
    player.send({ type: 'GATE', before: undefined });
    expect(player.now().value).toBe('paused');
    expect(player.index()).toBe(restartAt - 1);
  });

  it('never lets a button past, and never keeps from anywhere else', () => {
    const moves = fc.oneof(
      fc.constant<PlayerEvent>({ type: 'STEP' }),
      fc.constant<PlayerEvent>({ type: 'STEP_BACK' }),
      fc.constant<PlayerEvent>({ type: 'PLAY' }),
      fc.constant<PlayerEvent>({ type: 'TICK', elapsedMs: 700 }),
      fc.nat(last).map<PlayerEvent>((index) => ({ type: 'GO', index })),
    );
    fc.assert(
      fc.property(fc.nat(restartAt), fc.array(moves), fc.nat(last), (from, all, seen) => {
        const player = playerAt(from);
        for (const move of all) {
          player.send(move);
          expect(player.index()).toBeLessThanOrEqual(restartAt);
        }
        player.send({ type: 'SEEK', index: seen });
        expect(player.index()).toBe(seen);
        player.send({ type: 'GO', index: 0 });
        expect(player.index()).toBe(0);
      }),
    );
  });
});
