import { useSyncExternalStore } from 'react';

/** Phones and narrow windows: one zone at a time. The same width stands in the style sheets. */
export const narrowScreen = '(max-width: 720px)';

/** A small laptop or a projector: rows of the staircase are lower. The same height stands in low.css. */
export const lowScreen = '(max-height: 820px)';

/** Whether a media query holds now. Without a browser (a test that writes markup) it does not hold. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}
