import type { HistoryEvent } from '../engine/history.ts';

/** One history: what came before its last event, and what has been seen to come after it. */
export interface Prefix {
  id: number;
  before: Prefix | undefined;
  length: number;
  next: Map<string, Prefix>;
}

/**
 * Numbers for histories: equal histories have equal numbers. A history that has grown since it was last asked for costs only
 * what is new, so that long runs stay cheap.
 */
export class HistoryIds {
  readonly #start: Prefix = { id: 0, before: undefined, length: 0, next: new Map() };
  #count = 0;
  readonly #texts = new WeakMap<HistoryEvent, string>();
  readonly #seen = new WeakMap<readonly HistoryEvent[], { length: number; last: Prefix }>();

  of(history: readonly HistoryEvent[]): Prefix {
    const seen = this.#seen.get(history);
    const isLonger = seen !== undefined && seen.length <= history.length;
    let prefix = isLonger ? seen.last : this.#start;
    for (let at = isLonger ? seen.length : 0; at < history.length; at += 1) {
      const event = history[at];
      if (event) prefix = this.#after(prefix, event);
    }
    this.#seen.set(history, { length: history.length, last: prefix });
    return prefix;
  }

  #after(prefix: Prefix, event: HistoryEvent): Prefix {
    let text = this.#texts.get(event);
    if (text === undefined) this.#texts.set(event, (text = JSON.stringify(event)));
    let next = prefix.next.get(text);
    if (!next) {
      this.#count += 1;
      next = { id: this.#count, before: prefix, length: prefix.length + 1, next: new Map() };
      prefix.next.set(text, next);
    }
    return next;
  }
}

/** True when `later` begins with all of `earlier`. */
export function isGrown(earlier: Prefix, later: Prefix): boolean {
  let prefix: Prefix | undefined = later;
  while (prefix && prefix.length > earlier.length) prefix = prefix.before;
  return prefix === earlier;
}
