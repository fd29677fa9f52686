import type { Trace } from '../trace/trace.ts';
import { withStarted } from '../view/focus.ts';
import type { ProgramView } from '../view/program-view.ts';
import type { Explored, Explorer } from './explorer.ts';
import { programViewOf } from './programs.ts';

/** A whole run, beside the one on the screen. Undefined: it can't be made. */
export function once(
  explorer: Explorer,
  explored: Explored,
): Promise<{ trace: Trace; program: ProgramView } | undefined> {
  return new Promise((resolve) => {
    explorer.runOnce(explored, {
      onRun: (trace, compiled) => {
        const program = withStarted(programViewOf(explored.scenario, compiled), trace);
        resolve({ trace, program });
      },
      onProblems: () => resolve(undefined),
      onBroken: () => resolve(undefined),
    });
  });
}
