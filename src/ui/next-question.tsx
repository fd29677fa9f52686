import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Frame } from '../view/frame.ts';
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
