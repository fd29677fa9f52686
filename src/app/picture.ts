import type { Cursor } from '../trace/trace.ts';
import { frameAt } from '../view/frame-at.ts';
import type { Frame, Staircase } from '../view/frame.ts';
import { staircaseAt } from '../view/staircase.ts';
import type { Run } from './run.ts';

type Shown = NonNullable<Run['shown']>;

export interface Picture {
  frame: Frame;
  staircase: Staircase;
}

/** Remembers the last picture: most of the time only the way between two stops has changed, or nothing. */
export function pictures(): (shown: Shown, cursor: Cursor, isFolded: boolean) => Picture {
  let frameKey: readonly unknown[] = [];
  let frame: Frame | undefined;
  let stairsKey: readonly unknown[] = [];
  let staircase: Staircase | undefined;
  return (shown, cursor, isFolded) => {
    const { trace, program } = shown;
    const newFrameKey = [trace, program, cursor.step, cursor.beat];
    if (!frame || !isSame(frameKey, newFrameKey)) frame = frameAt(trace, cursor, program);
    frameKey = newFrameKey;
    const newStairsKey = [...newFrameKey, cursor.fraction, isFolded];
    if (!staircase || !isSame(stairsKey, newStairsKey))
      staircase = staircaseAt(trace, cursor, program, { isFolded });
    stairsKey = newStairsKey;
    return { frame, staircase };
  };
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((each, index) => each === b[index]);
