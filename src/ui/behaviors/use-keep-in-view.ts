import { useLayoutEffect, type RefObject } from 'react';

/** The box that scrolls: the list itself, or around it where the list is as high as what it holds (the phone). */
function boxOf(list: HTMLElement): Element {
  const isWhole = list.scrollHeight <= list.clientHeight;
  return (isWhole && list.closest('[data-keep-box="true"]')) || list;
}

function keepInView(list: HTMLElement): void {
  const box = boxOf(list);
  const child = box.querySelector('[data-keep="true"]');
  const start = box.getBoundingClientRect().top - box.scrollTop;
  const topOf = (each: Element) => each.getBoundingClientRect().top - start;
  const bottomOf = (each: Element) => each.getBoundingClientRect().bottom - start;
  let top = 0;
  if (child && bottomOf(child) > box.clientHeight) {
    const next = child.nextElementSibling ?? child;
    const end = Math.max(bottomOf(child), bottomOf(next.nextElementSibling ?? next));
    // No row is cut at the upper edge; of a row that is higher than the box its beginning is seen.
    top = topOf(child);
    let row = child.previousElementSibling;
    while (row && topOf(row) < top && topOf(row) >= end - box.clientHeight) {
      top = topOf(row);
      row = row.previousElementSibling;
    }
  }
  box.scrollTop = top;
}

/** How far a list was scrolled when it left the page, and at which moment. */
const left = new Map<string, { moment: number | string; top: number }>();

/**
 * Scrolls a list, and nothing around it but its `data-keep-box`, so that its marked child (`data-keep="true"`) is in view: not
 * at all where the list shows it from its beginning, and else so far that two rows after it are seen as well. How far it is
 * scrolled follows from the moment and the room alone, never from the way that led there: stepping back shows the very picture
 * that stepping forward showed. `moment` is what that moment is known by; between two moments a person may scroll, and finds
 * the list so when something else has been shown in its place.
 */
export function useKeepInView(ref: RefObject<HTMLElement | null>, moment: number | string): void {
  useLayoutEffect(() => {
    const list = ref.current;
    if (!list) return undefined;
    const name = list.ariaLabel ?? list.className;
    const before = left.get(name);
    // In another room the line that runs is still seen, unless a person has scrolled it away.
    let scrolledTo = 0;
    const keep = () => {
      keepInView(list);
      scrolledTo = boxOf(list).scrollTop;
    };
    keep();
    if (before?.moment === moment) boxOf(list).scrollTop = before.top;
    const observer = new ResizeObserver(() => {
      const { scrollTop, scrollHeight, clientHeight } = boxOf(list);
      // A box that has grown is scrolled less by the browser itself.
      if (Math.abs(Math.min(scrolledTo, scrollHeight - clientHeight) - scrollTop) < 1) keep();
    });
    observer.observe(list);
    observer.observe(boxOf(list));
    return () => {
      observer.disconnect();
      left.set(name, { moment, top: boxOf(list).scrollTop });
    };
  }, [ref, moment]);
}
