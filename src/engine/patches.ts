/** How a patch was decided, for display (SEMANTICS section 12, the Go rule). */
export type PatchReason = 'decided' | 'recorded' | 'at-the-end' | 'events-remain';

/**
 * Dapr's patches, as its Go SDK decides them: neither JavaScript SDK has them. One decision holds for the rest of the turn;
 * every later turn asks again, and finds what was answered with true in the history.
 */
export class Patches {
  /** Names in the `version.patches` of the OrchestratorStarted events read so far. */
  readonly #recorded = new Set<string>();
  readonly #decided = new Map<string, boolean>();
  /** Each call that was answered with true, in order; a name stands once for each call, as in Go. */
  readonly encountered: string[] = [];

  record(names: readonly string[]): void {
    for (const name of names) this.#recorded.add(name);
  }

  /** `hasMoreEvents`: the engine has not taken up the last event of this turn yet. */
  decide(name: string, hasMoreEvents: boolean): { isPatched: boolean; reason: PatchReason } {
    const decision = this.#decision(name, hasMoreEvents);
    this.#decided.set(name, decision.isPatched);
    if (decision.isPatched) this.encountered.push(name);
    return decision;
  }

  #decision(name: string, hasMoreEvents: boolean): { isPatched: boolean; reason: PatchReason } {
    const before = this.#decided.get(name);
    if (before !== undefined) return { isPatched: before, reason: 'decided' };
    if (this.#recorded.has(name)) return { isPatched: true, reason: 'recorded' };
    // Events that remain were written by code without the patch.
    if (hasMoreEvents) return { isPatched: false, reason: 'events-remain' };
    return { isPatched: true, reason: 'at-the-end' };
  }
}
