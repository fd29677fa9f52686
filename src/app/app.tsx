import { useSelector } from '@xstate/react';
import { useEffect, useMemo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { cursorOf } from '../player/player-machine.ts';
import { draftOf } from './own-code/editing-words.ts';
import { sampleById, samples } from './samples/outlines.ts';
import { SAMPLE_GROUPS } from '../samples/sample.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import type { ScreenProps } from '../ui/screen.tsx';
import type { ScreenActions } from '../ui/screen-actions.ts';
import type { Notice, Standing } from '../ui/screen-state.ts';
import type { AppState } from './store.ts';
import type { Surroundings } from './visit.ts';
import type { Shell } from './shell.ts';
import { useKeptFocus } from './kept-focus.ts';
import { usePython } from './samples/use-python.ts';
import { useMends } from './mending.ts';
import type { DrawingStore } from './drawing/drawing-store.ts';
import {
  codeOf,
  EVENT_CHOICES,
  leadOf,
  nameOfProgram,
  questionAfter,
  sourceOf,
  rangesOf,
  sampleOf,
} from './programs.ts';
import type { PublicStateInput } from './public-state.ts';
import { predictOf } from './lesson/lesson.tsx';
import { focusNow } from './lesson/followed.ts';
import { choiceOf, toldIn } from './lesson/told-so-far.ts';
import { sidePanesOf } from './side-panes.tsx';
import { actsDone, pinsOf } from './acts-done.ts';
import { isStopped, type Run } from './run.ts';
import type { Session } from './session.ts';

/** Loaded when they are first opened. */
const OwnCodeEditor = lazyPart('The editor', () => import('./own-code/own-code-editor.tsx'));
const WaysPanel = lazyPart('The list', () => import('./ways-panel.tsx'));

interface AppProps {
  session: Session;
  around: Pick<Surroundings, 'player' | 'store' | 'run'>;
  /** What draws it all. */
  Top: Shell['Top'];
  drawing: DrawingStore;
  /** Hears what is on the screen, after it was drawn. */
  onPicture: (input: PublicStateInput | undefined) => void;
}

const CHOICES = samples.map(({ id, group, name, questions }) => ({
  id,
  group: SAMPLE_GROUPS[group],
  name,
  question: questions[0].text,
}));

function actionsOf(session: Session): ScreenActions {
  return {
    onPlay: session.play,
    onPause: session.pause,
    onStep: session.step,
    onStepBack: session.stepBack,
    onToStart: session.toStart,
    onToEnd: session.toEnd,
    onSeek: session.seek,
    onSeekIndex: session.seekIndex,
    onSpeed: session.setSpeed,
    onUnit: session.setUnit,
    onCrash: session.crash,
    onRestart: session.restart,
    onRestartWithNext: session.restartWithNext,
    share: {
      take: {
        moment: () => void session.share(),
        start: () => void session.shareStart(),
        embed: () => session.showDialog('embed'),
        file: () => void session.shareFile(),
        svg: () => void session.shareSvg(),
        png: () => void session.sharePng(),
        markdown: () => void session.shareMarkdown(),
        mermaid: () => void session.shareMermaid(),
        test: () => void session.shareTest(),
      },
      linkLength: session.linkLength,
    },
    onTogglePython: session.togglePython,
    onSample: session.openSample,
    onNextQuestion: session.nextQuestion,
    onSeed: session.changeSeed,
    onToggleBoth: session.toggleBoth,
    onEdit: () => session.editor.open(),
    onOwnCode: () => session.showOwnCode(true),
    onLibrary: () => session.library.show(true),
    onAnswer: session.answer,
    onUndo: session.undo,
    onRedo: session.redo,
    onTheme: session.setTheme,
    onNames: session.setNames,
    onRaise: session.raise,
    onWake: session.play,
    onResume: () => session.resume(focusNow(session.visit)),
    onFoldToggle: session.toggleFold,
    onExplore: (what) => session.exploring.show(what),
    onDismissNotice: session.dismissNotice,
    onInstance: session.showInstance,
    onSearch: session.search,
    onPalette: () => session.showDialog('palette'),
    onSidePane: session.toggleSidePane,
    onPane: session.showPane,
    onHelp: () => session.showHelp(true),
    onAllTools: session.showTools,
  };
}

/** What the person has chosen, here or for every visit. */
const chosenIn = ({
  preferences,
  lentNames,
  search,
  toast,
  told,
  pane,
  zoomed,
  goOnUntil,
}: AppState) => ({
  speed: preferences.speed,
  unit: preferences.unit,
  theme: preferences.theme,
  names: lentNames ?? preferences.names,
  zoomed,
  told,
  isGoOnInvited: goOnUntil !== undefined,
  ...(search && { search }),
  ...(toast !== undefined && { toast }),
  ...(pane !== undefined && { pane }),
});

/** What this program has, and asks for. */
function partsOf({ scenario, goOnUntil }: AppState) {
  const sample = sampleOf(scenario);
  return {
    isBothShown: scenario.mode === 'both',
    canShowBoth: sample?.entry.plain !== undefined,
    hasNext: sample?.hasNext ?? codeOf(scenario)?.next !== undefined,
    // It has been deployed or restarted already, or the question is about what comes: what is left to do is to wake it.
    isWakeInvited:
      goOnUntil !== undefined ||
      (sample?.scenario.interventions.length ?? 0) > 0 ||
      scenario.interventions.at(-1)?.do === 'restart',
  };
}

/** What the stores and the player say, as the screen wants it. */
function useScreenProps({ session, around, drawing }: AppProps): {
  props: ScreenProps;
  seen?: Omit<PublicStateInput, 'address'>;
} {
  const state = useStore(around.store);
  const run = useStore(around.run);
  const { shown, standing } = run;
  // What is shown of it has no end yet.
  const isComputing = run.isComputing && shown?.isComplete === false;
  const cursor = useSelector(around.player, ({ context }) => cursorOf(context), isSameCursor);
  const isPlaying = useSelector(around.player, ({ value }) => value !== 'paused');
  const gate = useSelector(around.player, ({ context }) => context.gate);
  const isEditing = useStore(session.editor.store, ({ isOpen }) => isOpen);
  const draft = useStore(session.editor.store, draftOf);
  const origin = useStore(session.editor.store, ({ sampleId }) => sampleId);
  const ownName = useStore(session.editor.store, ({ name }) => name);
  const actions = useMemo(() => actionsOf(session), [session]);
  const { drawing: draws, hasFailed } = useStore(drawing.store);
  const picture = useMemo(() => draws?.pictures(), [draws]);

  const { scenario, preferences, question } = state;
  const sample = sampleOf(scenario);
  const mended = sample?.mendedBy === undefined ? undefined : sampleById(sample.mendedBy);
  const { timeline, index } = around.player.getSnapshot().context;
  const choice = choiceOf(state, gate, cursor.step, shown?.trace);
  const picked = shown && picture?.(shown, cursor, choice);
  const held =
    shown && picked && draws?.heldSentence(shown.trace, timeline, index, picked.program, isPlaying);
  const drawn = picked && toldIn(picked, held, state, cursor.step);
  const python = usePython(session, state.isFirstMinute ? undefined : sample, picked?.program);
  const mends = useMends(session, drawn?.frame, picked?.program.source);
  const nextQuestion = questionAfter(scenario, question, origin)?.text;
  const lead = drawn && leadOf(scenario, question, drawn.frame.place);
  const done = shown ? actsDone(shown.scenario.interventions, shown.trace) : [];
  const props: ScreenProps = {
    ...actions,
    ...chosenIn(state),
    ...(lead !== undefined && { lead }),
    standing: hasFailed ? NOT_DRAWN : standing,
    ...(draws?.RunScreen && { RunScreen: draws.RunScreen }),
    ...(drawn && { frame: drawn.frame, staircase: drawn.staircase }),
    isFolded: preferences.isFolded,
    source: sourceOf(standing, scenario, picked?.program.source),
    ranges: rangesOf(picked?.program),
    samples: CHOICES,
    ...(sample && { sampleId: sample.id, question: sample.questions[question]?.text }),
    ...nameOfProgram(sample, ownName),
    ...(python && { ...python, isPython: state.preferences.isPython }),
    ...(mended && { mendedSample: { id: mended.id, name: mended.name } }),
    mends,
    ...(nextQuestion === undefined ? { isLastQuestion: sample !== undefined } : { nextQuestion }),
    isPlaying,
    isComputing,
    ...computeOf(session, run),
    predict: predictOf(session, around, state, sample, shown, cursor, drawn?.frame.isOver === true),
    isFirstMinute: state.isFirstMinute,
    ...partsOf(state),
    ways: { draw: () => <WaysPanel session={session} focus={choice.focus} acts={done} /> },
    pins: pinsOf(done),
    ...(shown &&
      picked &&
      !state.isFirstMinute && {
        sidePanes: sidePanesOf({ shown, cursor, frame: picked.frame, state, session }, choice),
      }),
    canUndo: state.acts.done > 0,
    canRedo: state.acts.undone > 0,
    canChangeSeed: sample?.otherSeed !== undefined,
    eventChoices: EVENT_CHOICES,
    ...(draft !== undefined && { draft }),
    ...(isEditing && {
      editor: <OwnCodeEditor session={session} around={around} frame={drawn?.frame} />,
    }),
    ...noticeOf(state, hasFailed ? drawAgain(drawing) : undefined),
  };
  if (!drawn || shown?.scenario !== scenario || standing.kind !== 'ready') return { props };
  return {
    props,
    seen: { frame: drawn.frame, scenario, isComputing, isStopped: isStopped(shown), isPlaying },
  };
}

function computeOf(session: Session, run: Run): Pick<ScreenProps, 'compute'> {
  if (run.isComputing && run.isLong)
    return { compute: { name: 'Stop computing', onPress: session.stopComputing } };
  if (!run.isComputing && isStopped(run.shown))
    return { compute: { name: 'Compute more', onPress: session.computeMore } };
  return {};
}

const NOT_DRAWN: Standing = {
  kind: 'problem',
  title: 'Not loaded yet',
  problems: [{ text: 'The part of the app that draws a run did not come.' }],
};

const drawAgain = (drawing: DrawingStore): Notice => ({
  tone: 'error',
  text: 'A part of the app could not be loaded. Look at the connection. What you did is safe.',
  action: { label: 'Try again', onPress: () => void drawing.load() },
});

/** What is most urgent: that of a new version waits behind the others. */
function noticeOf({ notice, newVersion }: AppState, failure?: Notice): { notice?: Notice } {
  const shown = failure ?? notice ?? newVersion;
  return shown ? { notice: shown } : {};
}

type CursorNow = ReturnType<typeof cursorOf>;
const isSameCursor = (a: CursorNow, b: CursorNow): boolean =>
  a.step === b.step && a.beat === b.beat && a.fraction === b.fraction;

/** The screen of a page or of an embed. */
export function App(props: AppProps): ReactNode {
  const { session, around, Top, onPicture } = props;
  const { props: screen, seen } = useScreenProps(props);
  useKeptFocus();
  const {
    frame,
    scenario,
    isComputing = false,
    isStopped: hasStopped = false,
    isPlaying,
  } = seen ?? {};
  const isNothing = screen.standing.kind === 'problem';
  useEffect(() => {
    // Between two stops nothing changes that the page says about itself.
    if (frame && scenario && isPlaying !== undefined)
      onPicture({
        frame,
        scenario,
        isComputing,
        isStopped: hasStopped,
        isPlaying,
        address: session.address(),
      });
    // Whose text can't run is not told of the run before it.
    else if (isNothing) onPicture(undefined);
  }, [isNothing, frame, scenario, isComputing, hasStopped, isPlaying, onPicture, session]);
  return <Top session={session} around={around} screen={screen} {...(frame && { frame })} />;
}
