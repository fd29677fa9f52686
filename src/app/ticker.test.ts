import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { playerMachine } from '../player/player-machine.ts';
import { timelineOf } from '../player/positions.ts';
import { crashAndRestart } from '../player/trace-builder.test-support.ts';
import { startTicking } from './ticker.ts';

function ticking() {
  const waiting = new Set<(nowMs: number) => void>();
  const player = createActor(playerMachine, { input: { speed: 1, isReduced: false } });
  player.start();
  player.send({
    type: 'LOAD',
    timeline: timelineOf(crashAndRestart(2)),
    index: 0,
    next: 'pause',
  });
  const stop = startTicking(player, (draw) => {
    waiting.add(draw);
    return () => waiting.delete(draw);
  });
  const drawAt = (nowMs: number) => {
    const due = [...waiting];
    waiting.clear();
    for (const draw of due) draw(nowMs);
  };
  return { player, waiting, stop, drawAt };
}

describe('the ticker', () => {
  it('asks for no pictures while the player rests', () => {
    const { player, waiting } = ticking();
    expect(waiting.size).toBe(0);
    player.send({ type: 'PLAY' });
    expect(waiting.size).toBe(1);
    player.send({ type: 'PAUSE' });
    expect(waiting.size).toBe(0);
  });

  it('gives the time between two pictures, and none for the first', () => {
    const { player, drawAt } = ticking();
    player.send({ type: 'PLAY' });
    drawAt(10_000);
    expect(player.getSnapshot().context.spentMs).toBe(0);
    drawAt(10_016);
    expect(player.getSnapshot().context.spentMs).toBe(16);
  });

  it('does not make good the time that the page was in the background', () => {
    const { player, drawAt } = ticking();
    player.send({ type: 'PLAY' });
    drawAt(0);
    drawAt(3_600_000);
    expect(player.getSnapshot().context.index).toBe(0);
  });

  it('stops by itself at the end, and when it is told to', () => {
    const { player, waiting, drawAt, stop } = ticking();
    player.send({ type: 'PLAY' });
    for (let nowMs = 0; waiting.size > 0 && nowMs < 100_000; nowMs += 100) drawAt(nowMs);
    const { context, value } = player.getSnapshot();
    expect([value, context.index]).toEqual(['paused', context.timeline.stops.length - 1]);
    player.send({ type: 'PLAY' });
    stop();
    expect(waiting.size).toBe(0);
  });
});
