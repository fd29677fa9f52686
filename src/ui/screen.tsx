import { useState, type ReactNode } from 'react';
import type { StepUnit } from '../trace/step-units.ts';
import type { Frame, Staircase } from '../view/frame.ts';
import type { Pin } from '../view/marks.ts';
import { narrowScreen, useMedia } from './behaviors/use-media.ts';
import { Header } from './header.tsx';
import { HistoryZone } from './history-zone.tsx';
import { LiveRegion } from './live-region.tsx';
import { Narration } from './narration.tsx';
import { NoticeBar, Toast } from './notice.tsx';
import { Placeholder } from './placeholder.tsx';
import { ProcessZone } from './process-zone.tsx';
import type { PythonText } from './python-reading.tsx';
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
import { StaircaseDrawing, StaircaseZone } from './staircase.tsx';
import { panelIds, Tabs, tabIdOf, type Tab } from './tabs.tsx';
import { Transport } from './transport.tsx';
import type { WaysProps } from './ways-menu.tsx';
import type { WayOut } from './why-it-broke.tsx';
import { WorldZone } from './world-zone.tsx';

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
  /** The workflow as it is written in Python, to be read only. */
  python?: PythonText;
  /** Which lines of it each pane shows. */
  ranges: { workflow?: LineRange; plain?: LineRange };
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
  isPlaying: boolean;
  /** 0.25 to 8. */
  speed: number;
  /** How far one step goes. */
  unit?: StepUnit;
  /**
   * The opening scene: Crash (and Restart after it) is the one invitation, and what a newcomer cannot use yet is not
   * named. True from the opening until the first replay has been seen to its end, or until the person does anything
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
  /** The editor, in the place of the listing. Absent: it is not open. */
  editor?: ReactNode;
  notice?: Notice;
  /** One short line that says what a press did: `Link copied`. */
  toast?: string;
  theme: Theme;
  /** Ways to fail at this moment, and what was done in this run. */
  ways: WaysProps;
  /** What was done, as pins on the staircase. */
  pins: readonly Pin[];
  /** What can stand in the place of the zones; absent in the first minute. */
  sidePanes?: Record<SidePaneName, SidePane>;
  /** Takes the place of everything under the head: what many runs have shown. */
  cover?: ReactNode;
  names: EventNames;
  /** Dialogs of the shell, drawn last. */
  children?: ReactNode;
}

/** The zones, or on a phone the open one; on a wide screen the wiring has their place when it is on. */
function Zones(props: {
  screen: ScreenProps & { frame: Frame };
  isNarrow: boolean;
  tab: Tab;
  /** The staircase as a zone: on a phone. */
  stairs: ReactNode;
}): ReactNode {
  const { screen, isNarrow, tab, stairs } = props;
  const { frame, isFirstMinute, sidePanes, editor } = screen;
  const isShown = (each: Tab) => !isNarrow || tab === each;
  const tabIdFor = (each: Tab) => (isNarrow ? { tabId: tabIdOf(each) } : {});
  // While code is being edited, its place is the editor's.
  const isWired = isNarrow ? tab === 'wiring' : sidePanes?.wiring.isOn && editor === undefined;
  const wiring = isWired && sidePanes?.wiring.draw({ id: panelIds.wiring, ...tabIdFor('wiring') });
  if (wiring && !isNarrow) return <div className="zones">{wiring}</div>;
  return (
    <div className="zones" data-panes={frame.panes.length} data-tab={tab}>
      {wiring}
      {isShown('code') && (
        <ProcessZone
          {...screen}
          mended={wayOutOf(screen)}
          id={panelIds.code}
          {...tabIdFor('code')}
        />
      )}
      {isShown('history') && (
        <HistoryZone {...screen} id={panelIds.history} {...tabIdFor('history')} />
      )}
      <WorldZone frame={frame} isFirstMinute={isFirstMinute} />
      {isNarrow && tab === 'staircase' && stairs}
    </div>
  );
}

function Run(props: ScreenProps & { frame: Frame; staircase: Staircase }): ReactNode {
  const { staircase, isFirstMinute, isFolded } = props;
  const isNarrow = useMedia(narrowScreen);
  const [wished, setTab] = useState<Tab>('code');
  const tabs: readonly Tab[] = isFirstMinute
    ? ['code', 'history']
    : ['code', 'history', 'staircase', ...(props.sidePanes ? (['wiring'] as const) : [])];
  const tab = tabs.includes(wished) ? wished : 'code';
  const canCheckDeploy = props.hasNext === true;
  const { pins } = props;
  const stairs = { staircase, isFolded, isFirstMinute, canCheckDeploy, pins, actions: props };
  const zone = (
    <StaircaseZone {...stairs} size="small" id={panelIds.staircase} tabId={tabIdOf('staircase')} />
  );
  return (
    <>
      {isNarrow && <Tabs tabs={tabs} open={tab} onOpen={setTab} />}
      <Zones screen={props} isNarrow={isNarrow} tab={tab} stairs={zone} />
      {!isNarrow && <StaircaseZone {...stairs} size="wide" id={panelIds.staircase} />}
      {isNarrow && tab !== 'staircase' && (
        <section className="staircase mini" aria-label="Staircase">
          <StaircaseDrawing {...stairs} size="mini" />
        </section>
      )}
    </>
  );
}

function wayOutOf({ mendedSample, onSample }: ScreenProps): WayOut | undefined {
  return mendedSample && { name: mendedSample.name, onOpen: () => onSample(mendedSample.id) };
}

/** The whole screen: a pure function of its props. */
export function Screen(props: ScreenProps): ReactNode {
  const { frame, staircase, standing, samples, sampleId, notice } = props;
  const question =
    props.question ??
    samples.find((sample) => sample.id === sampleId)?.question ??
    props.programName ??
    'Your program';
  const isReady = standing.kind === 'ready' && frame !== undefined && staircase !== undefined;
  const isNarrow = useMedia(narrowScreen);
  // On a phone the editor has the page to itself: half of it is the keyboard.
  const isEditingAlone = isNarrow && props.editor !== undefined && standing.kind !== 'asking';
  return (
    <div className="screen" data-first-minute={props.isFirstMinute}>
      <Header {...props} actions={props} />
      {notice && <NoticeBar notice={notice} onDismiss={props.onDismissNotice} />}
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
            <>
              <Narration
                {...props}
                frame={frame}
                question={question}
                eventChoices={props.eventChoices ?? []}
                actions={props}
              />
              <Run {...props} frame={frame} staircase={staircase} />
              <Transport {...props} frame={frame} actions={props} />
              <LiveRegion frame={frame} isPlaying={props.isPlaying} />
            </>
          ) : (
            <>
              <section className="narration" data-opening="true">
                <h1 className="question">{question}</h1>
              </section>
              <Placeholder {...props} />
              <div className="transport" />
            </>
          )}
        </main>
      )}
      <Toast text={props.toast} />
      {props.children}
    </div>
  );
}
