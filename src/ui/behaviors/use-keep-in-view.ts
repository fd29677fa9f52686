import { useLayoutEffect, useRef, type RefObject } from 'react';

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

/** A list on the page, for as long as it is there. */
class Kept {
  moment: number | string = '';
  /** In another room the line that runs is still seen, unless a person has scrolled it away. */
  private scrolledTo = 0;
  private readonly observer: ResizeObserver;

  constructor(readonly list: HTMLElement) {
    this.observer = new ResizeObserver(() => {
      const { scrollTop, scrollHeight, clientHeight } = boxOf(list);
      // A box that has grown is scrolled less by the browser itself.
      if (Math.abs(Math.min(this.scrolledTo, scrollHeight - clientHeight) - scrollTop) < 1)
        this.keep();
    });
    this.observer.observe(list);
    this.observer.observe(boxOf(list));
  }

  private get name(): string {
    return this.list.ariaLabel ?? this.list.className;
  }

  private keep(): void {
    keepInView(this.list);
    this.scrolledTo = boxOf(this.list).scrollTop;
  }

  show(moment: number | string, isNew: boolean): void {
    this.moment = moment;
    this.keep();
    const before = left.get(this.name);
    if (isNew && before?.moment === moment) boxOf(this.list).scrollTop = before.top;
  }

  leave(): void {
    this.observer.disconnect();
    left.set(this.name, { moment: this.moment, top: boxOf(this.list).scrollTop });
  }
}

/**
 * Scrolls a list, and nothing around it but its `data-keep-box`, so that its marked child (`data-keep="true"`) is in view: not
 * at all where the list shows it from its beginning, and else so far that two rows after it are seen as well. How far it is
 * scrolled follows from the moment and the room alone, never from the way that led there: stepping back shows the very picture
 * that stepping forward showed. `moment` is what that moment is known by; between two moments a person may scroll, and finds
 * the list so when something else has been shown in its place.
 */
export function useKeepInView(ref: RefObject<HTMLElement | null>, moment: number | string): void {
  const kept = useRef<Kept>(undefined);
  // Nothing is measured when a moment is left: the page would be laid out in the middle of what the next one changes.
  useLayoutEffect(() => {
    const list = ref.current;
    const isNew = kept.current?.list !== list;
    if (isNew) {
      kept.current?.leave();
      kept.current = list ? new Kept(list) : undefined;
    }
    kept.current?.show(moment, isNew);
  }, [ref, moment]);
  useLayoutEffect(
    () => () => {
      kept.current?.leave();
      kept.current = undefined;
    },
    [],
  );
}
