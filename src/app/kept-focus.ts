import { useEffect, useLayoutEffect, useRef } from 'react';

/** What opened a part of the page, for when that part is closed: as a dialog gives the focus back. */
const OPENERS: readonly (readonly [part: string, opener: string])[] = [
  ['.editor-pane, .editor-broken', '.edit-code'],
  ['.explore', '.staircase .fold'],
  ['.transcript', '.side-pane[aria-label="Transcript"]'],
  ['.wiring', '.side-pane[aria-label="Wiring"]'],
];

/** The open pane that Escape closes: it has the focus, or its button has. On a phone they are tabs, and stay. */
export const sidePaneOf = (focus: Element | null): 'wiring' | 'transcript' | undefined =>
  (['wiring', 'transcript'] as const).find((pane) =>
    focus?.closest(`.${pane}:not([role]), .side-pane[aria-pressed="true"][aria-label="${pane}" i]`),
  );

/** Where the keyboard goes on when what had the focus has left the page. */
function placeAfter(gone: Element): HTMLElement | null {
  // What was taken away is still whole in itself.
  const opener = OPENERS.find(([part]) => gone.closest(part))?.[1];
  const button = opener === undefined ? null : document.querySelector<HTMLElement>(opener);
  if (button) return button;
  const headline = document.querySelector<HTMLElement>('h1.question');
  if (headline) headline.tabIndex = -1;
  return headline;
}

/**
 * Keeps the keyboard's place when the button that was pressed leaves the page with what it belonged to. The focus goes to
 * what opened that part (`Done`), or to the headline, which says what is there now (`Next question`); never to the body.
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
    placeAfter(last.current)?.focus({ preventScroll: true });
  });
}

const isFocusLost = (): boolean =>
  document.activeElement === null || document.activeElement === document.body;
