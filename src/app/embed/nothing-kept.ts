import type { DraftShelf } from '../own-code/draft.ts';
import type { Shelf } from '../preferences.ts';

/** An embed keeps nothing on the reader's device and reads nothing from it: it is a guest in somebody else's page. */
export const noShelf: Shelf = { getItem: () => null, setItem: () => undefined };

/** Code that came with the link was never wanted here before, so it asks, each time. */
export const noDrafts: DraftShelf = {
  list: async () => [],
  find: async () => undefined,
  keep: async () => ({ ok: false, reason: 'refused' }),
  trusts: async () => false,
  trust: async () => undefined,
};
