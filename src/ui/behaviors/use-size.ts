import { useLayoutEffect, useState, type RefObject } from 'react';

interface Size {
  width: number;
  height: number;
}

const unscaled = () => 1;

/** Width and height of an element in CSS pixels, kept up to date; `initial` until they have been measured. What `scaleOf` gives divides them. */
export function useSize(
  ref: RefObject<HTMLElement | null>,
  initial: Size,
  scaleOf: () => number = unscaled,
): Size {
  const [size, setSize] = useState(initial);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const width = Math.max(1, Math.floor(element.clientWidth / scaleOf()));
      const height = Math.max(1, Math.floor(element.clientHeight / scaleOf()));
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, scaleOf]);
  return size;
}
