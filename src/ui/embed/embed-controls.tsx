import { Undo2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { EmbedControls as Controls } from '../../embed/options.ts';
import type { Frame, HeldRoom } from '../../view/frame.ts';
import type { ScreenActions } from '../screen-actions.ts';
import { ComputeButton, type ComputeControl } from '../compute-button.tsx';
import { isFinished } from '../next-question.tsx';
import { CrashButton, PlayButtons, Scrubber, SpeedChoice, TransportButton } from '../transport.tsx';

interface EmbedControlsProps {
  frame: Frame;
  held: HeldRoom | undefined;
  controls: Exclude<Controls, 'none'>;
  isPlaying: boolean;
  isComputing?: boolean;
  compute?: ComputeControl;
  speed: number;
  canCrash: boolean;
  canUndo: boolean;
  /** Back to the moment with which the embed was opened, as if nothing had been done. */
  onAgain?: () => void;
  actions: ScreenActions;
}

/** The transport of an embed: one row, and with `full` the slider above it. */
export function EmbedControls(props: EmbedControlsProps): ReactNode {
  const { frame, controls, isPlaying, isComputing, canCrash, canUndo, actions } = props;
  const isFull = controls === 'full';
  // Who has opened it at the end of a run, and has done nothing, is where it began.
  const [wasFinished] = useState(() => isFinished(frame));
  const isAway = canUndo || !wasFinished;
  const onAgain = isAway && isFinished(frame) && !isPlaying ? props.onAgain : undefined;
  return (
    <section className="embed-controls" aria-label="Controls" data-full={isFull}>
      {isFull && (
        <Scrubber
          frame={frame}
          isNumbered
          held={props.held}
          isComputing={isComputing}
          compute={props.compute}
          onSeekIndex={actions.onSeekIndex}
        />
      )}
      <div className="embed-row">
        <PlayButtons
          frame={frame}
          isPlaying={isPlaying}
          isComputing={isComputing}
          isShort={!isFull}
          actions={actions}
        />
        {isFull && <SpeedChoice speed={props.speed} onSpeed={actions.onSpeed} />}
        {!isFull && <ComputeButton compute={props.compute} />}
        <span className="spring" />
        {canCrash && (
          <>
            <TransportButton name="Undo" isDisabled={!canUndo} onPress={actions.onUndo}>
              <Undo2 aria-hidden="true" size={18} />
            </TransportButton>
            <CrashButton frame={frame} actions={actions} onAgain={onAgain} />
          </>
        )}
      </div>
    </section>
  );
}
