/** What one tab tells the others. They share the library, and nothing else. */
export type Told = { kind: 'kept'; id: string; revision: number } | { kind: 'changed' };

export interface Tabs {
  tell(told: Told): void;
  /** Calls `hear` with what the other tabs tell, not with what this one does. */
  listen(hear: (told: Told) => void): void;
}

/** The tabs of this browser. Where they can't talk to each other, they find out when they write. */
export function browserTabs(): Tabs {
  let channel: BroadcastChannel | undefined;
  try {
    channel = new BroadcastChannel('replayscope');
  } catch {
    channel = undefined;
  }
  return {
    tell: (told) => channel?.postMessage(told),
    listen: (hear) => channel?.addEventListener('message', ({ data }) => hear(data as Told)),
  };
}
