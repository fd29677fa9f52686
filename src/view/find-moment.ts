import type { Trace } from '../trace/trace.ts';
import { shownInstance } from './focus.ts';
import type { ProgramView } from './program-view.ts';
import { applyStep } from './run-fold.ts';
import { emptyState } from './run-state.ts';

/** The step at which the event with this number is first there, in the inbox or in the history; of the instance that is shown. */
export function stepOfEvent(
  trace: Trace,
  number: number,
  program: ProgramView,
): { step: number } | { count: number } {
  const state = emptyState(program.focus);
  let most = 0;
  for (const [index, step] of trace.steps.entries()) {
    applyStep(state, step, index);
    const count = state.kept.length;
    // The next wake-up writes its OrchestratorStarted first (history-rows.ts).
    const isInInbox = number >= count + 2 && number < count + 2 + state.inbox.length;
    if (number >= 1 && (number <= count || isInInbox)) return { step: index };
    most = Math.max(most, count);
  }
  return { count: most };
}

/** The step that sends the wake-up with this number to the app; of the instance that is shown. */
export function stepOfWakeUp(
  trace: Trace,
  number: number,
  program: ProgramView,
): { step: number } | { count: number } {
  const instance = shownInstance(trace, program);
  let most = 0;
  for (const [index, step] of trace.steps.entries()) {
    if (step.kind !== 'turn-sent' || step.instance !== instance) continue;
    if (step.place.number === number) return { step: index };
    most = Math.max(most, step.place.number);
  }
  return { count: most };
}
