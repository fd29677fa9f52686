import { Maximize2, Minimize2, SquareArrowOutUpRight } from 'lucide-react';
import { useEffect, useState, type ReactNode, type RefObject, type SyntheticEvent } from 'react';
import './embed-panes.css';
import './embed.css';
import type { EmbedOptions, EmbedPane } from '../../embed/options.ts';
import { useMedia } from '../behaviors/use-media.ts';
import { usePrintStyles } from '../behaviors/use-print-styles.ts';
import { HistoryZone } from '../history-zone.tsx';
import { LiveRegion } from '../live-region.tsx';
import { Logo } from '../logo.tsx';
import { moodOf } from '../mood.ts';
import { NoticeBar, Toast } from '../notice.tsx';
import { Placeholder } from '../placeholder.tsx';
import { ProcessZone } from '../process-zone.tsx';
import type { ScreenProps } from '../screen.tsx';
import { StaircaseDrawing } from '../staircase.tsx';
import { panelIds, Tabs, tabIdOf, type Tab } from '../tabs.tsx';
import { WakeOffer } from '../wake-offer.tsx';
import { WorldZone } from '../world-zone.tsx';
import { EmbedControls } from './embed-controls.tsx';

interface EmbedScreenProps {
  screen: ScreenProps;
  options: EmbedOptions;
  /** The address of the moment on the screen, in the whole page. */
  wholeAddress: () => string;
  /** Full screen, where the page around allows it. */
  full: {
    isAllowed: boolean;
    isOn: () => boolean;
    toggle: () => void;
    watch: (tell: () => void) => () => void;
  };
  onAgain: () => void;
  rootRef: RefObject<HTMLDivElement | null>;
}

/** Two panes side by side need so much room; the same width stands in embed.css. */
const WIDE = '(min-width: 600px)';
/** Below this height the staircase is a tab of its own; the same height stands in embed.css. */
const LOW = '(max-height: 439px)';

const TAB_OF: Record<Exclude<EmbedPane, 'world'>, Tab> = {
  code: 'code',
  history: 'history',
  stairs: 'staircase',
};

/** Which panes stand side by side, which take turns, and whether the small staircase stands below. */
export function arrangementOf(
  panes: readonly EmbedPane[],
  room: { isWide: boolean; isLow: boolean },
): { tabs: readonly Tab[]; isMini: boolean } {
  const zones = panes.flatMap((pane) => (pane === 'world' ? [] : [TAB_OF[pane]]));
  const others = zones.filter((tab) => tab !== 'staircase');
  const hasStairs = zones.length > others.length;
  const isMini = hasStairs && others.length > 0 && !room.isLow;
  const inTurn = isMini ? others : zones;
  // Code and history fit side by side; with a third there is a choice.
  const isChoice = inTurn.length > (room.isWide ? 2 : 1);
  return { tabs: isChoice || inTurn.length < 2 ? inTurn : [], isMini };
}

function FullScreenButton({ full }: Pick<EmbedScreenProps, 'full'>): ReactNode {
  const [isOn, setOn] = useState(false);
  useEffect(() => full.watch(() => setOn(full.isOn())), [full]);
  const name = isOn ? 'Leave full screen' : 'Full screen';
  const Icon = isOn ? Minimize2 : Maximize2;
  return (
    <button
      type="button"
      className="quiet icon"
      aria-label={name}
      title={name}
      onClick={full.toggle}
    >
      <Icon aria-hidden="true" size={16} />
    </button>
  );
}

function Head(
  props: Pick<EmbedScreenProps, 'wholeAddress' | 'full'> & { question: string },
): ReactNode {
  // Making the address of a large program takes a while: only who is about to follow it needs it.
  const refresh = (event: SyntheticEvent<HTMLAnchorElement>) => {
    event.currentTarget.href = props.wholeAddress();
  };
  return (
    <header className="embed-head">
      <Logo />
      <h1 className="question">{props.question}</h1>
      <a
        className="quiet embed-open"
        href="./"
        target="_blank"
        rel="noopener"
        title="Open in Replayscope"
        onPointerEnter={refresh}
        onPointerDown={refresh}
        onFocus={refresh}
        onClick={refresh}
      >
        <SquareArrowOutUpRight aria-hidden="true" size={16} />
        <span className="embed-open-name">Open in Replayscope</span>
      </a>
      {props.full.isAllowed && <FullScreenButton full={props.full} />}
    </header>
  );
}

type Ready = Required<Pick<ScreenProps, 'frame' | 'staircase'>>;

function Panes({ screen, options, frame, staircase }: EmbedScreenProps & Ready): ReactNode {
  const room = { isWide: useMedia(WIDE), isLow: useMedia(LOW) };
  const { tabs, isMini } = arrangementOf(options.panes, room);
  const [wished, setTab] = useState<Tab>('code');
  const open = tabs.includes(wished) ? wished : tabs[0];
  const isTabbed = tabs.length > 1;
  const has = (pane: EmbedPane) => options.panes.includes(pane);
  const isShown = (pane: Exclude<EmbedPane, 'world'>) =>
    has(pane) && (tabs.length === 0 || open === TAB_OF[pane]);
  const tabIdFor = (tab: Tab) => (isTabbed ? tabIdOf(tab) : undefined);
  const stairs = {
    staircase,
    isFolded: screen.isFolded,
    isFirstMinute: false,
    canCheckDeploy: false,
    pins: screen.pins,
    actions: screen,
  };
  return (
    <>
      {has('world') && <WorldZone frame={frame} isFirstMinute={false} />}
      {isTabbed && open && <Tabs tabs={tabs} open={open} onOpen={setTab} />}
      <div className="embed-panes">
        {isShown('code') && (
          <ProcessZone
            {...screen}
            isFirstMinute={false}
            isReadOnly
            frame={frame}
            mended={undefined}
            mends={[]}
            editor={undefined}
            id={panelIds.code}
            tabId={tabIdFor('code')}
          />
        )}
        {isShown('history') && (
          <HistoryZone
            {...screen}
            isFirstMinute={false}
            frame={frame}
            id={panelIds.history}
            tabId={tabIdFor('history')}
          />
        )}
        {isShown('stairs') && !isMini && (
          <section
            id={panelIds.staircase}
            className="staircase"
            role={isTabbed ? 'tabpanel' : undefined}
            aria-label={isTabbed ? undefined : 'Staircase'}
            aria-labelledby={isTabbed ? tabIdOf('staircase') : undefined}
          >
            <StaircaseDrawing {...stairs} size="small" />
          </section>
        )}
      </div>
      {isMini && (
        <section className="staircase mini" aria-label="Staircase">
          <StaircaseDrawing {...stairs} size="mini" />
        </section>
      )}
    </>
  );
}

/** The screen inside of somebody else's page: one moment, its sentence, and what the address asks for. */
export function EmbedScreen(props: EmbedScreenProps): ReactNode {
  const { screen, options, rootRef } = props;
  const { frame, staircase, standing, notice } = screen;
  const question = screen.question ?? screen.programName ?? 'A workflow and its replay';
  const isReady = standing.kind === 'ready' && frame !== undefined && staircase !== undefined;
  const { controls, canCrash } = options;
  usePrintStyles();
  return (
    <div ref={rootRef} className="embed" data-controls={controls}>
      <Head {...props} question={question} />
      {notice && <NoticeBar notice={notice} onDismiss={screen.onDismissNotice} />}
      <main className="embed-main">
        {isReady ? (
          <>
            <div className="embed-words" tabIndex={0} role="group" aria-label="What happens">
              {screen.lead !== undefined ? (
                <p className="sentence">{screen.lead}</p>
              ) : (
                <p className="sentence" data-mood={moodOf(frame)}>
                  {frame.sentence.lead && (
                    <strong className="sentence-lead">{frame.sentence.lead} </strong>
                  )}
                  {frame.sentence.text}
                </p>
              )}
              {controls !== 'none' && canCrash && (
                <WakeOffer frame={frame} choices={screen.eventChoices ?? []} actions={screen} />
              )}
            </div>
            <Panes {...props} frame={frame} staircase={staircase} />
            {controls !== 'none' && (
              <EmbedControls
                frame={frame}
                held={staircase.held}
                controls={controls}
                isPlaying={screen.isPlaying}
                isComputing={screen.isComputing}
                compute={screen.compute}
                speed={screen.speed}
                canCrash={canCrash}
                canUndo={screen.canUndo}
                onAgain={props.onAgain}
                actions={screen}
              />
            )}
            <LiveRegion frame={frame} isPlaying={screen.isPlaying} />
          </>
        ) : (
          <Placeholder {...screen} editor={undefined} isReadOnly />
        )}
      </main>
      <Toast text={screen.toast} />
      {screen.children}
    </div>
  );
}
