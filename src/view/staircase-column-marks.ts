import type { Staircase } from './frame.ts';
import type { Linear } from './linear.ts';
import { fittedName } from './staircase-axis.ts';
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
  /** How wide a name is: letters differ, and so do fonts. */
  textWidth?: (text: string) => number;
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
  /** The name as far as it fits under its column; empty when too little of it does. */
  name: string;
  isCurrent: boolean;
}

const letterOf = (text: string, { textWidth, letterWidth }: StairBox): number =>
  textWidth && text !== '' ? textWidth(text) / text.length : letterWidth;

/** The column that the playhead is in: at the right edge of one, that one, unless its row begins there. */
export function columnNow({ rows, columns, playhead: { row, column } }: Staircase): number {
  const isBegin = column <= (rows[row]?.again[0] ?? 0);
  return Math.min(columns.length - 1, isBegin ? Math.floor(column) : Math.ceil(column) - 1);
}

/** What stands under the columns, and which of it has room. */
export function columnMarks(
  stairs: Staircase,
  box: StairBox,
  x: Linear,
  isNumbered: readonly boolean[],
): ColumnMark[] {
  const current = columnNow(stairs);
  return stairs.columns.map((column, index) => {
    const width = x(index + 1) - x(index);
    return {
      number: column.number,
      label: column.label,
      x: x(index),
      centre: x(index + 0.5),
      width,
      numberText: numberText(column, width / box.letterWidth),
      isNumbered: isNumbered[index] === true,
      isFold: column.fold !== undefined,
      name: fittedName(column.label, (width - 4) / letterOf(column.label, box)),
      isCurrent: index === current,
    };
  });
}
