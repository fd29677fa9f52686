import type { ReactNode } from 'react';
import type { Frame, Staircase } from '../view/frame.ts';
import type { ScreenActions } from './screen-actions.ts';
import type { EventChoice, LineRange, Notice, SampleChoice, Standing, Theme } from './screen-state.ts';

/** All that the screen is drawn from. Equal props give an equal screen. */
export interface ScreenProps extends ScreenActions {
  /** `ready` when `frame` and `staircase` are there; otherwise the screen says what is missing. */
  standing: Standing;
  frame?: Frame;
  staircase?: Staircase;
  /** The staircase has one row for each app run; otherwise one for each wake-up. */
  isFolded: boolean;
  /** The whole text of the program. */
  source: string;
  /** Which lines of it each pane shows. */
  ranges: { workflow?: LineRange; plain?: LineRange };
  samples: readonly SampleChoice[];
  /** Id of the open sample; absent for a program of one's own. */
  sampleId?: string;
  /** The headline. Absent: the open sample's question. */
  question?: string;
  isPlaying: boolean;
  /** 0.25 to 8. */
  speed: number;
  /**
   * The opening scene: only Crash (and Restart after it) is offered. True from the opening until the first
   * replay has been seen to its end, or until the person does anything else (a key, another sample, a link's position).
   */
  isFirstMinute: boolean;
  /** Plain code and workflow stand side by side. */
  isBothShown: boolean;
  /** The open sample has both. */
  canShowBoth: boolean;
  canUndo: boolean;
  canRedo: boolean;
  /** The open sample draws numbers, so that another seed tells another story. */
  canChangeSeed: boolean;
  /** Ways to answer events that this sample waits for. An event with none gets one plain button. */
  eventChoices?: readonly EventChoice[];
  notice?: Notice;
  /** One short line that says what a press did: `Link copied`. */
  toast?: string;
  theme: Theme;
  /** Dialogs of the shell, drawn last. */
  children?: ReactNode;
}

/** The whole screen: a pure function of its props. */
export function Screen(_props: ScreenProps): ReactNode {
  return null;
}
