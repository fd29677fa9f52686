import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import type { Entry } from './entry.ts';
import { libraryShelf } from './shelf.ts';

const entry: Entry = {
  version: 1,
  id: 'a',
  name: 'Order processing',
  isNamed: false,
  changedAtMs: 1,
  document: { replayscope: 0, program: { sample: 'order' } },
  revision: 0,
  writer: 'tab-1',
};
const seat = { atMs: 1, entry: 'a' };

/** Deletes the database, as a person can in the browser's tools, or another page of the same site. */
const deleted = () =>
  new Promise<string>((resolve) => {
    const request = indexedDB.deleteDatabase('replayscope');
    request.addEventListener('success', () => resolve('deleted'));
    request.addEventListener('blocked', () => resolve('blocked'));
    request.addEventListener('error', () => resolve('failed'));
  });

it('lets go of a database that is deleted, and keeps what comes next in a new one', async () => {
  const [mine, other] = [0, 1].map(() => libraryShelf(async () => undefined));
  if (!mine || !other) throw new Error('There are two.');
  const kept = await mine.keep(entry, seat);
  expect((await other.list()).entries).toHaveLength(1);
  expect(await deleted()).toBe('deleted');
  expect((await other.list()).entries).toEqual([]);
  // The tab still has the work on its screen: its next act brings all of it back.
  const again = kept.ok ? await mine.keep(kept.entry, seat) : kept;
  expect(again).toMatchObject({ ok: true, entry: { revision: 2 } });
  expect((await other.find('a'))?.name).toBe('Order processing');
});
