/** Numbers the changes of a store and tells its subscribers, the same way for every engine. */
import type { StoreChange } from "./store.ts";

export class ChangeFeed {
  #seq: number;
  readonly #listeners = new Set<(change: StoreChange) => void>();

  constructor(seq = 0) {
    this.#seq = seq;
  }

  get seq(): number {
    return this.#seq;
  }

  /** To be called when the change can be read. */
  publish(change: Omit<StoreChange, "seq">): void {
    this.#seq += 1;
    const numbered = { seq: this.#seq, ...change };
    for (const listener of [...this.#listeners]) listener(numbered);
  }

  subscribe(listener: (change: StoreChange) => void): () => void {
    // Wrapped, so that one function subscribed twice is two subscriptions.
    const own = (change: StoreChange) => listener(change);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }
}
