import type { Trace } from '../trace/trace.ts';
import type { ProgramView } from './program-view.ts';
import { sentencesOf } from './sentence.ts';
import { indexOf } from './trace-index.ts';

/** One sentence of a run, and the stops at which it stands. */
export interface TranscriptRow {
  /** Index of its first stop and of its last. */
  from: number;
  to: number;
  lead: string;
  text: string;
  /** It is said of a run of code that was read again, a crash, or a disagreement: drawn as such. */
  tone: 'again' | 'crash' | 'plain';
}

/** The sentence of every stop; the same one several times in a row stands once. */
export function transcriptRows(trace: Trace, program: ProgramView): TranscriptRow[] {
  const { positions } = indexOf(trace);
  const rows: TranscriptRow[] = [];
  sentencesOf(trace, program).forEach(({ lead, text }, index) => {
    const last = rows[rows.length - 1];
    if (last?.lead === lead && last.text === text) {
      last.to = index;
      return;
    }
    const at = positions[index];
    const isCrash = at?.kind === 'app-crashed' || at?.kind === 'sidecar-crashed';
    const tone = isCrash || at?.kind === 'diverge' ? 'crash' : at?.isAgain ? 'again' : 'plain';
    rows.push({ from: index, to: index, lead, text, tone });
  });
  return rows;
}

/** The rows up to a question that waits for its answer: what is told at the step `gate` or later would answer it. */
export function rowsBefore(
  rows: readonly TranscriptRow[],
  trace: Trace,
  gate: number,
): readonly TranscriptRow[] {
  const { positions } = indexOf(trace);
  return rows.filter(({ from }) => (positions[from]?.step ?? 0) < gate);
}

/** The row that holds a stop: the last that begins at or before it. */
export function rowOfStop(rows: readonly TranscriptRow[], stop: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.from ?? 0) <= stop) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** Which rows of a list are near enough to its window to be drawn: from, and up to but not including. */
export function windowOf(
  count: number,
  rowHeight: number,
  { top, height }: { top: number; height: number },
): { from: number; to: number } {
  const spare = 6;
  const from = Math.max(0, Math.floor(top / rowHeight) - spare);
  const to = Math.min(count, Math.ceil((top + height) / rowHeight) + spare);
  return { from: Math.min(from, count), to: Math.max(to, Math.min(from, count)) };
}
