import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Frame } from '../view/frame.ts';
import type { ScreenActions } from './screen-actions.ts';
import type { SampleChoice } from './screen-state.ts';
import { isAsleep } from './wake-offer.tsx';

/** All that is asked about has been seen: the run has come to its end, or code and history disagree. */
export const isFinished = (frame: Frame): boolean =>
  frame.app.status !== 'dead' &&
  !frame.isEngineDown &&
  (frame.disagreement !== undefined ||
    (frame.isOver && frame.isCutShort !== true && !isAsleep(frame)));

/** In the place of Crash, which stands small beside it. */
export function NextQuestion({ onPress }: { onPress: () => void }): ReactNode {
  return (
    <button type="button" className="crash next-big" aria-keyshortcuts="Q" onClick={onPress}>
      <ArrowRight aria-hidden="true" size={16} />
      Next question
    </button>
  );
}

export function OwnCodeNext({ onPress }: { onPress: () => void }): ReactNode {
  return (
    <button type="button" className="crash next-big" onClick={onPress}>
      Your own code
    </button>
  );
}

/** Where the road ends: the place of Crash leads to code of one's own, and this to where it began. */
export function LastOffer({
  samples: [first],
  actions,
}: {
  samples: readonly SampleChoice[];
  actions: ScreenActions;
}): ReactNode {
  return (
    first && (
      <div className="wake-offer last-offer" role="group" aria-label="After the last question">
        <span className="wake-title">That was the last question.</span>
        <button type="button" className="quiet wake" onClick={() => actions.onSample(first.id)}>
          Back to the first
        </button>
      </div>
    )
  );
}
