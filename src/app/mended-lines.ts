import type { Scenario } from '../sim/scenario.ts';
import type { Chip, Frame } from '../view/frame.ts';
import { isSameProgram } from './programs.ts';

/** The lines that a mend has written, as long as that program runs. */
export interface MendedLines {
  program: Scenario['program'];
  lines: readonly number[];
}

/** The code with a mark at what the mend has written: most of a line may be as before. */
export function withNewMarks(
  frame: Frame,
  { mended, scenario }: { mended?: MendedLines | undefined; scenario: Scenario },
): Frame {
  if (!mended || !isSameProgram(mended.program, scenario.program)) return frame;
  const marks = mended.lines.map((line): Chip => ({ line, text: 'new', tone: 'live' }));
  return {
    ...frame,
    // In front: the last one is where the code stands.
    panes: frame.panes.map((pane) =>
      pane.kind === 'workflow' ? { ...pane, chips: [...marks, ...pane.chips] } : pane,
    ),
  };
}
