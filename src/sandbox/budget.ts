/** How often QuickJS may ask whether to stop (about 10,000 jumps or calls lie between): half a second of work. */
const MOST_INTERRUPTS = 500;
/** The engine's own work for one event of the history. */
const INTERRUPTS_PER_EVENT = 0.05;
/** Recording takes steps of its own. The recorder bounds them, so that what runs unrecorded also runs recorded. */
const INTERRUPTS_OF_RECORDING = 1_000;
const INTERRUPTS_PER_RECORDED_EVENT = 0.2;

/** What a piece of work has cost so far. What waits for the world in between is one piece of work. */
export interface Cost {
  /** Promise jobs. */
  jobs: number;
  interrupts: number;
}

export const noCost = (): Cost => ({ jobs: 0, interrupts: 0 });

export function budget(events: number, isRecording: boolean): number {
  const plain = MOST_INTERRUPTS + events * INTERRUPTS_PER_EVENT;
  if (!isRecording) return plain;
  return plain + INTERRUPTS_OF_RECORDING + events * INTERRUPTS_PER_RECORDED_EVENT;
}
