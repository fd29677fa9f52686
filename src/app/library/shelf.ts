import { createStore, entries, get, promisifyRequest, set, type UseStore } from 'idb-keyval';
import { isSameTexts, type Texts } from '../own-code/texts.ts';
import {
  isNewerEntry,
  MOST_UNNAMED,
  readDraft,
  readEntry,
  readSeat,
  type Done,
  type Entry,
  type Kept,
  type Library,
  type Listing,
  type Seat,
  type Unreadable,
} from './entry.ts';

const ENTRY = 'entry:';
const SEAT = 'seat:';
const LAST = 'last';
const TRUSTED = 'trusted';
/** As earlier versions of the page kept programs. */
const DRAFT = 'draft:';
/** Most texts that are remembered as wanted. Older ones ask again. */
const MOST_TRUSTED = 500;
/** A database that does not answer for so long does not answer at all. */
const PATIENCE_MS = 4000;

function within<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The database does not answer.')), PATIENCE_MS);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function failed(error: unknown): { ok: false; reason: 'full' | 'refused' } {
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
  return { ok: false, reason: isFull ? 'full' : 'refused' };
}

/** Two tabs can't do this at the same time: what is read and what is written belong to one transaction. */
function keepIn(store: IDBObjectStore, entry: Entry, seat: Seat): Promise<Kept> {
  let kept: Kept = { ok: false, reason: 'elsewhere' };
  let problem: unknown;
  const asked = store.get(ENTRY + entry.id) as IDBRequest<unknown>;
  asked.onsuccess = () => {
    const old = asked.result;
    const before = readEntry(old);
    const isNewer = before !== undefined && before.revision > entry.revision;
    if (isNewerEntry(old) || (isNewer && before.writer !== entry.writer)) return;
    const revision = Math.max(before?.revision ?? 0, entry.revision) + 1;
    // Renaming is not this tab's only: the name that a person gave stays.
    const named = before?.isNamed && !entry.isNamed ? { name: before.name, isNamed: true } : {};
    const next = { ...entry, ...named, revision };
    try {
      store.put(next, ENTRY + entry.id);
      store.put(seat, SEAT + entry.id);
      store.put(seat, LAST);
      store.delete(DRAFT + entry.id);
      store.transaction.commit();
      kept = { ok: true, entry: next };
    } catch (error) {
      // All of it or nothing.
      problem = error;
      store.transaction.abort();
    }
  };
  return promisifyRequest(store.transaction).then(
    () => kept,
    (error: unknown) => {
      throw problem ?? error;
    },
  );
}

function listOf(all: readonly [string, unknown][]): Listing {
  const found: Entry[] = [];
  const unreadable: Unreadable[] = [];
  for (const [key, kept] of all) {
    if (!key.startsWith(ENTRY) && !key.startsWith(DRAFT)) continue;
    const entry = key.startsWith(DRAFT) ? readDraft(kept) : readEntry(kept);
    if (entry) found.push(entry);
    else unreadable.push({ key, isNewer: isNewerEntry(kept), kept });
  }
  return { entries: found.sort((a, b) => b.changedAtMs - a.changedAtMs), unreadable };
}

/** The store of the database, opened anew when it was closed meanwhile. */
function openedShelf(): UseStore {
  let opened: UseStore | undefined;
  const giveWay = ({ transaction: { db } }: IDBObjectStore) => {
    // Somebody deletes the database, or a later version changes it: who holds on to it blocks them, and every other tab behind them.
    db.onversionchange = () => {
      db.close();
      opened = undefined;
    };
  };
  return (mode, callback) => {
    opened ??= createStore('replayscope', 'own-code');
    return within(
      opened(mode, (store) => {
        giveWay(store);
        return callback(store);
      }),
    );
  };
}

/** Scenarios in the browser's database. Opened when first asked: a browser that forbids it refuses each call by itself. */
export function libraryShelf(digest: (text: string) => Promise<string | undefined>): Library {
  const shelf = openedShelf();

  const write = async (change: (store: IDBObjectStore) => void): Promise<Done> => {
    try {
      await shelf('readwrite', (store) => {
        change(store);
        // Now, not when the browser finds that nothing more comes: the page may be killed in between.
        store.transaction.commit();
        return promisifyRequest(store.transaction);
      });
      return { ok: true };
    } catch (error) {
      return failed(error);
    }
  };

  const list = async (): Promise<Listing> => {
    try {
      return listOf(await entries<string, unknown>(shelf));
    } catch {
      return { entries: [], unreadable: [], isRefused: true };
    }
  };

  /** The oldest ones without a name make room. */
  const prune = async (): Promise<void> => {
    const unnamed = (await list()).entries.filter(({ isNamed }) => !isNamed);
    const tooMany = unnamed.slice(MOST_UNNAMED).map(({ id }) => id);
    if (tooMany.length > 0) await remove(tooMany);
  };

  const remove = (ids: readonly string[]): Promise<Done> =>
    write((store) => {
      for (const id of ids) {
        // A key of something that could not be read, or the id of an entry.
        for (const prefix of ['', ENTRY, SEAT, DRAFT]) store.delete(prefix + id);
      }
    });

  const read = async <T>(key: string, as: (kept: unknown) => T | undefined) => {
    try {
      return as(await get<unknown>(key, shelf));
    } catch {
      return undefined;
    }
  };

  return {
    list,
    find: async (id) => (await read(ENTRY + id, readEntry)) ?? (await read(DRAFT + id, readDraft)),
    keep: async (entry, seat): Promise<Kept> => {
      try {
        const kept = await shelf('readwrite', (store) => keepIn(store, entry, seat));
        if (entry.revision === 0) await prune();
        return kept;
      } catch (error) {
        return failed(error);
      }
    },
    sit: (seat) =>
      write((store) => {
        if (seat.entry !== undefined) store.put(seat, SEAT + seat.entry);
        store.put(seat, LAST);
      }),
    lastSeat: () => read(LAST, readSeat),
    seatIn: (id) => read(SEAT + id, readSeat),
    put: (all) =>
      write((store) => {
        for (const entry of all) store.put(entry, ENTRY + entry.id);
      }),
    remove,
    ...trusting(shelf, digest, list),
  };
}

function trusting(
  shelf: UseStore,
  digest: (text: string) => Promise<string | undefined>,
  list: () => Promise<Listing>,
): Pick<Library, 'trust' | 'trusts'> {
  const nameOf = (texts: Texts) => digest(JSON.stringify([texts.v1, texts.v2 ?? null]));
  const names = async (): Promise<unknown[]> => {
    const kept = await get<unknown>(TRUSTED, shelf);
    return Array.isArray(kept) ? kept : [];
  };
  const isOwn = ({ code, isImported }: Entry, texts: Texts): boolean =>
    code !== undefined && isImported !== true && isSameTexts(code.texts, texts);
  return {
    trusts: async (texts) => {
      try {
        const name = await nameOf(texts);
        if (name !== undefined && (await names()).includes(name)) return true;
        return (await list()).entries.some((entry) => isOwn(entry, texts));
      } catch {
        return false;
      }
    },
    trust: async (texts) => {
      try {
        const name = await nameOf(texts);
        if (name === undefined) return;
        const others = (await names()).filter((each) => each !== name);
        await set(TRUSTED, [name, ...others].slice(0, MOST_TRUSTED), shelf);
      } catch {
        // Then it asks again the next time.
      }
    },
  };
}
