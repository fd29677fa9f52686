import type { Step, WaitingFor } from '../trace/step.ts';
import { doneBy } from '../trace/unknown-service.ts';
import type { StairRow } from './frame.ts';
import { isReplayed } from './request-key.ts';
import { listing } from './short-text.ts';
import type { ResentDraft } from './staircase-resent.ts';

type Mark = StairRow['marks'][number] & { step: number };

/** One row before the cursor is known. */
export interface RowDraft {
  label: string;
  /** In a folded row: the labels of what it holds. */
  wakeUps?: string[];
  process: number;
  again: [number, number];
  live: [number, number];
  end: StairRow['end'];
  step: number;
  stops: StairRow['stops'];
  marks: Mark[];
  asked?: StairRow['asked'];
  resent?: ResentDraft[];
  /** In the first row of an app run: the step of its first wake-up, if there was one. Its label tells of that. */
  wokenAt?: number;
  isFirst?: true;
  /** Set when a wake-up was sent in this row. */
  turn?: { number: number; attempt: number };
  isSaved: boolean;
}

/** A ring where the row stands now. */
export function waitIn(row: RowDraft, label: string, step: number): void {
  row.marks.push({ column: row.live[1], kind: 'wait', label, isAhead: false, step });
}

/** `waits for approval or its timer`. */
export function waitText(waitingFor: readonly WaitingFor[], instance: string): string {
  const things = waitingFor.flatMap((each) => {
    if (each.kind === 'client') return [];
    if (each.instance !== undefined && each.instance !== instance) return [];
    return each.kind === 'timer' ? ['its timer'] : [each.name];
  });
  return things.length > 0 ? `waits for ${listing([...new Set(things)], 'or')}` : 'waits';
}

/** What a request did to the world. `subjects`: what was done before; what is done now is added. */
export function effectOf(
  step: Extract<Step, { kind: 'effect' }>,
  subjects: Set<string>,
): Pick<Mark, 'label' | 'isDuplicate' | 'isRefused'> | undefined {
  if (isReplayed(step.response))
    return { label: 'asked again, refused: same key', isRefused: true };
  const done = doneBy(step);
  if (!done) return undefined;
  const isDuplicate = subjects.has(done.subject);
  subjects.add(done.subject);
  return { label: done.label, ...(isDuplicate && { isDuplicate }) };
}
