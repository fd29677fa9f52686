import { useLayoutEffect, type RefObject } from 'react';

/** The box that scrolls: the list itself, or around it where the list is as high as what it holds (the phone). */
function boxOf(list: HTMLElement): Element {
  const isWhole = list.scrollHeight <= list.clientHeight;
  return (isWhole && list.closest('[data-keep-box="true"]')) || list;
}

function keepInView(list: HTMLElement): void {
  const box = boxOf(list);
  const child = box.querySelector('[data-keep="true"]');
  if (!child) {
    box.scrollTop = 0;
    return;
  }
  const outer = box.getBoundingClientRect();
  const inner = child.getBoundingClientRect();
  const middle = inner.top - outer.top + box.scrollTop + inner.height / 2;
  box.scrollTop = Math.round(middle - box.clientHeight / 2);
}

/**
 * Scrolls a list, and nothing around it but its `data-keep-box`, so that its marked child (`data-keep="true"`) stands in the
 * middle. How far it is scrolled follows from the moment alone, never from the way that led there: stepping back shows the
 * very picture that stepping forward showed. `moment` is what that moment is known by; between two moments a person may scroll.
 */
export function useKeepInView(ref: RefObject<HTMLElement | null>, moment: number | string): void {
  useLayoutEffect(() => {
    if (ref.current) keepInView(ref.current);
  }, [ref, moment]);
}
