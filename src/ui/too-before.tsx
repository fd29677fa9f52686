import { Layers } from 'lucide-react';
import type { ReactNode } from 'react';
import { WAKE_UP_MEANING } from '../view/wake-up-word.ts';

/**
 * Who has seen one replay after a crash believes that a crash is the reason for it. Said where the first question ends, until every
 * wake-up is shown.
 */
export function TooBefore({ onShow }: { onShow: () => void }): ReactNode {
  return (
    <div className="wake-offer too-before" role="group" aria-label="Before the crash">
      <span className="wake-title">Every wake-up did this, also before the crash.</span>
      <button type="button" className="quiet wake" title={WAKE_UP_MEANING} onClick={onShow}>
        <Layers aria-hidden="true" size={16} />
        Show the wake-ups
      </button>
    </div>
  );
}
