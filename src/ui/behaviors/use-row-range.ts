import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react';
import { flushSync } from 'react-dom';
import { around, reachOf, rowAt, SPARE, type RowRange } from '../row-window.ts';
import { narrowScreen, useMedia } from './use-media.ts';

/** The part of a list that can be seen: below the top of the window and of what scrolls around it. */
function seenMiddle(list: HTMLElement): number {
  const box = (list.closest('.zone-body') ?? list).getBoundingClientRect();
  const top = Math.max(0, box.top);
  const bottom = Math.min(window.innerHeight, box.bottom);
  return (top + bottom) / 2 - list.getBoundingClientRect().top;
}

/**
 * The rows of a long list that are in the page: around `standing`, or where a person has scrolled the list, or the page around
 * it, until there is another `moment`. `heightOf` tells the height of each row with the gap below it; `onMeasure` may measure.
 */
export function useRowRange(props: {
  count: number;
  standing: number;
  moment: number;
  heightOf: (row: number) => number;
  onMeasure: (list: HTMLElement) => void;
}): { ref: RefObject<HTMLOListElement | null>; range: RowRange } {
  const { count, standing, moment } = props;
  const ref = useRef<HTMLOListElement>(null);
  const [scrolled, setScrolled] = useState<{ middle: number; moment: number }>();
  const reach = reachOf(useWindowHeight());
  const isNarrow = useMedia(narrowScreen);
  const middle = scrolled?.moment === moment ? scrolled.middle : standing;
  const range = around(count, middle, reach);
  const latest = useRef({ ...props, range, reach });
  useLayoutEffect(() => {
    latest.current = { ...props, range, reach };
  });
  useLayoutEffect(() => {
    if (ref.current) latest.current.onMeasure(ref.current);
  }, [isNarrow]);
  useEffect(() => {
    const onScroll = ({ target }: Event) => {
      const list = ref.current;
      if (!list || !(target instanceof Node) || !target.contains(list)) return;
      const now = latest.current;
      const seen = rowAt(now.heightOf, now.count, seenMiddle(list));
      const [from] = around(now.count, seen, now.reach);
      if (Math.abs(from - now.range[0]) < SPARE / 2) return;
      now.onMeasure(list);
      // At once: the picture that is drawn next has no empty place.
      flushSync(() => setScrolled({ middle: seen, moment: now.moment }));
    };
    // Whatever scrolls: the list's own box, or on a small screen the page.
    document.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => document.removeEventListener('scroll', onScroll, { capture: true });
  }, []);
  return { ref, range };
}

/** The height of the window, kept up to date. */
function useWindowHeight(): number {
  return useSyncExternalStore(
    (onChange) => {
      window.addEventListener('resize', onChange);
      return () => window.removeEventListener('resize', onChange);
    },
    () => window.innerHeight,
    () => 900,
  );
}
