import { useSyncExternalStore } from 'react';

/** Phones and narrow windows: one zone at a time. The same width stands in the style sheets. */
export const narrowScreen = '(max-width: 720px)';

/** A small laptop or a projector: rows of the staircase are lower. The same height stands in low.css. */
export const lowScreen = '(max-height: 820px)';

interface Source {
  subscribe: (onChange: () => void) => () => void;
  holds: () => boolean;
}

const sources = new Map<string, Source>();

/** One for each query, for as long as the page lives: a new one at each drawing would be subscribed to anew each time. */
function sourceOf(query: string): Source {
  const known = sources.get(query);
  if (known) return known;
  let list: MediaQueryList | undefined;
  const listOf = (): MediaQueryList => (list ??= window.matchMedia(query));
  const made: Source = {
    subscribe: (onChange) => {
      listOf().addEventListener('change', onChange);
      return () => listOf().removeEventListener('change', onChange);
    },
    holds: () => listOf().matches,
  };
  sources.set(query, made);
  return made;
}

/** Whether a media query holds now. Without a browser (a test that writes markup) it does not hold. */
export function useMedia(query: string): boolean {
  const { subscribe, holds } = sourceOf(query);
  return useSyncExternalStore(subscribe, holds, () => false);
}
