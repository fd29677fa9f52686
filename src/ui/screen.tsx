import type { ComponentType, ReactNode } from 'react';
import type { StepUnit } from '../trace/step-units.ts';
import type { Frame, Staircase } from '../view/frame.ts';
import type { Pin } from '../view/stair-pins.ts';
import { narrowScreen, useMedia } from './behaviors/use-media.ts';
import type { ComputeControl } from './compute-button.tsx';
import { Header } from './header.tsx';
import { NoticeBar, Toast } from './notice.tsx';
import { Placeholder } from './placeholder.tsx';
import type { PythonText } from './python-reading.ts';
import type { OpenSearch } from './history-search.tsx';
import type { DrawBand } from './stair-words.ts';
import type { ScreenActions } from './screen-actions.ts';
import type {
  EventChoice,
  EventNames,
  LineRange,
  Notice,
  SampleChoice,
  SidePane,
  SidePaneName,
  Standing,
  Theme,
} from './screen-state.ts';
import type { WaysProps } from './ways-menu.tsx';
import type { WayOut } from './why-it-broke.tsx';

/** All that the screen is drawn from. Equal props give an equal screen. */
export interface ScreenProps extends ScreenActions {
  /** `ready` when `frame` and `staircase` are there; otherwise the screen says what is missing. */
  standing: Standing;
  frame?: Frame;
  staircase?: Staircase;
  /** What draws a run. It is loaded while the run is computed. */
  RunScreen?: ComponentType<RunScreenProps>;
  /** The staircase has one row for each app run; otherwise one for each wake-up. */
  isFolded: boolean;
  /** The whole text of the program. */
  source: string;
  /** The workflow as it is written in Python, to be read only. */
  python?: PythonText;
  /** It is read in Python. */
  isPython?: boolean;
  /** Which lines of it each pane shows. */
  ranges: { workflow?: LineRange; plain?: LineRange };
  /** The part of the screen that is open where parts take turns. Absent or not there: the first. */
  pane?: string;
  samples: readonly SampleChoice[];
  /** Id of the open sample; absent for a program of one's own. */
  sampleId?: string;
  /** What a program of one's own is called. */
  programName?: string;
  /** The headline. Absent: the open sample's question. */
  question?: string;
  /** One or two short sentences under the headline. */
  lead?: string;
  /** Text of the question that follows; offered when the run is over. */
  nextQuestion?: string;
  /** No question follows that of the open sample. */
  isLastQuestion?: boolean;
  isPlaying: boolean;
  /** More of this run is still to come: its last stop is not its end. */
  isComputing?: boolean;
  /** Stops what takes long to compute, or goes on with it. */
  compute?: ComputeControl;
  /** 0.25 to 8. */
  speed: number;
  /** How far one step goes. */
  unit?: StepUnit;
  /**
   * The opening scene: Crash (and Restart after it) is the one invitation, and what a newcomer cannot use yet is not
   * named. True from the opening until playing rests after the first replay, or until the person does anything
   * else (a key, another sample, a link's position). Nothing changes its place when it ends.
   */
  isFirstMinute: boolean;
  /** Plain code and workflow stand side by side. */
  isBothShown: boolean;
  /** The open sample has both. */
  canShowBoth: boolean;
  /** The program has a version 2, which a restart may deploy. */
  hasNext?: boolean;
  canUndo: boolean;
  canRedo: boolean;
  /** The open sample draws numbers, so that another seed tells another story. */
  canChangeSeed: boolean;
  /** The sample that does the same without the fault of the open one: offered where code and history disagree. */
  mendedSample?: { id: string; name: string };
  /** Changes of the code that would have kept it from breaking: each starts a new workflow. */
  mends?: readonly WayOut[];
  /** Ways to answer events that this sample waits for. An event with none gets one plain button. */
  eventChoices?: readonly EventChoice[];
  /** To wake the workflow is what this sample asks for: it has the place of Crash. */
  isWakeInvited?: boolean;
  /** The question is about what comes without a crash: to go on has the place of Crash. */
  isGoOnInvited?: boolean;
  /** What is written can’t run: said while the editor is closed over it. */
  draft?: string;
  /** The editor, in the place of the listing. Absent: it is not open. */
  editor?: ReactNode;
  notice?: Notice;
  /** One short line that says what a press did: `Link copied`. */
  toast?: string;
  /** How many of them there were: the same words twice are two messages. */
  told?: number;
  theme: Theme;
  /** Ways to fail at this moment, and what was done in this run. */
  ways: WaysProps;
  /** What was done, as pins on the staircase. */
  pins: readonly Pin[];
  /** What a lesson asks before it shows what happens. */
  predict?: ReactNode;
  /** How far the reader has asked to zoom into the staircase: in less out. */
  zoomed?: number;
  /** What is looked for in the history; absent when nothing is. */
  search?: OpenSearch;
  /** What can stand in the place of the zones; absent in the first minute. */
  sidePanes?: Record<SidePaneName, SidePane>;
  /** Takes the place of everything under the head: what many runs have shown. */
  cover?: ReactNode;
  /** What many runs have shown, over the staircase. */
  band?: DrawBand;
  names: EventNames;
  /** Dialogs of the shell, drawn last. */
  children?: ReactNode;
}

export interface RunScreenProps extends ScreenProps {
  frame: Frame;
  staircase: Staircase;
  question: string;
}

/** The frame of a run that is still to come, each part where it will be: index.html holds the same for before this app is there. */
function Waiting(props: ScreenProps & { question: string }): ReactNode {
  const isLoading = props.standing.kind !== 'problem' && props.standing.kind !== 'asking';
  return (
    <>
      <section className="narration" data-opening="true" aria-label="What happens">
        <div className="question-row">
          <h1 className="question">{props.question}</h1>
        </div>
      </section>
      {isLoading && (
        <p className="tabs" aria-hidden="true">
          <span className="tab">Code</span>
          <span className="tab">History</span>
        </p>
      )}
      <Placeholder {...props} />
      {isLoading && <div className="staircase" />}
      <div className="transport">
        {isLoading && (
          <span className="crash" aria-hidden="true">
            Crash
          </span>
        )}
      </div>
    </>
  );
}

/** The whole screen: a pure function of its props. */
export function Screen(props: ScreenProps): ReactNode {
  const { frame, staircase, standing, samples, sampleId, notice } = props;
  const question =
    props.question ??
    samples.find((sample) => sample.id === sampleId)?.question ??
    props.programName ??
    'A program';
  const { RunScreen } = props;
  const isReady = standing.kind === 'ready' && RunScreen && frame && staircase;
  const isNarrow = useMedia(narrowScreen);
  // On a phone the editor has the page to itself: half of it is the keyboard.
  const isEditingAlone = isNarrow && props.editor !== undefined && standing.kind !== 'asking';
  return (
    <div className="screen" data-first-minute={props.isFirstMinute}>
      <Header
        {...props}
        toast={<Toast text={props.toast} isHeard={Boolean(isReady) && props.cover === undefined} />}
        isAtEnd={frame?.isOver === true}
        actions={props}
      />
      {notice && !(notice.isOfRun && (props.cover ?? props.editor)) && (
        <NoticeBar notice={notice} onDismiss={props.onDismissNotice} />
      )}
      {props.cover ?? (
        <main
          className="main"
          data-editing={isEditingAlone}
          data-asking={standing.kind === 'asking'}
        >
          {isEditingAlone ? (
            <>
              <h1 className="question visually-hidden">{question}</h1>
              {props.editor}
            </>
          ) : isReady ? (
            <RunScreen {...props} frame={frame} staircase={staircase} question={question} />
          ) : (
            <Waiting {...props} question={question} />
          )}
        </main>
      )}
      {props.children}
    </div>
  );
}
