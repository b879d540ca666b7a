/** One reader for whoever keeps it, though the store behind it is exchanged while it is in use. */
import type { SeriesQuery } from "../model/index.ts";
import type { StoreChange, StoreReader } from "./store.ts";

export class HandedOverReader implements StoreReader {
  #store: StoreReader;
  /** What the stores before this one had counted to. */
  #seqBefore = 0;
  readonly #listeners = new Set<(change: StoreChange) => void>();
  #stop: () => void;

  constructor(store: StoreReader) {
    this.#store = store;
    this.#stop = this.#listen();
  }

  /** From here on `next` is asked. Its changes are numbered on from those of the store before, which is not closed. */
  handOver(next: StoreReader): void {
    this.#stop();
    this.#seqBefore = this.currentSeq();
    this.#store = next;
    this.#stop = this.#listen();
  }

  #listen(): () => void {
    const before = this.#seqBefore;
    return this.#store.subscribe((change) => {
      const numbered = { ...change, seq: before + change.seq };
      for (const listener of [...this.#listeners]) listener(numbered);
    });
  }

  runs() {
    return this.#store.runs();
  }

  run(run: string) {
    return this.#store.run(run);
  }

  tags(run: string) {
    return this.#store.tags(run);
  }

  scalars(run: string, tag: string, most?: number) {
    return this.#store.scalars(run, tag, most);
  }

  view(query: SeriesQuery) {
    return this.#store.view(query);
  }

  blobs(run: string, tag: string) {
    return this.#store.blobs(run, tag);
  }

  subscribe(listener: (change: StoreChange) => void): () => void {
    const own = (change: StoreChange) => listener(change);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  currentSeq(): number {
    return this.#seqBefore + this.#store.currentSeq();
  }

  /** Closes the store that is asked now. */
  async close(): Promise<void> {
    this.#stop();
    await this.#store.close();
  }
}
