import { Workbox } from 'workbox-window';
import type { WorkerLine } from './keep-offline.ts';

/** The browser's service worker. It lies beside the page, and keeps to that folder. */
export function workerLine(): WorkerLine {
  const workbox = new Workbox('./sw.js', { scope: './' });
  // The very first worker takes over a page that was loaded without one: the same version, so nothing to say.
  let hasWorker = navigator.serviceWorker.controller !== null;
  return {
    onWaiting: (hear) => workbox.addEventListener('waiting', hear),
    onTakeover: (hear) => {
      navigator.serviceWorker.addEventListener('controllerchange', () => {
        if (hasWorker) hear();
        hasWorker = true;
      });
    },
    register: () => workbox.register({ immediate: true }),
    takeNew: () => workbox.messageSkipWaiting(),
    look: () => workbox.update(),
  };
}
