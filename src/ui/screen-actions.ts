import type { StepUnit } from '../trace/step-units.ts';
import type { OpenSearch } from './history-search.tsx';
import type { EventNames, SidePaneName, Theme } from './screen-state.ts';
import type { ShareWay } from './share-ways.ts';

/** The ways to hand on what is on the screen. */
export interface ShareActions {
  /** What each row of the menu does. */
  take: Record<ShareWay['id'], () => void>;
  /** How many characters the link to this moment has. */
  linkLength: () => number;
}

/** Everything a person can do on the screen. A callback edits the scenario or moves the cursor; it draws nothing. */
export interface ScreenActions {
  onPlay: () => void;
  onPause: () => void;
  onStep: () => void;
  onStepBack: () => void;
  onToStart: () => void;
  onToEnd?: () => void;
  /** To a step and beat of the trace, and how far (0 to 1, not 1 itself) towards the next position. */
  onSeek: (step: number, beat: number, fraction: number) => void;
  /** To a position of the slider, from 0 to `frame.count - 1`. */
  onSeekIndex: (index: number) => void;
  onSpeed: (speed: number) => void;
  /** How far one step goes. */
  onUnit?: (unit: StepUnit) => void;
  onCrash: () => void;
  onRestart: () => void;
  /** The app starts again with version 2 of its code. */
  onRestartWithNext: () => void;
  share: ShareActions;
  /** Between the program and its reading in Python. */
  onTogglePython?: () => void;
  /** The Python reading of what is shown, the whole file. */
  onCopyPython?: () => void;
  onSample: (id: string) => void;
  /** Opens the question that follows (see `nextQuestion`). */
  onNextQuestion?: () => void;
  /** The same program and scenario with another seed. */
  onSeed: () => void;
  onToggleBoth: () => void;
  /** Opens the editor. */
  onEdit: () => void;
  /** Brings in a program of one's own. */
  onOwnCode: () => void;
  /** Opens the list of one's own scenarios. */
  onLibrary: () => void;
  /** A stranger's code shall run, or only be read. */
  onAnswer: (isWanted: boolean) => void;
  onUndo: () => void;
  onRedo: () => void;
  onTheme: (theme: Theme) => void;
  onNames: (names: EventNames) => void;
  /** Looks for events in the history; undefined: for nothing any more. */
  onSearch?: (search: OpenSearch | undefined) => void;
  /** Sends an external event to the workflow. */
  onRaise: (name: string, data: unknown) => void;
  /** Goes on to what would wake the workflow next (moves the virtual clock). */
  onWake: () => void;
  /** Resumes the paused workflow that is shown. */
  onResume?: () => void;
  /** Opens another part of the screen, where parts take turns. */
  onPane: (pane: string) => void;
  /** Shows another workflow instance of the run. */
  onInstance: (id: string) => void;
  /** Runs the scenario again and again: a crash everywhere, or version 2 everywhere. */
  onExplore: (what: 'crashes' | 'deployment') => void;
  onFoldToggle: () => void;
  /** Opens a pane, or closes it again. */
  onSidePane?: (pane: SidePaneName) => void;
  onDismissNotice?: () => void;
  /** Opens the list of everything that can be done. */
  onPalette?: () => void;
  /** Ends the calm of the first run. */
  onAllTools?: () => void;
  /** Opens the list of keyboard shortcuts. */
  onHelp?: () => void;
}
