import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createActor } from 'xstate';
import { playerMachine } from '../player/player-machine.ts';
import './shell.css';
import { App } from './app.tsx';
import {
  alarm,
  bar,
  copy,
  digest,
  newId,
  nextFrame,
  nowMs,
  save,
  shelf,
  watchReducedMotion,
} from './browser.ts';
import { readEmbedOptions } from '../embed/options.ts';
import type { Guest } from './embed/guest.ts';
import { loadDescriber } from './own-code/describer.ts';
import { loadPython, loadSample } from './samples/loading.ts';
import { libraryShelf } from './library/shelf.ts';
import { browserTabs } from './library/tabs.ts';
import { paint, pictureColours } from './share/painter.ts';
import { drawingStore } from './drawing/drawing-store.ts';
import { engineClient } from './engine-client.ts';
import { lateExplorer } from './late-explorer.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { openChannel } from './frame/channel.ts';
import { focusOf, innermost, isForEmbed, shortcutFor } from './keyboard.ts';
import { readPreferences, writePreferences } from './preferences.ts';
import { loadLinkReader } from './link-reader.ts';
import { openingMoment } from './programs.ts';
import {
  publicDoor,
  publicStateOf,
  type PublicDoor,
  type PublicStateInput,
} from './public-state.ts';
import { createRunStore } from './run.ts';
import { openDroppedFiles } from './file-drop.ts';
import { openSession, type Session } from './session.ts';
import { createAppStore, type AppState, type AppStore } from './store.ts';
import { startTicking } from './ticker.ts';

declare global {
  interface Window {
    /** The page's state, for tests and for pages that embed it (docs/STATE.md). */
    replayscope: Readonly<PublicDoor>;
  }
}

const OFFLINE_AFTER_MS = 1500;
const READER_AFTER_MS = 1000;

const hasDialog = (state: AppState): boolean =>
  state.isHelpOpen ||
  state.isAskingVariables ||
  state.isOwnCodeOpen ||
  state.isLibraryOpen ||
  state.dialog !== undefined ||
  state.toCopy !== undefined;

function listenToKeys(session: Session, store: AppStore, guest: Guest | undefined): void {
  document.addEventListener('keydown', (event) => {
    if (hasDialog(store.getState())) return;
    const { preferences } = store.getState();
    if (session.exploring.store.getState().isOpen) {
      if (event.key === 'Escape') session.exploring.close();
      return;
    }
    const { key, shiftKey, ctrlKey, metaKey, altKey, defaultPrevented } = event;
    const focus = focusOf(innermost(document.activeElement));
    const shortcut = shortcutFor(
      { key, shiftKey, ctrlKey, metaKey, altKey, defaultPrevented, focus },
      preferences.hasKeys,
    );
    if (!shortcut || (guest && !isForEmbed(shortcut, guest.options))) return;
    event.preventDefault();
    shortcut.run(session, key);
  });
}

function followTheme(store: AppStore): void {
  const apply = () => {
    const { theme } = store.getState().preferences;
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  };
  apply();
  store.subscribe(apply);
}

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
    const { startKeepingOffline } = await import('./offline/start.ts');
    await startKeepingOffline({ tell, flush: () => void session.flush() });
  };
  // Without a network it is not new either.
  const beginLater = () => setTimeout(() => void begin().catch(() => undefined), OFFLINE_AFTER_MS);
  if (document.readyState === 'complete') beginLater();
  else window.addEventListener('load', beginLater, { once: true });
}

/** What the next act may need: Back reads an address. It comes when the first run is on the screen. */
function loadWhenIdle(door: PublicDoor): void {
  const stop = door.subscribe(() => {
    stop();
    setTimeout(() => void loadLinkReader().catch(() => undefined), READER_AFTER_MS);
  });
}

/** Who reads a text runs it next, and a link to what runs can't be made without the describer. */
async function readText(text: string) {
  const [{ readProgram }] = await Promise.all([import('./own-code/reading.ts'), loadDescriber()]);
  return readProgram(text);
}

async function main(): Promise<void> {
  const embedded = readEmbedOptions(window.location.search);
  const guest = embedded && (await import('./embed/guest.ts')).openGuest(embedded, window);
  const preferences = guest?.preferences ?? readPreferences(shelf);
  const store = createAppStore({ scenario: openingMoment().scenario, preferences });
  const run = createRunStore();
  const player = createActor(playerMachine, {
    input: { speed: preferences.speed, unit: preferences.unit, isReduced: false },
  });
  player.start();
  const drawing = drawingStore(() => import('./drawing/drawing.ts'));
  void drawing.load();
  const engine = engineClient(openChannel(), alarm);
  const session = openSession({
    engine,
    explorer: lateExplorer(async () =>
      (await import('./explorer.ts')).explorer(
        () => engineClient(openChannel('explorer'), alarm),
        navigator.hardwareConcurrency,
      ),
    ),
    player,
    store,
    run,
    bar: guest?.bar ?? bar,
    alarm,
    copy,
    save,
    colours: pictureColours,
    paint,
    drawing: () => drawing.store.getState().drawing,
    loadSample,
    loadPython,
    loadDescriber,
    library: guest?.library ?? libraryShelf(digest),
    tabs: guest?.tabs ?? browserTabs(),
    readProgram: readText,
    nowMs,
    newId,
  });

  followTheme(store);
  watchReducedMotion((isReduced) => player.send({ type: 'MOTION', isReduced }));
  startTicking(player, nextFrame);
  listenToKeys(session, store, guest);
  if (!guest) {
    liveInPage(session, store);
    keepForOffline(session, store);
  }

  const { door, tell } = publicDoor(reportError);
  window.replayscope = door;
  const tellHost = guest?.connect(session, { store, run, player });
  if (tellHost) door.subscribe(tellHost);
  const onPicture = (seen: PublicStateInput) => tell(publicStateOf(seen));

  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no place for the app.');
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary name="The screen" address={session.address}>
        <App
          session={session}
          around={{ player, store, run }}
          {...(guest && { guest })}
          drawing={drawing}
          onPicture={onPicture}
        />
      </ErrorBoundary>
    </StrictMode>,
  );
  void session.start();
  loadWhenIdle(door);
}

void main();
