import { isTerminal } from '../../sim/instance.ts';
import type { Cursor, Trace } from '../../trace/trace.ts';
import { sampleOf } from '../programs.ts';
import type { RunStore } from '../run.ts';
import type { AppState } from '../store.ts';

/**
 * The instance on the screen at a step. A question that is about a child workflow opens with it. Once the child has ended, what is asked
 * about is in its parent: that is shown, unless a person has chosen otherwise.
 */
export function followed(
  { scenario, question, focus, hasChosenInstance }: AppState,
  trace: Trace | undefined,
  step: number,
): string | undefined {
  const opening = sampleOf(scenario)?.questions[question]?.opening;
  if (focus === undefined || hasChosenInstance || opening?.instance !== focus) return focus;
  const end = trace?.steps.findIndex(
    (each) => each.kind === 'turn-saved' && each.instance === focus && isTerminal(each.status),
  );
  return end !== undefined && end >= 0 && step > end ? undefined : focus;
}

/** The instance on the screen now. */
export const focusNow = (visit: {
  readonly state: AppState;
  readonly cursor: Cursor;
  readonly around: { run: RunStore };
}): string | undefined =>
  followed(visit.state, visit.around.run.getState().shown?.trace, visit.cursor.step);
