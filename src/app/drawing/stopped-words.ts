import { focusOn } from '../../view/focus.ts';
import { stoppedLead } from '../../view/sentence-rest.ts';
import { stateAfter } from '../../view/state-after.ts';
import type { Run } from '../run.ts';

/** Where the computing of a run was stopped: the cursor may be far from there. */
export function stoppedWords(
  { trace, program }: NonNullable<Run['shown']>,
  focus: string | undefined,
): string {
  const { steps } = trace;
  return stoppedLead(stateAfter(trace, steps.length, focusOn(program, trace, focus).focus));
}
