import { createStore, entries, get, set, update, type UseStore } from 'idb-keyval';
import {
  isSameTexts,
  readDraft,
  type Draft,
  type DraftShelf,
  type Kept,
  type Texts,
} from './draft.ts';

const DRAFT = 'draft:';
const TRUSTED = 'trusted';
/** Most texts that are remembered as wanted. Older ones ask again. */
const MOST_TRUSTED = 500;

/** Drafts in the browser's database. Opened when first asked: a browser that forbids it refuses each call by itself. */
export function draftShelf(digest: (text: string) => Promise<string | undefined>): DraftShelf {
  let store: UseStore | undefined;
  const shelf = (): UseStore => (store ??= createStore('replayscope', 'own-code'));

  const list = async (): Promise<Draft[]> => {
    try {
      const all = await entries<string, unknown>(shelf());
      const drafts = all.flatMap(([key, kept]) =>
        key.startsWith(DRAFT) ? (readDraft(kept) ?? []) : [],
      );
      return drafts.sort((a, b) => b.savedAtMs - a.savedAtMs);
    } catch {
      return [];
    }
  };

  const nameOf = (texts: Texts) => digest(JSON.stringify([texts.v1, texts.v2 ?? null]));

  const trustedNames = async (): Promise<unknown[]> => {
    const kept = await get<unknown>(TRUSTED, shelf());
    return Array.isArray(kept) ? kept : [];
  };

  return {
    list,
    find: async (id) => {
      try {
        return readDraft(await get<unknown>(DRAFT + id, shelf()));
      } catch {
        return undefined;
      }
    },
    keep: async (draft): Promise<Kept> => {
      let kept: Kept = { ok: false, reason: 'elsewhere' };
      try {
        // One transaction: no other tab comes between the look and the write.
        await update<unknown>(
          DRAFT + draft.id,
          (old) => {
            const before = readDraft(old);
            const isNewer = before !== undefined && before.revision > draft.revision;
            if (isNewer && before.writer !== draft.writer) return old;
            const next = {
              ...draft,
              revision: Math.max(before?.revision ?? 0, draft.revision) + 1,
            };
            kept = { ok: true, draft: next };
            return next;
          },
          shelf(),
        );
        return kept;
      } catch (error) {
        const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
        return { ok: false, reason: isFull ? 'full' : 'refused' };
      }
    },
    trusts: async (texts) => {
      try {
        const name = await nameOf(texts);
        if (name !== undefined && (await trustedNames()).includes(name)) return true;
        return (await list()).some((draft) => isSameTexts(draft.texts, texts));
      } catch {
        return false;
      }
    },
    trust: async (texts) => {
      try {
        const name = await nameOf(texts);
        if (name === undefined) return;
        const names = (await trustedNames()).filter((each) => each !== name);
        await set(TRUSTED, [name, ...names].slice(0, MOST_TRUSTED), shelf());
      } catch {
        // Then it asks again the next time.
      }
    },
  };
}
