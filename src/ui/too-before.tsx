import { Layers } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Frame } from '../view/frame.ts';
import { WAKE_UP_MEANING } from '../view/wake-up-word.ts';
import { narrowScreen, useMedia } from './behaviors/use-media.ts';

/**
 * Who has seen one replay after a crash believes that a crash is the reason for it. Said once, where the first question ends,
 * until every wake-up is shown.
 */
export function TooBefore(props: {
  frame: Frame;
  isFirstQuestion: boolean;
  isFolded: boolean;
  onShow: () => void;
}): ReactNode {
  const { frame, isFirstQuestion, isFolded, onShow } = props;
  const isNarrow = useMedia(narrowScreen);
  if (!isFirstQuestion || !isFolded || !frame.isOver || frame.app.run < 2 || isNarrow) return null;
  return (
    <div className="wake-offer too-before" role="group" aria-label="Before the crash">
      <span className="wake-title">It did this before the crash, too: at every wake-up.</span>
      <button type="button" className="quiet wake" title={WAKE_UP_MEANING} onClick={onShow}>
        <Layers aria-hidden="true" size={16} />
        Show them all
      </button>
    </div>
  );
}
