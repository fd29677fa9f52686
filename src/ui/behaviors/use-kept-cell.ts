import { useEffect, useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';

/**
 * Keeps the focus in a grid whose focused cell has gone, into a fold or with its row: the grid's tab stop stands for it.
 *
 * @param frame around the grid
 * @param onLeft the focus has left the grid
 */
export function useKeptCell(frame: RefObject<HTMLElement | null>, onLeft: () => void) {
  const hasFocus = useRef(false);
  // A cell that leaves the page tells no blur: what takes the focus next, elsewhere, tells that the grid has lost it.
  useEffect(() => {
    const gains = ({ target }: Event) => {
      if (target instanceof Node && frame.current?.contains(target) !== true)
        hasFocus.current = false;
    };
    document.addEventListener('focusin', gains);
    return () => document.removeEventListener('focusin', gains);
  }, [frame]);
  useLayoutEffect(() => {
    if (hasFocus.current && document.activeElement === document.body)
      frame.current?.querySelector<SVGElement>('[role="gridcell"][tabindex="0"]')?.focus();
  });
  return {
    onFocus: () => {
      hasFocus.current = true;
    },
    onBlur: (event: FocusEvent<SVGSVGElement>) => {
      if (event.currentTarget.contains(event.relatedTarget)) return;
      hasFocus.current = false;
      // The button on the selected cell belongs to the grid.
      if (frame.current?.contains(event.relatedTarget) !== true) onLeft();
    },
  };
}
