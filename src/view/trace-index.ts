import { positionsOf, type Position } from '../trace/positions.ts';
import type { Cursor, Trace } from '../trace/trace.ts';

/** The stops of a trace and where each step's stops begin. */
export interface TraceIndex {
  positions: readonly Position[];
  /** For each step: index of its first stop. */
  first: readonly number[];
}

const indexes = new WeakMap<Trace, { steps: number; index: TraceIndex }>();

/** Computed once per trace; again when steps were added to it (a run that is still coming in). */
export function indexOf(trace: Trace): TraceIndex {
  const known = indexes.get(trace);
  if (known && known.steps === trace.steps.length) return known.index;
  const positions = positionsOf(trace);
  const first: number[] = [];
  for (const each of positions) first[each.step] ??= each.index;
  const index = { positions, first };
  indexes.set(trace, { steps: trace.steps.length, index });
  return index;
}

/** A cursor that is certain to stand inside the trace. */
export function clampCursor(trace: Trace, cursor: Cursor): { step: number; beat: number } {
  const step = Math.max(0, Math.min(cursor.step, trace.steps.length - 1));
  const at = trace.steps[step];
  const beats = at?.kind === 'pass' ? (at.pass.beats?.length ?? 1) : 1;
  return { step, beat: Math.max(0, Math.min(cursor.beat, beats - 1)) };
}

/** The stop of a cursor. A beat that is folded into the one after it counts as that one. */
export function stopIndex(trace: Trace, step: number, beat: number): number {
  const { positions, first } = indexOf(trace);
  let index = first[step] ?? 0;
  for (;;) {
    const here = positions[index];
    const next = positions[index + 1];
    if (!here || here.beat >= beat || !next || next.step !== step) return index;
    index += 1;
  }
}
