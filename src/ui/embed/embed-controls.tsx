import { Pause, Play, SkipBack, StepBack, StepForward, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { EmbedControls as Controls } from '../../embed/options.ts';
import type { Frame } from '../../view/frame.ts';
import type { ScreenActions } from '../screen-actions.ts';
import { CrashButton, Scrubber, SpeedChoice, TransportButton } from '../transport.tsx';

interface EmbedControlsProps {
  frame: Frame;
  controls: Exclude<Controls, 'none'>;
  isPlaying: boolean;
  speed: number;
  canCrash: boolean;
  canUndo: boolean;
  actions: ScreenActions;
}

/** The transport of an embed: one row, and with `full` the slider above it. */
export function EmbedControls(props: EmbedControlsProps): ReactNode {
  const { frame, controls, isPlaying, canCrash, canUndo, actions } = props;
  const isAtStart = frame.index === 0;
  const isAtEnd = frame.index >= frame.count - 1;
  const isFull = controls === 'full';
  return (
    <section className="embed-controls" aria-label="Controls" data-full={isFull}>
      {isFull && <Scrubber frame={frame} isNumbered onSeekIndex={actions.onSeekIndex} />}
      <div className="embed-row">
        <div className="transport-buttons">
          {isFull && (
            <TransportButton name="To start" isDisabled={isAtStart} onPress={actions.onToStart}>
              <SkipBack aria-hidden="true" size={18} />
            </TransportButton>
          )}
          <TransportButton name="Step back" isDisabled={isAtStart} onPress={actions.onStepBack}>
            <StepBack aria-hidden="true" size={18} />
          </TransportButton>
          <TransportButton
            name={isPlaying ? 'Pause' : 'Play'}
            title={!isPlaying && isAtEnd ? 'Play again' : undefined}
            isDisabled={false}
            isMain
            onPress={isPlaying ? actions.onPause : actions.onPlay}
          >
            {isPlaying ? (
              <Pause aria-hidden="true" size={20} />
            ) : (
              <Play aria-hidden="true" size={20} />
            )}
          </TransportButton>
          <TransportButton name="Step" isDisabled={isAtEnd} onPress={actions.onStep}>
            <StepForward aria-hidden="true" size={18} />
          </TransportButton>
        </div>
        {isFull && <SpeedChoice speed={props.speed} onSpeed={actions.onSpeed} />}
        <span className="spring" />
        {canCrash && (
          <>
            <TransportButton name="Undo" isDisabled={!canUndo} onPress={actions.onUndo}>
              <Undo2 aria-hidden="true" size={18} />
            </TransportButton>
            <CrashButton frame={frame} actions={actions} />
          </>
        )}
      </div>
    </section>
  );
}
