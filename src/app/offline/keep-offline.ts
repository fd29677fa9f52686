import type { Notice } from '../../ui/screen-state.ts';

/** What of a service worker's registration is used: `workbox-window` has it, and a test its own. */
export interface WorkerLine {
  /** A newer version is there, and waits. */
  onWaiting(hear: () => void): void;
  /** Another version has taken over this page. `isOwnWish`: this page asked for it. */
  onTakeover(hear: () => void): void;
  register(): Promise<unknown>;
  /** Lets the newer version take over. */
  takeNew(): void;
  /** Looks whether there is a newer version. */
  look(): Promise<unknown>;
}

interface Parts {
  line: WorkerLine;
  tell: (notice: Notice | undefined) => void;
  /** Writes down where the person is, so that a reload leads back there. */
  flush: () => void;
  reload: () => void;
}

const READY = 'A new version is ready.';
const TAKEN = 'A new version was started in another tab. This one still shows the old.';

/**
 * Keeps the app on this device. A newer version is announced, and taken when the person agrees: then this page is loaded again, at
 * the same moment. Nothing here may fail loudly: a browser that refuses has an app that needs the network.
 */
export async function keepOffline({ line, tell, flush, reload }: Parts): Promise<void> {
  let isWanted = false;
  const reloadHere = () => {
    flush();
    reload();
  };
  line.onWaiting(() =>
    tell({
      tone: 'info',
      text: READY,
      action: {
        label: 'Take it now',
        onPress: () => {
          isWanted = true;
          tell(undefined);
          flush();
          line.takeNew();
        },
      },
    }),
  );
  line.onTakeover(() => {
    if (isWanted) reloadHere();
    else
      tell({ tone: 'info', text: TAKEN, action: { label: 'Load it here', onPress: reloadHere } });
  });
  try {
    await line.register();
  } catch {
    // A private window, a full device, a page without https: it works, and needs the network the next time.
  }
}
