/** Failed promises without a handler that are remembered. */
const MOST = 100;

/** Promises of a machine that have failed and that nobody takes care of. Node ends a process for one of them. */
export class Rejections {
  /** To turn a reason into text may run code of the program, so it is done only where somebody asks. */
  isWatching = false;
  #reasons: string[] = [];

  /** Why the last of them failed; undefined: there is none. */
  get last(): string | undefined {
    return this.#reasons.at(-1);
  }

  /** A promise failed without a handler, or got one later. QuickJS does not say which it was: the last one, as a rule. */
  note(reason: () => string, isHandled: boolean): void {
    if (!this.isWatching) return;
    if (isHandled) this.#reasons.pop();
    else if (this.#reasons.length < MOST) this.#reasons.push(reason());
  }

  clear(): void {
    this.#reasons = [];
  }
}
