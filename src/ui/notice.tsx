import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Notice } from './screen-state.ts';

const icons = { info: Info, warning: TriangleAlert, error: CircleAlert } as const;

/** A message about the page itself, such as a link that is damaged. */
export function NoticeBar(props: { notice: Notice; onDismiss?: () => void }): ReactNode {
  const { notice, onDismiss } = props;
  const Icon = icons[notice.tone];
  return (
    <div
      className="notice"
      data-tone={notice.tone}
      role={notice.tone === 'error' ? 'alert' : 'status'}
    >
      <Icon aria-hidden="true" size={18} />
      <p className="notice-text">{notice.text}</p>
      {[notice.action, notice.other].map(
        (way) =>
          way && (
            <button key={way.label} type="button" className="quiet" onClick={way.onPress}>
              {way.label}
            </button>
          ),
      )}
      {onDismiss && (
        <button
          type="button"
          className="quiet icon"
          aria-label="Close this message"
          onClick={onDismiss}
        >
          <X aria-hidden="true" size={16} />
        </button>
      )}
    </div>
  );
}

/** What a press did, for a moment. `isHeard`: the live region of the run says it in its turn. */
export function Toast({ text, isHeard }: { text?: string; isHeard?: boolean }): ReactNode {
  return (
    // Heard there, it is no content of its own.
    <div className="toast-place" role={isHeard ? undefined : 'status'} aria-hidden={isHeard}>
      {text && <p className="toast">{text}</p>}
    </div>
  );
}
