import { useLayoutEffect, type RefObject } from 'react';

/**
 * Scrolls a container, and nothing around it, so that its marked child (`data-keep="true"`) can be seen.
 * `key` names what is marked: the container is moved only when that changes, so that a person may scroll freely.
 */
export function useKeepInView(ref: RefObject<HTMLElement | null>, key: string | undefined): void {
  useLayoutEffect(() => {
    const container = ref.current;
    const child = container?.querySelector('[data-keep="true"]');
    if (!container || !child || key === undefined) return;
    const outer = container.getBoundingClientRect();
    const inner = child.getBoundingClientRect();
    const margin = Math.min(48, outer.height / 4);
    if (inner.top < outer.top + margin) container.scrollTop += inner.top - outer.top - margin;
    else if (inner.bottom > outer.bottom - margin)
      container.scrollTop += inner.bottom - outer.bottom + margin;
  }, [ref, key]);
}
