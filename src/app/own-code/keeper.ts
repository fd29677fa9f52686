import type { Keeping } from '../../ui/editor/editor-state.ts';
import type { Draft, DraftShelf, Kept, Texts } from './draft.ts';

interface KeeperParts {
  shelf: DraftShelf;
  nowMs: () => number;
  newId: () => string;
  tell: (keeping: Keeping) => void;
  /** A draft was begun: what leads back to it after a reload can be kept now. */
  onBegun: (id: string) => void;
}

const WORDS: Record<Exclude<Kept, { ok: true }>['reason'], string> = {
  elsewhere: 'Another tab has changed this program. Both are kept: yours is a copy now.',
  full: 'This device is full, so your code is not kept. Save it as a file.',
  refused: 'This browser keeps nothing here. Save your code as a file before you leave.',
};

interface Wanted {
  texts: Texts;
  name: string;
  sampleId: string | undefined;
  circumstances: Record<string, unknown>;
}

const CHANGED =
  'Another tab has changed this program. What you type here from now on is kept as a copy.';

/** One program that is being worked on. The draft is there from the first change on. */
interface Slot {
  draft?: Draft;
  /** Said for as long as this program is open. */
  note?: string;
}

/**
 * Keeps every change at once, one save after the other. A draft never loses what another tab has written: then this tab goes on
 * with a copy.
 */
export function openKeeper({ shelf, nowMs, newId, tell, onBegun }: KeeperParts) {
  const writer = newId();
  let slot: Slot = {};
  const wanted = new Map<Slot, Wanted>();
  let isBusy = false;

  const begin = ({ name, texts, sampleId, circumstances }: Wanted): Draft => {
    const origin = sampleId === undefined ? {} : { sampleId };
    const draft = {
      id: newId(),
      name,
      savedAtMs: nowMs(),
      texts,
      revision: 0,
      writer,
      circumstances,
      ...origin,
    };
    onBegun(draft.id);
    return draft;
  };

  const say = (about: Slot, keeping: Keeping) => {
    if (about === slot) tell(keeping);
  };

  const save = async (into: Slot, what: Wanted) => {
    const mine = (into.draft ??= begin(what));
    const { texts, circumstances } = what;
    const kept = await shelf.keep({ ...mine, texts, circumstances, writer, savedAtMs: nowMs() });
    if (kept.ok) {
      into.draft = kept.draft;
      say(into, { kind: 'kept', ...(into.note !== undefined && { note: into.note }) });
    } else if (kept.reason === 'elsewhere') {
      into.draft = begin({ ...what, name: `${mine.name} (copy)` });
      into.note = WORDS.elsewhere;
      if (!wanted.has(into)) wanted.set(into, what);
    } else {
      say(into, { kind: 'unable', text: WORDS[kept.reason] });
    }
  };

  const work = async () => {
    if (isBusy) return;
    isBusy = true;
    for (;;) {
      const [next] = wanted;
      if (!next) break;
      const [into, what] = next;
      wanted.delete(into);
      await save(into, what);
    }
    isBusy = false;
  };

  return {
    keep: (what: Wanted) => {
      wanted.set(slot, what);
      void work();
    },
    /** The next change begins another draft. */
    leave: () => {
      slot = {};
      tell({ kind: 'nothing' });
    },
    lookElsewhere: async () => {
      const mine = slot;
      const { draft } = mine;
      const found = draft && (await shelf.find(draft.id));
      const isNewer =
        found && found.writer !== writer && found.revision > (mine.draft?.revision ?? 0);
      if (isNewer) say(mine, { kind: 'kept', note: CHANGED });
    },
    /** Further changes belong to this draft. */
    resume: (draft: Draft) => {
      slot = { draft };
      tell({ kind: 'kept' });
    },
  };
}
