import type { Library } from '../library/entry.ts';
import type { Tabs } from '../library/tabs.ts';
import type { Shelf } from '../preferences.ts';
import type { SharingHands } from '../share/hands.ts';

/** An embed keeps nothing on the reader's device and reads nothing from it: it is a guest in somebody else's page. */
export const noShelf: Shelf = { getItem: () => null, setItem: () => undefined };

const done = async () => ({ ok: true }) as const;

/**
 * Nobody misses what an embed does not keep, so it never says that it could not. Code that came with the link was never wanted
 * here before, so it asks, each time.
 */
export const noLibrary: Library = {
  list: async () => ({ entries: [], unreadable: [] }),
  find: async () => undefined,
  keep: async (entry) => ({ ok: true, entry }),
  sit: done,
  lastSeat: async () => undefined,
  seatIn: async () => undefined,
  put: done,
  remove: done,
  trusts: async () => false,
  trust: async () => undefined,
};

export const noTabs: Tabs = { tell: () => undefined, listen: () => undefined };

/** There is no share menu in an embed. */
export const noPictures: Pick<SharingHands, 'colours' | 'paint'> = {
  colours: () => Promise.reject(new Error('An embed makes no pictures.')),
  paint: () => Promise.reject(new Error('An embed makes no pictures.')),
};
