import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  type RefObject,
} from 'react';
import { flushSync } from 'react-dom';
import { around, reachOf, rowAt, SPARE, type RowRange } from '../row-window.ts';

/** A window so high has room for what is drawn before anything is measured. */
const USUAL_HEIGHT = 900;

/** What of the page a list can be seen through: its own box, as far as it is in the window. Heights from the window's top. */
function seenPart(list: HTMLElement): { top: number; bottom: number } {
  const box = (list.closest('.zone-body') ?? list).getBoundingClientRect();
  return { top: Math.max(0, box.top), bottom: Math.min(window.innerHeight, box.bottom) };
}

/** How high that can be, wherever the page is scrolled to. */
const seenHeight = (list: HTMLElement): number =>
  Math.min(window.innerHeight, (list.closest('.zone-body') ?? list).clientHeight);

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
  const { count, standing, moment, heightOf } = props;
  const ref = useRef<HTMLOListElement>(null);
  const [scrolled, setScrolled] = useState<{ middle: number; moment: number }>();
  const [height, setHeight] = useState(USUAL_HEIGHT);
  const reach = reachOf(height);
  const range = around(count, scrolled?.moment === moment ? scrolled.middle : standing, reach);

  const measure = useEffectEvent((list: HTMLElement) => {
    props.onMeasure(list);
    setHeight(seenHeight(list));
  });
  const follow = useEffectEvent((list: HTMLElement) => {
    const { top, bottom } = seenPart(list);
    const middle = (top + bottom) / 2 - list.getBoundingClientRect().top;
    const seen = rowAt(heightOf, count, middle);
    const [from] = around(count, seen, reach);
    if (Math.abs(from - range[0]) < SPARE / 2) return;
    // At once: the picture that is drawn next has no empty place.
    flushSync(() => setScrolled({ middle: seen, moment }));
  });
  useLayoutEffect(() => {
    const list = ref.current;
    if (!list) return undefined;
    measure(list);
    const observer = new ResizeObserver(() => measure(list));
    observer.observe(list.closest('.zone-body') ?? list);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const onScroll = ({ target }: Event) => {
      const list = ref.current;
      if (list && target instanceof Node && target.contains(list)) follow(list);
    };
    // Whatever scrolls: the list's own box, or on a small screen the page.
    document.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => document.removeEventListener('scroll', onScroll, { capture: true });
  }, []);
  return { ref, range };
}
