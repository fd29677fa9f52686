import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createActor } from 'xstate';
import { playerMachine } from '../player/player-machine.ts';
import { App } from './app.tsx';
import { alarm, copy, newId, nextFrame, nowMs, save, watchReducedMotion } from './browser.ts';
import { loadDescriber } from './own-code/describer.ts';
import { loadPython, loadSample } from './samples/loading.ts';
import { drawingStore } from './drawing/drawing-store.ts';
import type { Explorer } from './explorer.ts';
import { engineClient } from './engine-client.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { openChannel } from './frame/channel.ts';
import { sidePaneOf } from './kept-focus.ts';
import { focusOf, innermost, keyOf, shortcutFor } from './keyboard.ts';
import { openingMoment } from './programs.ts';
import {
  publicDoor,
  publicStateOf,
  type PublicDoor,
  type PublicStateInput,
} from './public-state.ts';
import { createRunStore } from './run.ts';
import { openSession, type Session } from './session.ts';
import type { Shell } from './shell.ts';
import { createAppStore, type AppState, type AppStore } from './store.ts';
import { startTicking } from './ticker.ts';
import type { Surroundings } from './visit.ts';

declare global {
  interface Window {
    /** The page's state, for tests and for pages that embed it (docs/STATE.md). */
    replayscope: Readonly<PublicDoor>;
  }
}

const hasDialog = (state: AppState): boolean =>
  state.isHelpOpen ||
  state.isAskingVariables ||
  state.isOwnCodeOpen ||
  state.isLibraryOpen ||
  state.dialog !== undefined ||
  state.toCopy !== undefined;

/** In an open menu they belong to it. */
const MENU_KEYS = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End']);

function listenToKeys(
  session: Session,
  { store, player }: Pick<Surroundings, 'store' | 'player'>,
  shell: Shell,
): void {
  // Firefox presses a button when Space is let go, also where its way down was used.
  let isSpaceUsed = false;
  document.addEventListener('keyup', (event) => {
    if (isSpaceUsed && event.key === ' ') event.preventDefault();
    isSpaceUsed = isSpaceUsed && event.key !== ' ';
  });
  document.addEventListener('keydown', (event) => {
    if (hasDialog(store.getState())) {
      // It is being loaded: what is typed ahead must not press what has the focus behind it.
      if (!document.querySelector('dialog[open], .broken-part')) event.preventDefault();
      return;
    }
    const { preferences } = store.getState();
    if (session.exploring.store.getState().isOpen) {
      if (event.key === 'Escape') session.exploring.close();
      return;
    }
    const pane = event.key === 'Escape' && sidePaneOf(document.activeElement);
    if (pane) {
      session.toggleSidePane(pane);
      return;
    }
    const { key, code, shiftKey, ctrlKey, metaKey, altKey, defaultPrevented } = event;
    const menu = document.querySelector('.samples:popover-open');
    if (menu && MENU_KEYS.has(key)) {
      event.preventDefault();
      void import('./menu-keys.ts').then(({ moveInMenu }) => moveInMenu(menu, key));
      return;
    }
    const focus = focusOf(innermost(document.activeElement));
    const isPlaying = player.getSnapshot().value !== 'paused';
    const shortcut = shortcutFor(
      {
        key,
        code,
        shiftKey,
        ctrlKey,
        metaKey,
        altKey,
        defaultPrevented,
        focus,
        isPlaying,
        isInMenu: menu !== null,
      },
      preferences.hasKeys,
      shell.hasShortcut,
    );
    // Held down on a button, Enter presses it again and again.
    if (!shortcut && event.repeat && key === 'Enter' && focus === 'button') event.preventDefault();
    if (!shortcut) return;
    event.preventDefault();
    if (event.repeat && shortcut.isOnce) return;
    isSpaceUsed = key === ' ';
    shortcut.run(session, keyOf(event));
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

/** Who reads a text runs it next, and a link to what runs can't be made without the describer. */
async function readText(text: string) {
  const [{ readProgram }] = await Promise.all([import('./own-code/reading.ts'), loadDescriber()]);
  return readProgram(text);
}

/** Makes the app and draws it. Once in a document. */
export function openApp(shell: Shell): void {
  const { preferences } = shell;
  const store = createAppStore({ scenario: openingMoment().scenario, preferences });
  const run = createRunStore();
  const player = createActor(playerMachine, {
    input: { speed: preferences.speed, unit: preferences.unit, isReduced: false },
  });
  player.start();
  const drawing = drawingStore(shell.bringDrawing);
  void drawing.load();
  const engine = engineClient(openChannel(), alarm);
  let bringing: Promise<Explorer> | undefined;
  const session = openSession({
    engine,
    bringExplorer: () =>
      // What could not be loaded is tried again.
      (bringing ??= import('./explorer.ts').then(
        ({ explorer }) =>
          explorer(
            () => engineClient(openChannel('explorer'), alarm),
            navigator.hardwareConcurrency,
          ),
        (error: unknown) => {
          bringing = undefined;
          throw error;
        },
      )),
    player,
    store,
    run,
    bar: shell.bar,
    alarm,
    copy,
    save,
    colours: shell.colours,
    paint: shell.paint,
    drawing: () => drawing.store.getState().drawing,
    loadSample,
    loadPython,
    loadDescriber,
    library: shell.library,
    tabs: shell.tabs,
    isGuest: shell.isGuest,
    readProgram: readText,
    nowMs,
    newId,
  });

  followTheme(store);
  watchReducedMotion((isReduced) => player.send({ type: 'MOTION', isReduced }));
  startTicking(player, nextFrame);
  listenToKeys(session, { store, player }, shell);

  const { door, tell } = publicDoor(reportError);
  window.replayscope = door;
  door.subscribe(shell.begin(session, { store, run, player }));
  const onPicture = (seen: PublicStateInput | undefined) => tell(seen && publicStateOf(seen));

  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no place for the app.');
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary name="The screen" address={session.address}>
        <App
          session={session}
          around={{ player, store, run }}
          Top={shell.Top}
          drawing={drawing}
          onPicture={onPicture}
        />
      </ErrorBoundary>
    </StrictMode>,
  );
  void session.start();
}
