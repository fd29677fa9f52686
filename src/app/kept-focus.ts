import { useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Keeps the keyboard's place when the button that was pressed leaves the page with what it belonged to (`Next
 * question`, `See it mended`): the focus goes to the headline, which says what is there now, and not to the body.
 */
export function useKeptFocus(): void {
  const last = useRef<Element>(null);
  useEffect(() => {
    const gains = (event: FocusEvent) => {
      last.current = event.target instanceof Element ? event.target : null;
    };
    // A press beside everything takes the focus away on purpose: then what had it is still in the page afterwards.
    const loses = () => {
      setTimeout(() => {
        if (isFocusLost() && last.current?.isConnected) last.current = null;
      }, 0);
    };
    document.addEventListener('focusin', gains);
    document.addEventListener('focusout', loses);
    return () => {
      document.removeEventListener('focusin', gains);
      document.removeEventListener('focusout', loses);
    };
  }, []);
  // After every drawing: any of them may have taken away what had the focus.
  useLayoutEffect(() => {
    if (last.current === null || last.current.isConnected || !isFocusLost()) return;
    const headline = document.querySelector<HTMLElement>('h1.question');
    if (!headline) return;
    headline.tabIndex = -1;
    headline.focus({ preventScroll: true });
  });
}

const isFocusLost = (): boolean =>
  document.activeElement === null || document.activeElement === document.body;
