import type { Predicted } from './lesson/predicted.ts';
import type { MendedLines } from './mended-lines.ts';
import type { Anchor, Pointed } from '../ui/faults/pointing.ts';
import type { OpenSearch } from '../ui/history-search.tsx';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SideView } from '../link/panes.ts';
import type { Scenario } from '../sim/scenario.ts';
import type { Sentence } from '../view/sentence-input.ts';
import type { EventNames, Notice } from '../ui/screen-state.ts';
import type { Preferences } from './preferences.ts';

/**
 * What a person chose and did. Nothing here is computed from a trace: that is in `run.ts`; the cursor is the player's.
 */
export interface AppState {
  scenario: Scenario;
  /** Which of the sample's questions is the headline, from 0. */
  question: number;
  /** Acts of this visit that can be undone, and that can be done again. */
  acts: { done: number; undone: number };
  /** Id of the workflow instance on the screen. Absent, or not in the run: the first one. */
  focus: string | undefined;
  /** A person has chosen that instance: it stays, also once it has ended. */
  hasChosenInstance?: boolean | undefined;
  /** The part of the screen that is open where parts take turns. Absent: the first one. */
  pane: string | undefined;
  /** The view that stands over the run, or that a link wants there (side-view.ts). */
  side: SideView | undefined;
  /** Whose names the events bear as long as a link says so; the reader's own choice stays what it is. */
  lentNames: EventNames | undefined;
  /** The opening scene, in which only Crash and Restart are offered. */
  isFirstMinute: boolean;
  preferences: Preferences;
  notice?: Notice;
  /** A newer version of the app waits, or has taken over. Stays through acts, other than a notice. */
  newVersion?: Notice;
  toast?: string;
  /** How many toasts there were: the same words twice are two messages. */
  told: number;
  /** A text for copying by hand, when the clipboard is out of reach. */
  toCopy: { title: string; text: string } | undefined;
  isHelpOpen: boolean;
  /** The person is asked for the variables of the next app run. */
  isAskingVariables: boolean;
  /** The answer that was given to the last question of a lesson. */
  predicted: Predicted | undefined;
  /** Set while a question is open that nobody holds: the staircase ends before this step as long as the cursor does. */
  veil?: number | undefined;
  /** Set while the outcome of a question comes without a crash, and has not come: to go on is the next thing to press. */
  goOnUntil?: number | undefined;
  /** What is said of all wake-ups when they are shown at the end of a run, as long as this is the moment. */
  revealed?: { scenario: Scenario; step: number; sentence: Sentence };
  /** What a mend has written. */
  mended?: MendedLines;
  /** How far the reader has asked to zoom into the staircase: in less out, counted from the opening of the page. */
  zoomed: number;
  /** What is looked for in the history. */
  search: OpenSearch | undefined;
  /** A dialog that is loaded when it is first opened. */
  dialog: 'palette' | 'glossary' | 'embed' | 'faults' | undefined;
  /** What a person points at to make it fail, and where that is on the screen. Absent: what goes on at this moment. */
  pointed?: { at: Pointed; anchor: Anchor } | undefined;
  /** The dialog that brings in a program of one's own. */
  isOwnCodeOpen: boolean;
  /** The list of one's own scenarios. */
  isLibraryOpen: boolean;
}

export type AppStore = StoreApi<AppState>;

export function createAppStore(start: Pick<AppState, 'scenario' | 'preferences'>): AppStore {
  return createStore<AppState>(() => ({
    ...start,
    question: 0,
    focus: undefined,
    pane: undefined,
    side: undefined,
    lentNames: undefined,
    toCopy: undefined,
    acts: { done: 0, undone: 0 },
    isFirstMinute: false,
    isHelpOpen: false,
    isAskingVariables: false,
    predicted: undefined,
    zoomed: 0,
    told: 0,
    search: undefined,
    dialog: undefined,
    isOwnCodeOpen: false,
    isLibraryOpen: false,
  }));
}
