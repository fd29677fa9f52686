import { useEffect, useEffectEvent, type RefObject } from 'react';

/** Ctrl and the wheel over an element: -1 away from it, 1 towards it. The page itself is not zoomed. */
export function useCtrlWheel(ref: RefObject<HTMLElement | null>, onTurn: (by: -1 | 1) => void) {
  const turn = useEffectEvent(onTurn);
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      turn(event.deltaY < 0 ? 1 : -1);
    };
    // React's own listener is passive: it could not keep the page from being zoomed.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [ref]);
}
