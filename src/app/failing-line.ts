import { MAIN_INSTANCE } from '../sim/simulate.ts';
import type { Trace } from '../trace/trace.ts';

/** The line of the workflow that ran last before it failed. */
export function failingLine({ steps, mainInstance = MAIN_INSTANCE }: Trace): number | undefined {
  const end = steps.findLastIndex(
    (step) => step.kind === 'turn-returned' && step.instance === mainInstance,
  );
  const step = steps
    .slice(0, end)
    .findLast((each) => each.kind === 'pass' && each.pass.of === 'turn' && each.pass.isLast);
  const beats = step?.kind === 'pass' ? (step.pass.beats ?? []) : [];
  return beats.findLast(({ kind }) => kind === 'line')?.line;
}
