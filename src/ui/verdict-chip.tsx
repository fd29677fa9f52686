import { useId, useRef, type ReactNode } from 'react';
import { VERDICTS } from '../trace/verdict.ts';
import type { LineVerdict } from '../view/frame.ts';
import './verdict.css';

/** Free space around the reason, in pixels. */
const GAP = 8;

/** What comes of a line, in one word. A press, the mouse or the keyboard's focus tells why. */
export default function VerdictChip(props: { verdict: LineVerdict }): ReactNode {
  const { verdict, why } = props.verdict;
  const { word, sign } = VERDICTS[verdict];
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const reason = useRef<HTMLSpanElement>(null);
  const show = (): void => {
    if (button.current && reason.current) placeReason(button.current, reason.current);
  };
  const hide = (): void => {
    if (reason.current?.matches('[data-open]') === true) closeReason(reason.current);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="verdict"
        data-verdict={verdict}
        aria-describedby={id}
        onMouseEnter={show}
        onMouseLeave={hide}
        onFocus={show}
        onBlur={hide}
        onClick={show}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          hide();
        }}
      >
        <span aria-hidden="true">{sign}</span> {word}
      </button>
      <span ref={reason} id={id} className="verdict-why" role="tooltip" popover="manual">
        {why}
      </span>
    </>
  );
}

/** In the layer above everything: the list of lines scrolls, and would cut it off. */
function placeReason(button: HTMLElement, reason: HTMLElement): void {
  if (reason.dataset['open'] === undefined) reason.showPopover();
  reason.dataset['open'] = '';
  const at = button.getBoundingClientRect();
  const { width, height } = reason.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  const isBelow = at.bottom + GAP + height <= innerHeight;
  reason.style.left = `${Math.max(GAP, Math.min(at.left, innerWidth - width - GAP))}px`;
  reason.style.top = `${isBelow ? at.bottom + GAP / 2 : Math.max(GAP, at.top - height - GAP / 2)}px`;
}

function closeReason(reason: HTMLElement): void {
  delete reason.dataset['open'];
  reason.hidePopover();
}
