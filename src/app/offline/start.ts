import type { Notice } from '../../ui/screen-state.ts';
import { keepOffline } from './keep-offline.ts';
import { workerLine } from './worker-line.ts';

/** Begins to keep the app on this device. Loaded when the first run is on the screen. */
export async function startKeepingOffline(parts: {
  tell: (notice: Notice | undefined) => void;
  flush: () => void;
}): Promise<void> {
  const line = workerLine();
  await keepOffline({ ...parts, line, reload: () => window.location.reload() });
  // A page that stays open for days hears of a new version when the person comes back to it.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') line.look().catch(() => undefined);
  });
}
