import type { Player } from './compute.ts';

/** Calls back before the next picture is drawn, with a time in milliseconds; the answer takes it back. */
export type NextFrame = (draw: (nowMs: number) => void) => () => void;

/** A page in the background draws nothing. When it comes back, the time it was away is not played. */
const LONGEST_TICK_MS = 250;

/** Gives the player its time while it plays, and nothing while it rests. */
export function startTicking(player: Player, nextFrame: NextFrame): () => void {
  let cancel: (() => void) | undefined;
  let lastMs: number | undefined;

  const tick = (nowMs: number) => {
    const elapsedMs = lastMs === undefined ? 0 : Math.min(LONGEST_TICK_MS, nowMs - lastMs);
    lastMs = nowMs;
    cancel = nextFrame(tick);
    player.send({ type: 'TICK', elapsedMs });
  };

  const follow = () => {
    const isMoving = player.getSnapshot().value !== 'paused';
    if (isMoving && !cancel) {
      lastMs = undefined;
      cancel = nextFrame(tick);
    } else if (!isMoving && cancel) {
      cancel();
      cancel = undefined;
    }
  };

  follow();
  const subscription = player.subscribe(follow);
  return () => {
    subscription.unsubscribe();
    cancel?.();
    cancel = undefined;
  };
}
