/** How long things take at speed 1, in milliseconds (EXPERIENCE, "Motion"). A seek takes none. */
export const TIMING = {
  /** New work: a line runs, an activity is asked for, something happens in the world. */
  liveMs: 600,
  /** A letter between app, engine and store. Half a live beat: it says less than a line of code does. */
  messageMs: 300,
  /** One thing is read again from the history. Short, so that skipping looks fast. */
  replayMs: 120,
  /** From the last answer that was known to the first new work. */
  handOverMs: 420,
  /** The app dies. */
  crashMs: 240,
  /** The picture of the dead app is held. */
  crashHoldMs: 400,
  /** A new app run starts, empty. */
  restartMs: 320,
  /** Code and history disagree: stop, split, cause. */
  disagreeMs: 900,
} as const;

/** The speeds that the `[` and `]` keys go through, slowest first. */
export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8] as const;

export const SLOWEST = 0.25;
export const FASTEST = 8;

/** A speed that the player accepts, nearest to the one asked for. Nonsense is answered with 1. */
export function clampSpeed(speed: number): number {
  if (!Number.isFinite(speed)) return 1;
  return Math.min(FASTEST, Math.max(SLOWEST, speed));
}

/** The next speed of the list, faster or slower. */
export function otherSpeed(speed: number, direction: 'faster' | 'slower'): number {
  if (direction === 'faster') return SPEEDS.find((one) => one > speed) ?? FASTEST;
  return SPEEDS.findLast((one) => one < speed) ?? SLOWEST;
}
