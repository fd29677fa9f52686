import { isOf } from './exploring.ts';
import { focusOf, innermost } from './keyboard.ts';
import { sidePaneOf } from './kept-focus.ts';
import type { Session } from './session.ts';
import type { AppStore } from './store.ts';

/** The sentence says what the opened run shows; nobody comes to it by Tab. */
export function focusSentence(): void {
  const sentence = document.querySelector<HTMLElement>('.sentence');
  if (!sentence) return;
  sentence.tabIndex = -1;
  sentence.focus({ preventScroll: true });
}

/** What Escape closes before it leads anywhere. */
const hasOwnEscape = (): boolean =>
  document.querySelector('dialog[open], :popover-open') !== null ||
  sidePaneOf(document.activeElement) !== undefined ||
  focusOf(innermost(document.activeElement)) === 'text';

/** As long as the run that was opened is on the screen, Escape takes the act back and leads to the list again. */
export function returnByEscape(session: Session, store: AppStore): void {
  const { exploring } = session;
  const opened = store.getState().scenario;
  const stopFollowing = store.subscribe(({ scenario }) => {
    if (scenario !== opened) stop();
  });
  const hear = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || hasOwnEscape()) return;
    event.preventDefault();
    stop();
    const stopWaiting = store.subscribe(({ scenario }, before) => {
      if (scenario === before.scenario) return;
      stopWaiting();
      const { now } = exploring;
      if (now && isOf(now, scenario)) exploring.show(now.kind);
    });
    session.undo();
  };
  const stop = () => {
    stopFollowing();
    document.removeEventListener('keydown', hear, true);
  };
  // Before the page's own keys, which may close what has the focus.
  document.addEventListener('keydown', hear, true);
}
