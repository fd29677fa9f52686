import type { Staircase } from './frame.ts';
import type { Linear } from './linear.ts';
import { numberText } from './staircase-scale.ts';

/** Where the staircase may draw. All lengths in CSS pixels. */
export interface StairBox {
  width: number;
  /** Room for the rows' names on the left. */
  labelWidth: number;
  rowHeight: number;
  /** Rows that have a place even when the run has not come so far: the drawing does not grow in the middle of a lesson. */
  leastRows: number;
  /** Width of one letter, to know which names fit. */
  letterWidth: number;
  /** Room under the rows for event numbers, and for names where there is enough of it. */
  axisHeight: number;
}

export interface ColumnMark {
  number: number;
  label: string;
  x: number;
  centre: number;
  width: number;
  /** `9`, or what a fold holds: `4–600`, `×298`. */
  numberText: string;
  /** Its number is written, and it has a line of its own. Where columns are narrow, only some have. */
  isNumbered: boolean;
  /** Several events in one. */
  isFold: boolean;
  /** The name fits under its column. */
  isNamed: boolean;
  isCurrent: boolean;
}

const LEAST_NUMBERED = 15;
/** Four digits need so much room. */
const everyNth = (width: number): number => 10 * Math.ceil(34 / Math.max(1, width * 10));

/** What stands under the columns, and which of it has room. */
export function columnMarks(stairs: Staircase, box: StairBox, x: Linear): ColumnMark[] {
  const current = Math.min(stairs.columns.length - 1, Math.floor(stairs.playhead.column));
  return stairs.columns.map((column, index) => {
    const width = x(index + 1) - x(index);
    return {
      number: column.number,
      label: column.label,
      x: x(index),
      centre: x(index + 0.5),
      width,
      numberText: numberText(column, width / box.letterWidth),
      isNumbered:
        width >= LEAST_NUMBERED ||
        (stairs.first !== undefined && (stairs.first + index) % everyNth(width) === 0),
      isFold: column.fold !== undefined,
      isNamed: column.label.length * box.letterWidth <= width - 4,
      isCurrent: index === current,
    };
  });
}
