/** How often QuickJS may ask whether to stop (about 10,000 jumps or calls lie between): half a second of work. */
const MOST_INTERRUPTS = 500;
/** The engine's own work for one event of the history. */
const INTERRUPTS_PER_EVENT = 0.05;
/** Recording takes steps of its own. The recorder bounds them, so that what runs unrecorded also runs recorded. */
const INTERRUPTS_OF_RECORDING = 1_000;
const INTERRUPTS_PER_RECORDED_EVENT = 0.2;

export function budget(events: number, isRecording: boolean): number {
  const plain = MOST_INTERRUPTS + events * INTERRUPTS_PER_EVENT;
  if (!isRecording) return plain;
  return plain + INTERRUPTS_OF_RECORDING + events * INTERRUPTS_PER_RECORDED_EVENT;
}
