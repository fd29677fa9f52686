/** First in, first out, without moving the rest at each take. */
export class Fifo<T> {
  #items: T[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  put(item: T): void {
    this.#items.push(item);
  }

  take(): T | undefined {
    if (this.length === 0) return undefined;
    const item = this.#items[this.#head];
    this.#head++;
    if (this.#head * 2 > this.#items.length + 16) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }

  /** What is waiting, oldest first. */
  rest(): T[] {
    return this.#items.slice(this.#head);
  }
}
