import {
  Pause,
  Play,
  RotateCcw,
  SkipBack,
  SkipForward,
  StepBack,
  StepForward,
  Zap,
} from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import type { StepUnit } from '../trace/step-units.ts';
import type { Frame, Staircase } from '../view/frame.ts';
import { ComputeButton, type ComputeControl } from './compute-button.tsx';
import { doingText } from './mood.ts';
import { isFinished, NextQuestion, OwnCodeNext } from './next-question.tsx';
import { BigWake, isAsleep, wakeOf } from './wake-offer.tsx';
import type { EventChoice } from './screen-state.ts';
import { narrowScreen, useMedia } from './behaviors/use-media.ts';
import { WaysMenu, type WaysProps } from './ways-menu.tsx';
import type { ScreenActions } from './screen-actions.ts';
import { UnitChoice } from './unit-choice.tsx';

interface TransportProps {
  frame: Frame;
  staircase: Pick<Staircase, 'held'>;
  isPlaying: boolean;
  /** More of this run is still to come. */
  isComputing?: boolean;
  compute?: ComputeControl;
  speed: number;
  unit?: StepUnit;
  isFirstMinute: boolean;
  /** The program has a version 2. */
  hasNext?: boolean;
  nextQuestion?: string;
  isLastQuestion?: boolean;
  eventChoices?: readonly EventChoice[];
  isWakeInvited?: boolean;
  isGoOnInvited?: boolean;
  /** Absent: it is not open. */
  editor?: ReactNode;
  ways: WaysProps;
  actions: ScreenActions;
}

const speeds = [0.25, 0.5, 1, 2, 4, 8];

export function TransportButton(props: {
  name: string;
  /** Shown to the pointer, where it says more than the name. */
  title?: string;
  isDisabled: boolean;
  isMain?: boolean;
  /** The slider does the same: left out where there is little room. */
  isSpare?: boolean;
  onPress: () => void;
  children: ReactNode;
}): ReactNode {
  return (
    <button
      type="button"
      className={props.isMain ? 'transport-button transport-main' : 'transport-button'}
      data-spare={props.isSpare}
      aria-label={props.name}
      title={props.title ?? props.name}
      // A button that is disabled loses the focus in the middle of stepping: it stays, and does nothing.
      aria-disabled={props.isDisabled}
      onClick={() => {
        if (!props.isDisabled) props.onPress();
      }}
    >
      {props.children}
    </button>
  );
}

/** Drawn once: the buttons around them change with every moment. */
const SIGNS = {
  toStart: <SkipBack aria-hidden="true" size={18} />,
  back: <StepBack aria-hidden="true" size={18} />,
  pause: <Pause aria-hidden="true" size={20} />,
  play: <Play aria-hidden="true" size={20} />,
  on: <StepForward aria-hidden="true" size={18} />,
  toEnd: <SkipForward aria-hidden="true" size={18} />,
  crash: <Zap aria-hidden="true" size={20} strokeWidth={2.25} />,
  restart: <RotateCcw aria-hidden="true" size={20} strokeWidth={2.25} />,
};

const NOT_THERE_YET = 'Step: the next moment is still being computed';

/** To start, back, play, on, to end; `isShort` leaves out the ends. */
export function PlayButtons({
  frame,
  isPlaying,
  isComputing = false,
  isShort = false,
  actions,
}: Pick<TransportProps, 'frame' | 'isPlaying' | 'isComputing' | 'actions'> & {
  isShort?: boolean;
}): ReactNode {
  const isAtStart = frame.index === 0;
  const isAtEnd = frame.index >= frame.count - 1;
  return (
    <div className="transport-buttons">
      {!isShort && (
        <TransportButton name="To start" isDisabled={isAtStart} onPress={actions.onToStart}>
          {SIGNS.toStart}
        </TransportButton>
      )}
      <TransportButton name="Step back" isDisabled={isAtStart} onPress={actions.onStepBack}>
        {SIGNS.back}
      </TransportButton>
      <TransportButton
        name={isPlaying ? 'Pause' : 'Play'}
        // At the end it starts again from the start, as Space does.
        title={!isPlaying && isAtEnd && !isComputing ? 'Play again' : undefined}
        isDisabled={false}
        isMain
        onPress={isPlaying ? actions.onPause : actions.onPlay}
      >
        {isPlaying ? SIGNS.pause : SIGNS.play}
      </TransportButton>
      <TransportButton
        name="Step"
        title={isAtEnd && isComputing ? NOT_THERE_YET : undefined}
        isDisabled={isAtEnd}
        onPress={actions.onStep}
      >
        {SIGNS.on}
      </TransportButton>
      {!isShort && actions.onToEnd && (
        <TransportButton
          name="To end"
          title={isComputing ? 'To end: goes on with the run until it is all there' : undefined}
          isSpare
          isDisabled={isAtEnd && !isComputing}
          onPress={actions.onToEnd}
        >
          {SIGNS.toEnd}
        </TransportButton>
      )}
    </div>
  );
}

export function SpeedChoice({
  speed,
  onSpeed,
}: {
  speed: number;
  onSpeed: (speed: number) => void;
}): ReactNode {
  const known = speeds.includes(speed) ? speeds : [...speeds, speed];
  return (
    <label className="pick">
      <span className="pick-label">Speed</span>
      <select
        aria-label="Speed"
        value={speed}
        onChange={(event) => onSpeed(Number(event.currentTarget.value))}
      >
        {known.map((each) => (
          <option key={each} value={each}>{`${each}×`}</option>
        ))}
      </select>
    </label>
  );
}

/** For the middle of a sentence; the names of functions in it stay as they are written. */
const withSmallStart = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** `12 of 40`, or while the run is computed `12 of 40 so far`: the last one is not the end. */
function countText({ index, count }: Frame, isComputing: boolean): string {
  if (!isComputing) return `${index + 1} of ${count}`;
  return index === count - 1 ? `${count} so far` : `${index + 1} of ${count} so far`;
}

/** What the slider says of itself: `Event 7 of 23. App run 2, replaying. …`. */
function positionText(frame: Frame, isComputing: boolean): string {
  const read = frame.history.concat(frame.inbox);
  const reading = read.find((row) => row.state === 'reading');
  const where = reading
    ? `Event ${reading.number} of ${read.length}.`
    : `Moment ${countText(frame, isComputing)}.`;
  const doing = frame.app.mode === 'again' ? 'replaying' : withSmallStart(doingText(frame));
  const more = isComputing && reading ? ` ${frame.count} moments so far.` : '';
  return `${where}${more} App run ${frame.app.run}, ${doing}. ${frame.sentence.text}`;
}

export function Scrubber({
  frame,
  isNumbered,
  held,
  isComputing = false,
  compute,
  onSeekIndex,
}: {
  frame: Frame;
  isNumbered: boolean;
  /** A crash has cut the run: the slider keeps its scale, and its knob does not go past the end. */
  held?: Staircase['held'];
  isComputing?: boolean;
  compute?: ComputeControl;
  onSeekIndex: (index: number) => void;
}): ReactNode {
  const last = Math.max(1, frame.count - 1);
  const most = Math.max(last, (held?.moments ?? 0) - 1);
  const style = { '--reached': `${(frame.index / most) * 100}%` } as CSSProperties;
  return (
    <div className="scrubber" data-computing={isComputing}>
      <input
        type="range"
        className="slider"
        aria-label="Position in the run"
        aria-valuetext={positionText(frame, isComputing)}
        min={0}
        max={most}
        step={1}
        value={frame.index}
        style={style}
        onChange={(event) => onSeekIndex(Math.min(last, Number(event.currentTarget.value)))}
      />
      <span className="position" title={isComputing ? 'Still computing this run' : undefined}>
        {(isNumbered || isComputing) && countText(frame, isComputing)}
      </span>
      <ComputeButton compute={compute} />
    </div>
  );
}

/** One button in one place: it kills the app, and then it brings it back. The focus stays on it. */
export function CrashButton({
  frame,
  actions,
  onAgain,
}: {
  frame: Frame;
  actions: ScreenActions;
  /** All has been seen: the same press leads back to where it began. */
  onAgain?: (() => void) | undefined;
}): ReactNode {
  // Whatever is dead is started again by the same press.
  const isDead = frame.app.status === 'dead' || frame.isEngineDown;
  const isBack = isDead || onAgain !== undefined;
  return (
    <button
      type="button"
      className="crash"
      data-restart={isBack}
      data-spent={frame.disagreement !== undefined && !onAgain}
      aria-disabled={frame.app.run === 0}
      aria-keyshortcuts="X"
      onClick={({ detail }) => {
        // A double click means one press: the second would already meet Restart.
        if (detail > 1) return;
        if (onAgain) onAgain();
        else if (isDead) actions.onRestart();
        else if (frame.app.run > 0) actions.onCrash();
      }}
    >
      {isBack ? SIGNS.restart : SIGNS.crash}
      <span className="crash-name">{onAgain ? 'Again' : isDead ? 'Restart' : 'Crash'}</span>
    </button>
  );
}

/** Always in view: where in time the screen is, and the one act that teaches. */
export function Transport(props: TransportProps): ReactNode {
  const { frame, speed, isFirstMinute, hasNext, actions } = props;
  // On the phone it stands in the head.
  const isNarrow = useMedia(narrowScreen);
  const unitChoice = <UnitChoice unit={props.unit} onUnit={actions.onUnit} />;
  const canDeploy = hasNext === true && frame.app.status === 'dead';
  return (
    <section className="transport" aria-label="Controls" data-brief={isFirstMinute}>
      <div className="transport-left">
        <PlayButtons {...props} />
        {canDeploy && (
          <button type="button" className="quiet restart-next" onClick={actions.onRestartWithNext}>
            Restart with version 2
          </button>
        )}
        {!isFirstMinute && !isNarrow && !canDeploy && unitChoice}
        {!isFirstMinute && !canDeploy && <SpeedChoice speed={speed} onSpeed={actions.onSpeed} />}
      </div>
      <div className="big-act">
        {props.nextQuestion !== undefined && actions.onNextQuestion && isFinished(frame) ? (
          <NextQuestion onPress={actions.onNextQuestion} />
        ) : props.isLastQuestion === true && isFinished(frame) ? (
          <OwnCodeNext onPress={actions.onOwnCode} />
        ) : frame.app.isBroken && props.editor === undefined ? (
          <button type="button" className="crash next-big" onClick={actions.onEdit}>
            Edit the code
          </button>
        ) : props.isGoOnInvited === true && !props.isPlaying && !isAsleep(frame) ? (
          <button type="button" className="crash next-big" onClick={actions.onPlay}>
            Let it go on
          </button>
        ) : (
          <BigWake {...wakeOf(props)} />
        )}
        <CrashButton frame={frame} actions={actions} />
      </div>
      <div className="transport-right">
        {!isFirstMinute && !isNarrow && <WaysMenu {...props.ways} isIcon={false} />}
        {!isFirstMinute && isNarrow && unitChoice}
        <Scrubber
          frame={frame}
          isNumbered={!isFirstMinute}
          held={props.staircase.held}
          isComputing={props.isComputing}
          compute={props.compute}
          onSeekIndex={actions.onSeekIndex}
        />
      </div>
    </section>
  );
}
