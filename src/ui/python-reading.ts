import type { CodePane } from '../view/frame.ts';
import { pythonStretches } from './python-syntax.ts';
import type { Stretch } from './stretch.ts';

/** The program on the screen as Dapr's Python SDK has it. `lines`: for each line of the workflow, from its first, the line of `text`. */
export interface PythonText {
  text: string;
  lines: readonly number[];
}

export interface PythonRow {
  number: number;
  stretches: Stretch[];
}

/** The workflow's lines in Python, numbered as the JavaScript lines that they stand for: sentences speak of those. */
export function pythonRows({ text, lines }: PythonText, from: number): PythonRow[] {
  const all = text.split('\n');
  return lines.flatMap((line, index) =>
    lines.indexOf(line) === index
      ? [{ number: from + index, stretches: pythonStretches(all[line - 1] ?? '') }]
      : [],
  );
}

/** A closing brace has no line of its own in Python: it belongs to the line before it. */
export function numberInPython({ lines }: PythonText, from: number, number: number): number {
  const line = lines[number - from];
  return line === undefined ? number : from + lines.indexOf(line);
}

export function paneInPython(pane: CodePane, python: PythonText, from: number): CodePane {
  const numberOf = (number: number): number => numberInPython(python, from, number);
  return {
    ...pane,
    ...(pane.line !== undefined && { line: numberOf(pane.line) }),
    chips: pane.chips.map((chip) => ({ ...chip, line: numberOf(chip.line) })),
    verdicts: pane.verdicts.map((each) => ({ ...each, line: numberOf(each.line) })),
    ...(pane.runs && { runs: { ...pane.runs, lines: runsInPython(pane.runs.lines, numberOf) } }),
  };
}

/** Lines that are one line in Python ran as often as the one of them that ran most. */
function runsInPython(
  lines: ReadonlyMap<number, number>,
  numberOf: (number: number) => number,
): ReadonlyMap<number, number> {
  const made = new Map<number, number>();
  for (const [line, times] of lines) {
    const number = numberOf(line);
    made.set(number, Math.max(times, made.get(number) ?? 0));
  }
  return made;
}
