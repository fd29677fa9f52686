import { useEffect } from 'react';
import { useMedia } from './use-media.ts';

/** Where there are fingers, press-and-hold opens the menu of a thing that can fail also in a browser that tells nothing of it. */
export function usePressAndHold(): void {
  const hasTouch = useMedia('(any-pointer: coarse)');
  useEffect(() => {
    if (!hasTouch) return undefined;
    const over = new AbortController();
    import('../faults/press-and-hold.ts')
      .then(({ askOnHold }) => askOnHold(document, over.signal))
      // The buttons do the same.
      .catch(() => undefined);
    return () => over.abort();
  }, [hasTouch]);
}
