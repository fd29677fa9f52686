import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { EmbedControls as Controls } from '../../embed/options.ts';
import type { Frame, HeldRoom } from '../../view/frame.ts';
import type { ScreenActions } from '../screen-actions.ts';
import { ComputeButton, type ComputeControl } from '../compute-button.tsx';
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
  actions: ScreenActions;
}

/** The transport of an embed: one row, and with `full` the slider above it. */
export function EmbedControls(props: EmbedControlsProps): ReactNode {
  const { frame, controls, isPlaying, isComputing, canCrash, canUndo, actions } = props;
  const isFull = controls === 'full';
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
            <CrashButton frame={frame} actions={actions} />
          </>
        )}
      </div>
    </section>
  );
}
