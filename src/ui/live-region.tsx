import type { ReactNode } from 'react';
import type { Frame } from '../view/frame.ts';
import { useAnnouncement } from './behaviors/use-announcement.ts';

function urgentText(frame: Frame): string {
  if (frame.app.status === 'dead')
    return `App run ${frame.app.run} crashed. ${frame.sentence.text}`;
  if (frame.disagreement) return `Code and history disagree. ${frame.sentence.text}`;
  return '';
}

/** Says the sentence to screen readers: at most one message a second; at once for a crash and a disagreement. */
export function LiveRegion({ frame }: { frame: Frame }): ReactNode {
  const urgent = urgentText(frame);
  const polite = useAnnouncement(
    urgent === '' ? `${frame.sentence.lead} ${frame.sentence.text}` : '',
    1000,
  );
  return (
    <>
      <p className="visually-hidden" role="status" aria-live="polite">
        {urgent === '' ? polite : ''}
      </p>
      <p className="visually-hidden" role="alert" aria-live="assertive">
        {urgent}
      </p>
    </>
  );
}
