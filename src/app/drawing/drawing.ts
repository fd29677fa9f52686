import type { ComponentType } from 'react';
import type { RunScreenProps } from '../../ui/screen.tsx';
import { focusOn } from '../../view/focus.ts';
import { stateAfter } from '../../view/state-after.ts';
import { isLong } from '../../view/staircase-size.ts';
import { staircaseAt } from '../../view/staircase.ts';
import { heldSentence } from './held-sentence.ts';
import { pictures } from './picture.ts';
import { stoppedWords } from './stopped-words.ts';

/** All that turns a run into a picture: a part of the app of its own, which comes while the machine is still starting. */
export const drawing = {
  pictures,
  heldSentence,
  focusOn,
  stateAfter,
  stoppedWords,
  staircaseAt,
  isLong,
};

export type Drawing = typeof drawing & {
  /** In a page of its own; an embed draws its panes itself. */
  RunScreen?: ComponentType<RunScreenProps>;
};
