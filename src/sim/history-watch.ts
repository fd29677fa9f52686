import type { HistoryEvent } from '../engine/history.ts';

/** Asks again and again whether a history holds an event of that type. What was looked at once is not looked at again. */
export function historyWatch(
  type: string,
  historyNow: () => readonly HistoryEvent[],
): () => boolean {
  let seen: readonly HistoryEvent[] = [];
  let count = 0;
  return () => {
    const history = historyNow();
    // A new generation has a history of its own.
    if (history !== seen) count = 0;
    seen = history;
    for (; count < history.length; count += 1) if (history[count]?.type === type) return true;
    return false;
  };
}
