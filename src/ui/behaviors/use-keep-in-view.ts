import { useLayoutEffect, type RefObject } from 'react';

/**
 * Scrolls a container, and nothing around it, so that its marked child (`data-keep="true"`) stands in the middle.
 * How far it is scrolled follows from the moment alone, never from the way that led there: stepping back shows the very
 * picture that stepping forward showed. `moment` is what that moment is known by; between two moments a person may scroll.
 * Where the container is as high as what it holds (the phone), the box around it scrolls: `data-keep-box="true"`.
 */
export function useKeepInView(ref: RefObject<HTMLElement | null>, moment: number | string): void {
  useLayoutEffect(() => {
    const list = ref.current;
    if (!list) return;
    const isWhole = list.scrollHeight <= list.clientHeight;
    const box = isWhole ? list.closest('[data-keep-box="true"]') : null;
    const container = box ?? list;
    const child = container.querySelector('[data-keep="true"]');
    if (!child) {
      container.scrollTop = 0;
      return;
    }
    const outer = container.getBoundingClientRect();
    const inner = child.getBoundingClientRect();
    const middle = inner.top - outer.top + container.scrollTop + inner.height / 2;
    container.scrollTop = Math.round(middle - container.clientHeight / 2);
  }, [ref, moment]);
}
