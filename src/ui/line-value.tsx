import { useLayoutEffect, useRef, type ReactNode } from 'react';
import './line-value.css';

/** Space to the edges of the window, in px. */
const EDGE = 8;

/**
 * The whole answer of a line, below the note that stands for it: above everything else, so that no scrolled list cuts it off.
 *
 * @param box of the note, in the window
 */
export default function LineValue(props: {
  value: string;
  event: number | undefined;
  box: DOMRect;
}): ReactNode {
  const { value, event, box } = props;
  const ref = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const card = ref.current;
    if (!card) return;
    card.showPopover();
    const { width, height } = card.getBoundingClientRect();
    const below = box.bottom + height + EDGE <= window.innerHeight;
    card.style.left = `${Math.max(EDGE, Math.min(box.left, window.innerWidth - width - EDGE))}px`;
    card.style.top = `${below ? box.bottom : Math.max(EDGE, box.top - height)}px`;
  }, [box]);
  return (
    <span ref={ref} popover="manual" role="tooltip" className="line-value">
      {event !== undefined && <span className="line-value-from">{`Event ${event}: `}</span>}
      <code>{value}</code>
    </span>
  );
}
