import 'fake-indexeddb/auto';
import { createStore, set } from 'idb-keyval';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MOST_UNNAMED, type Entry } from './entry.ts';
import { libraryShelf } from './shelf.ts';

const entryOf = (change: Partial<Entry> = {}): Entry => ({
  version: 1,
  id: 'a',
  name: 'Order processing',
  isNamed: false,
  changedAtMs: 1,
  document: { replayscope: 0, program: { sample: 'order' } },
  revision: 0,
  writer: 'tab-1',
  ...change,
});

const seat = { atMs: 1, entry: 'a' };
const open = () => libraryShelf(async () => undefined);
const raw = createStore('replayscope', 'own-code');

beforeEach(async () => {
  const shelf = open();
  const { entries, unreadable } = await shelf.list();
  await shelf.remove([...entries.map(({ id }) => id), ...unreadable.map(({ key }) => key), 'last']);
});

describe('the library in the database', () => {
  it('keeps an entry with the place, and finds both in another load of the page', async () => {
    const kept = await open().keep(entryOf(), { ...seat, place: { turn: 4 } });
    expect(kept).toMatchObject({ ok: true, entry: { revision: 1 } });
    const again = open();
    expect(await again.find('a')).toEqual(entryOf({ revision: 1 }));
    expect(await again.lastSeat()).toEqual({ ...seat, place: { turn: 4 } });
    expect(await again.seatIn('a')).toEqual({ ...seat, place: { turn: 4 } });
  });

  it('never takes the place of what another tab has written meanwhile', async () => {
    const first = await open().keep(entryOf(), seat);
    const theirs = await open().keep(entryOf({ revision: 1, writer: 'tab-2', name: 'x' }), seat);
    expect([first.ok, theirs.ok]).toEqual([true, true]);
    const late = await open().keep(entryOf({ revision: 1, name: 'y' }), seat);
    expect(late).toEqual({ ok: false, reason: 'elsewhere' });
    expect((await open().find('a'))?.name).toBe('x');
  });

  it('of two tabs that write at the same time one is told, and neither is half written', async () => {
    await open().keep(entryOf(), seat);
    const kept = await Promise.all(
      ['tab-2', 'tab-3'].map((writer) =>
        open().keep(entryOf({ revision: 1, writer, name: writer }), seat),
      ),
    );
    expect(kept.filter(({ ok }) => ok)).toHaveLength(1);
    const [winner] = kept.flatMap((each) => (each.ok ? [each.entry] : []));
    expect(await open().find('a')).toEqual(winner);
  });

  it('keeps the name that a person gave while another tab goes on', async () => {
    await open().keep(entryOf(), seat);
    await open().put([entryOf({ revision: 1, isNamed: true, name: 'Mine' })]);
    await open().keep(entryOf({ revision: 1, name: 'Proposed' }), seat);
    expect(await open().find('a')).toMatchObject({ name: 'Mine', isNamed: true });
  });

  it(`drops the oldest without a name when there are more than ${MOST_UNNAMED}, and no other`, async () => {
    const shelf = open();
    await shelf.keep(entryOf({ id: 'named', isNamed: true, changedAtMs: 0 }), seat);
    for (let each = 1; each <= MOST_UNNAMED + 2; each += 1)
      await shelf.keep(entryOf({ id: `n${each}`, changedAtMs: each }), seat);
    const ids = (await shelf.list()).entries.map(({ id }) => id);
    expect(ids).toHaveLength(MOST_UNNAMED + 1);
    expect(ids).toContain('named');
    expect(ids).not.toContain('n1');
    expect(ids).not.toContain('n2');
  });

  it('reads programs as earlier versions kept them, and makes whole entries of them', async () => {
    const draft = {
      id: 'old',
      name: 'flow.ts',
      savedAtMs: 5,
      texts: { v1: 'export async function* f() {}', v2: 'later' },
      revision: 3,
      writer: 'long ago',
      circumstances: { replayscope: 0, seed: 7, program: { workflow: 'f' } },
    };
    await set('draft:old', draft, raw);
    const [entry] = (await open().list()).entries;
    expect(entry).toMatchObject({
      name: 'flow.ts',
      isNamed: true,
      document: { seed: 7, program: { source: draft.texts.v1, next: 'later', workflow: 'f' } },
      code: { texts: draft.texts },
    });
    if (entry) await open().keep({ ...entry, writer: 'tab-1' }, { atMs: 1, entry: 'old' });
    expect((await open().list()).entries).toHaveLength(1);
  });
});

describe('what is damaged', () => {
  it('is told of, hides nothing else, and is only taken away by a person', async () => {
    await open().keep(entryOf(), seat);
    await set('entry:half', { version: 1, id: 'half', name: 'x' }, raw);
    await set('entry:later', { version: 99, id: 'later' }, raw);
    const { entries, unreadable } = await open().list();
    expect(entries.map(({ id }) => id)).toEqual(['a']);
    expect(unreadable.map(({ key, isNewer }) => [key, isNewer])).toEqual([
      ['entry:half', false],
      ['entry:later', true],
    ]);
    await open().remove(['entry:half']);
    expect((await open().list()).unreadable).toHaveLength(1);
  });

  it('by a newer version is not overwritten', async () => {
    await set('entry:a', { version: 99, id: 'a' }, raw);
    expect(await open().keep(entryOf(), seat)).toEqual({ ok: false, reason: 'elsewhere' });
    expect((await open().list()).unreadable).toHaveLength(1);
  });

  it('any garbage whatever: nothing throws, and an entry can still be kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything({ withDate: true, withTypedArray: true }), async (garbage) => {
        const isStorable = await Promise.all(
          ['entry:a', 'entry:b', 'draft:c', 'last', 'seat:a', 'trusted'].map((key) =>
            set(key, garbage, raw).then(
              () => true,
              () => false,
            ),
          ),
        );
        const shelf = open();
        await shelf.list();
        await shelf.lastSeat();
        expect(await shelf.find('a')).toBeUndefined();
        expect(await shelf.trusts({ v1: 'x' })).toBe(false);
        if (isStorable[0]) expect((await shelf.keep(entryOf(), seat)).ok).toBe(true);
        await shelf.remove(['a', 'b', 'c', 'last', 'trusted']);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a browser that keeps nothing', () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ['has no database', undefined],
    [
      'throws',
      {
        open: () => {
          throw new DOMException('no', 'SecurityError');
        },
      },
    ],
  ])('%s: every call answers, and says that it was refused', async (_what, indexedDB) => {
    vi.stubGlobal('indexedDB', indexedDB);
    const shelf = open();
    expect(await shelf.list()).toMatchObject({ entries: [], isRefused: true });
    expect(await shelf.find('a')).toBeUndefined();
    expect(await shelf.lastSeat()).toBeUndefined();
    expect(await shelf.keep(entryOf(), seat)).toEqual({ ok: false, reason: 'refused' });
    expect(await shelf.sit(seat)).toEqual({ ok: false, reason: 'refused' });
    expect(await shelf.put([entryOf()])).toEqual({ ok: false, reason: 'refused' });
    expect(await shelf.trusts({ v1: 'x' })).toBe(false);
  });

  it('is full: it says so, and what was there stays', async () => {
    await open().keep(entryOf(), seat);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const shelf = open();
    const kept = [
      await shelf.put([entryOf({ name: 'new' })]),
      await shelf.keep(entryOf({ revision: 1, name: 'new' }), seat),
    ];
    put.mockRestore();
    expect(kept).toEqual([
      { ok: false, reason: 'full' },
      { ok: false, reason: 'full' },
    ]);
    expect((await open().find('a'))?.name).toBe('Order processing');
  });
});
