import type { Alarm } from './engine-client.ts';
import type { Shelf } from './preferences.ts';
import type { NextFrame } from './ticker.ts';
import type { Surroundings } from './visit.ts';

/** The real browser, as the session wants it. */

export const alarm: Alarm = {
  set(ring, delayMs) {
    const timer = setTimeout(ring, delayMs);
    return () => clearTimeout(timer);
  },
};

export const nextFrame: NextFrame = (draw) => {
  const request = requestAnimationFrame(draw);
  return () => cancelAnimationFrame(request);
};

/** Asked for anew each time: a browser that forbids storage throws when it is named. */
export const shelf = (): Shelf => window.localStorage;

export const bar: Surroundings['bar'] = {
  get href() {
    return window.location.href;
  },
  get hash() {
    return window.location.hash;
  },
  get state(): unknown {
    return window.history.state;
  },
  push: (state, address) => window.history.pushState(state, '', address),
  replace: (state, address) => window.history.replaceState(state, '', address),
  back: () => window.history.back(),
  forward: () => window.history.forward(),
};

/** Rejects where there is no clipboard (a page without https) or the reader forbids it. */
export async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}

/** Lets the browser save a file. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the blob after this task; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Tells whether the reader wants less motion, now and after every change. */
export function watchReducedMotion(tell: (isReduced: boolean) => void): void {
  const query = window.matchMedia('(prefers-reduced-motion: reduce)');
  tell(query.matches);
  query.addEventListener('change', () => tell(query.matches));
}

export const nowMs = (): number => Date.now();

/** Random enough to be told apart for ever. Works on pages without https, too. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** SHA-256 of a text. Undefined where the browser has none: on pages without https. */
export async function digest(text: string): Promise<string | undefined> {
  if (!globalThis.isSecureContext) return undefined;
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
