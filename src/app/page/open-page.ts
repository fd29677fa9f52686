import { bar, digest, shelf } from '../browser.ts';
import { openDroppedFiles } from '../file-drop.ts';
import { libraryShelf } from '../library/shelf.ts';
import { browserTabs } from '../library/tabs.ts';
import { loadLinkReader } from '../link-reader.ts';
import { openApp } from '../main.tsx';
import { readPreferences, writePreferences } from '../preferences.ts';
import type { Session } from '../session.ts';
import type { AppState, AppStore } from '../store.ts';
import { PageScreen } from './page-screen.tsx';

const OFFLINE_AFTER_MS = 1500;
const READER_AFTER_MS = 1000;

/** What a page of its own keeps, takes and follows, and an embed does not. */
function liveInPage(session: Session, store: AppStore): void {
  store.subscribe((state, before) => {
    if (state.preferences !== before.preferences) writePreferences(shelf, state.preferences);
  });
  openDroppedFiles(window, (files) => void session.openFiles(files));
  document.addEventListener('visibilitychange', () => {
    // The last words that a browser lets a page say; a page that is killed has kept all but the last moment.
    if (document.visibilityState === 'hidden') void session.flush();
  });
  window.addEventListener('pagehide', () => void session.flush());
  // Back, Forward and an address typed into this page's bar all come this way.
  window.addEventListener('popstate', session.onAddress);
}

/** Once the page has come to rest: the first visit is not to wait for what the next one needs. */
function keepForOffline(session: Session, store: AppStore): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const tell = (newVersion: AppState['newVersion']) => store.setState({ newVersion });
  const begin = async () => {
    const { startKeepingOffline } = await import('../offline/start.ts');
    await startKeepingOffline({ tell, flush: () => void session.flush() });
  };
  // Without a network it is not new either.
  const beginLater = () => setTimeout(() => void begin().catch(() => undefined), OFFLINE_AFTER_MS);
  if (document.readyState === 'complete') beginLater();
  else window.addEventListener('load', beginLater, { once: true });
}

/** What the next act may need: Back reads an address. It comes when the first run is on the screen. */
function readerWhenIdle(): () => void {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    setTimeout(() => {
      void loadLinkReader().catch(() => undefined);
      // Until it is there, the key F means what has the focus.
      import('../last-pointed.ts').then(
        ({ watchMouse }) => watchMouse(document),
        () => undefined,
      );
    }, READER_AFTER_MS);
  };
}

/** Nobody needs it to see a run. */
const loadPainter = () => import('../share/painter.ts');

openApp({
  bar,
  library: libraryShelf(digest),
  tabs: browserTabs(),
  preferences: readPreferences(shelf),
  colours: async () => (await loadPainter()).pictureColours(),
  paint: async (svg, width, height) => (await loadPainter()).paint(svg, width, height),
  bringDrawing: () => import('./page-drawing.ts'),
  Top: PageScreen,
  hasShortcut: () => true,
  begin: (session, { store }) => {
    liveInPage(session, store);
    keepForOffline(session, store);
    return readerWhenIdle();
  },
});
