import { isSameTexts, type Texts } from '../own-code/texts.ts';
import type { Entry, Library, Seat } from './entry.ts';
import type { Tabs } from './tabs.ts';

/** A library that lasts as long as the test. */
export function memoryLibrary(): Library {
  const entries = new Map<string, Entry>();
  const seats = new Map<string, Seat>();
  const trusted: Texts[] = [];
  const sit = (seat: Seat) => {
    if (seat.entry !== undefined) seats.set(seat.entry, seat);
    seats.set('last', seat);
  };
  return {
    list: async () => ({ entries: [...entries.values()].toReversed(), unreadable: [] }),
    find: async (id) => entries.get(id),
    keep: async (entry, seat) => {
      const before = entries.get(entry.id);
      const isNewer = before !== undefined && before.revision > entry.revision;
      if (isNewer && before.writer !== entry.writer) return { ok: false, reason: 'elsewhere' };
      const next = { ...entry, revision: Math.max(before?.revision ?? 0, entry.revision) + 1 };
      entries.set(entry.id, next);
      sit(seat);
      return { ok: true, entry: next };
    },
    sit: async (seat) => {
      sit(seat);
      return { ok: true };
    },
    lastSeat: async () => seats.get('last'),
    seatIn: async (id) => seats.get(id),
    put: async (all) => {
      for (const entry of all) entries.set(entry.id, entry);
      return { ok: true };
    },
    remove: async (ids) => {
      for (const id of ids) entries.delete(id);
      return { ok: true };
    },
    trusts: async (texts) => trusted.some((each) => isSameTexts(each, texts)),
    trust: async (texts) => void trusted.push(texts),
  };
}

/** Tabs that hear each other at once. */
export function joinedTabs(count: number): Tabs[] {
  const hears: ((told: Parameters<Tabs['tell']>[0]) => void)[][] = [];
  return Array.from({ length: count }, (_, index) => {
    hears[index] = [];
    return {
      tell: (told) => {
        for (const [other, all] of hears.entries())
          if (other !== index) for (const hear of all) hear(told);
      },
      listen: (hear) => void hears[index]?.push(hear),
    };
  });
}
