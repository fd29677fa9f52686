import type { ReactNode } from 'react';
import { narrowScreen, useMedia } from './behaviors/use-media.ts';
import { usePressAndHold } from './behaviors/use-press-and-hold.ts';
import { usePrintStyles } from './behaviors/use-print-styles.ts';
import { HistoryZone } from './history-zone.tsx';
import { LiveRegion } from './live-region.tsx';
import { Narration } from './narration.tsx';
import { PaneBoundary } from './pane-boundary.tsx';
import { ProcessZone } from './process-zone.tsx';
import type { RunScreenProps, ScreenProps } from './screen.tsx';
import { StaircaseDrawing, StaircaseZone } from './staircase.tsx';
import { panelIds, Tabs, tabIdOf, type Tab } from './tabs.tsx';
import { Transport } from './transport.tsx';
import type { WayOut } from './why-it-broke.tsx';
import { WorldZone } from './world-zone.tsx';

/** The zones, or on a phone the open one; on a wide screen the wiring has their place when it is on. */
function Zones(props: {
  screen: RunScreenProps;
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
      {isNarrow &&
        tab === 'transcript' &&
        sidePanes?.transcript.draw({ id: panelIds.transcript, ...tabIdFor('transcript') })}
      {isShown('code') && (
        <PaneBoundary name="The code" moment={frame.index} className="process">
          <ProcessZone
            {...screen}
            mended={wayOutOf(screen)}
            id={panelIds.code}
            {...tabIdFor('code')}
          />
        </PaneBoundary>
      )}
      {isShown('history') && (
        <PaneBoundary name="The history" moment={frame.index} className="history">
          <HistoryZone {...screen} id={panelIds.history} {...tabIdFor('history')} />
        </PaneBoundary>
      )}
      <PaneBoundary name="The world" moment={frame.index} className="world">
        <WorldZone frame={frame} isFirstMinute={isFirstMinute} />
      </PaneBoundary>
      {isNarrow && tab === 'staircase' && stairs}
    </div>
  );
}

function Panes(props: RunScreenProps): ReactNode {
  const { staircase, isFirstMinute, isFolded } = props;
  const isNarrow = useMedia(narrowScreen);
  const tabs: readonly Tab[] = isFirstMinute
    ? ['code', 'history', ...(props.frame.isOver ? (['staircase'] as const) : [])]
    : [
        'code',
        'history',
        'staircase',
        ...(props.sidePanes ? (['wiring', 'transcript'] as const) : []),
      ];
  const tab = tabs.find((each) => each === props.pane) ?? 'code';
  const canCheckDeploy = props.hasNext === true;
  const { pins, zoomed } = props;
  const { search, frame } = props;
  const found = search?.find?.([...frame.history, ...frame.inbox], search);
  const stairs = {
    found,
    staircase,
    isFolded,
    isFirstMinute,
    firstLine: props.ranges.workflow?.from ?? 1,
    hasEngine: props.frame.panes.some(({ kind }) => kind === 'workflow'),
    canCheckDeploy,
    pins,
    zoomed,
    band: props.band,
    actions: props,
  };
  const inBoundary = (drawn: ReactNode) => (
    <PaneBoundary name="The staircase" moment={props.frame.index} className="staircase">
      {drawn}
    </PaneBoundary>
  );
  const zone = inBoundary(
    <StaircaseZone {...stairs} size="small" id={panelIds.staircase} tabId={tabIdOf('staircase')} />,
  );
  return (
    <>
      {isNarrow && <Tabs tabs={tabs} open={tab} onOpen={props.onPane} />}
      <Zones screen={props} isNarrow={isNarrow} tab={tab} stairs={zone} />
      {!isNarrow &&
        (props.sidePanes?.transcript.isOn
          ? props.sidePanes.transcript.draw({ id: panelIds.transcript })
          : inBoundary(<StaircaseZone {...stairs} size="wide" id={panelIds.staircase} />))}
      {isNarrow &&
        tab !== 'staircase' &&
        inBoundary(
          <section className="staircase mini" aria-label="Staircase">
            <StaircaseDrawing {...stairs} size="mini" />
          </section>,
        )}
    </>
  );
}

function wayOutOf({ mendedSample, onSample }: ScreenProps): WayOut | undefined {
  return mendedSample && { name: mendedSample.name, onOpen: () => onSample(mendedSample.id) };
}

/** A program of one's own has a name, and asks nothing. */
function headlineOf({ samples, sampleId, programName, question }: RunScreenProps): string {
  const name = programName ?? samples.find(({ id }) => id === sampleId)?.name;
  return name === undefined || name === question ? question : `${name}. ${question}`;
}

/** The screen under its head, when there is a run to be drawn: sentence, zones, staircase, transport. */
export function RunScreen(props: RunScreenProps): ReactNode {
  const { frame } = props;
  usePressAndHold();
  usePrintStyles();
  return (
    <>
      <PaneBoundary name="The sentence" moment={frame.index}>
        <Narration {...props} actions={props} />
      </PaneBoundary>
      <Panes {...props} />
      <PaneBoundary name="The controls" moment={frame.index}>
        <Transport {...props} actions={props} />
      </PaneBoundary>
      <PaneBoundary name="The spoken text" moment={frame.index}>
        <LiveRegion
          frame={frame}
          isPlaying={props.isPlaying}
          toast={props.toast}
          told={props.told}
          headline={headlineOf(props)}
        />
      </PaneBoundary>
    </>
  );
}
