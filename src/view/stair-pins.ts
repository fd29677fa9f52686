import type { Staircase } from './frame.ts';
import type { StairBox } from './staircase-column-marks.ts';
import { scaleOf } from './staircase-scale.ts';

/** Something that a person did at a step of the run. */
export interface Pin {
  step: number;
  label: string;
}

/** Where the pins stand: over the row and the column in which the run had come to their step. */
export function pinMarks(
  stairs: Staircase,
  box: StairBox,
  pins: readonly Pin[],
): { x: number; y: number; label: string }[] {
  const x = scaleOf(stairs, box);
  return pins.flatMap(({ step, label }) => {
    const row = stairs.rows.findIndex(({ stops }) => stops.some((stop) => stop.step === step));
    const stop = stairs.rows[row]?.stops.find((each) => each.step === step);
    return stop ? [{ x: x(stop.column), y: row * box.rowHeight, label }] : [];
  });
}
