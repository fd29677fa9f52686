import { useEffect } from 'react';
import { useMedia } from './use-media.ts';

/** Where there are fingers, press-and-hold opens the menu of a thing that can fail also in a browser that tells nothing of it. */
export function usePressAndHold(): void {
  const hasTouch = useMedia('(any-pointer: coarse)');
  useEffect(() => {
    if (!hasTouch) return undefined;
    const over = new AbortController();
    const { signal } = over;
    // Not before the first touch: the first run needs none of it.
    const load = (event: PointerEvent) => {
      let down: PointerEvent | undefined = event;
      const letGo = () => void (down = undefined);
      for (const end of ['pointerup', 'pointercancel'] as const)
        document.addEventListener(end, letGo, { once: true, capture: true, signal });
      import('../faults/press-and-hold.ts')
        .then(({ askOnHold }) => askOnHold(document, signal, down))
        // The buttons do the same.
        .catch(() => undefined);
    };
    document.addEventListener('pointerdown', load, { once: true, capture: true, signal });
    return () => over.abort();
  }, [hasTouch]);
}
