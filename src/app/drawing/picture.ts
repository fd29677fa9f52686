import type { Cursor, Trace } from '../../trace/trace.ts';
import { programOf } from '../../view/code-version.ts';
import { focusOn } from '../../view/focus.ts';
import { frameAt } from '../../view/frame-at.ts';
import type { Frame, Staircase } from '../../view/frame.ts';
import type { ProgramView } from '../../view/program-view.ts';
import { staircaseAt } from '../../view/staircase.ts';
import type { Run } from '../run.ts';
import { holdingScale } from './held-scale.ts';

type Shown = NonNullable<Run['shown']>;

export interface Picture {
  frame: Frame;
  staircase: Staircase;
  /** The program as it looks with that instance in focus, in the version that the app runs. */
  program: ProgramView;
}

/** What of the screen is chosen by hand. */
export interface Choice {
  isFolded: boolean;
  /** The instance to be shown. */
  focus: string | undefined;
  /** The staircase ends before this step: what it would name is being asked about. */
  gate?: number | undefined;
}

/** Remembers the last picture: most of the time only the way between two stops has changed, or nothing. */
export function pictures(): (shown: Shown, cursor: Cursor, choice: Choice) => Picture {
  let focusKey: readonly unknown[] = [];
  let program: ProgramView | undefined;
  let frameKey: readonly unknown[] = [];
  let frame: Frame | undefined;
  let stairsKey: readonly unknown[] = [];
  let staircase: Staircase | undefined;
  let drawnKey: readonly unknown[] = [];
  let drawn: Trace | undefined;
  const held = holdingScale();
  return (shown, cursor, { isFolded, focus, gate }) => {
    const { trace, program: whole } = shown;
    const newFocusKey = [trace, whole, focus];
    if (!program || !isSame(focusKey, newFocusKey)) program = focusOn(whole, trace, focus);
    focusKey = newFocusKey;
    const newFrameKey = [trace, program, cursor.step, cursor.beat];
    if (!frame || !isSame(frameKey, newFrameKey)) frame = frameAt(trace, cursor, program);
    frameKey = newFrameKey;
    const newDrawnKey = [trace, gate];
    if (!drawn || !isSame(drawnKey, newDrawnKey)) drawn = upTo(trace, gate);
    drawnKey = newDrawnKey;
    const room = held({ shown, program, moments: frame.count }, isFolded);
    const newStairsKey = [...newFrameKey, drawn, cursor.fraction, isFolded, room];
    if (!staircase || !isSame(stairsKey, newStairsKey))
      staircase = {
        ...staircaseAt(drawn, cursor, program, { isFolded }),
        ...(room && { held: room }),
      };
    stairsKey = newStairsKey;
    return { frame, staircase, program: shownText(program, frame) };
  };
}

const upTo = (trace: Trace, gate: number | undefined): Trace =>
  gate === undefined ? trace : { ...trace, steps: trace.steps.slice(0, gate) };

/** The text and the lines that the frame speaks of. */
function shownText(program: ProgramView, frame: Frame): ProgramView {
  const ran = programOf(program, frame.app.version ?? 'v1');
  const name = frame.panes.find((pane) => pane.kind === 'workflow')?.name;
  const span = ran.functions.find((each) => each.name === name);
  return span && span.name !== ran.workflow?.name ? { ...ran, workflow: span } : ran;
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((each, index) => each === b[index]);
