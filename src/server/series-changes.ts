/** Knows which series have changed after an answer was made, so that the others need not be read again. */
import type { StoreReader } from "../store/index.ts";

/** Series whose last change is remembered; an answer from before the oldest is made anew as a whole. */
const MOST_REMEMBERED = 50_000;
/** Stands in no run's or tag's name. */
const SEPARATOR = "\0";

export type HasChanged = (run: string, tag: string) => boolean;

export class SeriesChanges {
  readonly #store: Pick<StoreReader, "currentSeq">;
  readonly #epoch: string;
  readonly #stop: () => void;
  /** `seq` of the last change of a series, or of a whole run, the least recently changed first. */
  readonly #changed = new Map<string, number>();
  /** What changed up to here, and when, is not known. */
  #forgottenThrough: number;

  /** `epoch` must differ from that of every earlier server at this address. */
  constructor(store: Pick<StoreReader, "currentSeq" | "subscribe">, epoch: string) {
    this.#store = store;
    this.#epoch = epoch;
    this.#forgottenThrough = store.currentSeq();
    let last = this.#forgottenThrough;
    this.#stop = store.subscribe(({ seq, run, tags }) => {
      if (seq > last + 1) this.#forgottenThrough = seq - 1;
      last = seq;
      if (tags.length === 0) this.#remember(run, seq);
      for (const tag of tags) this.#remember(run + SEPARATOR + tag, seq);
    });
  }

  /** Of an answer that is read from now on. */
  mark(): string {
    return `${this.#epoch}:${this.#store.currentSeq()}`;
  }

  /** Whether a series may have changed after the mark was made; always, where that can't be told. */
  since(mark: string | undefined): HasChanged {
    const [epoch, text] = mark?.split(":") ?? [];
    const seq = Number(text);
    if (epoch !== this.#epoch || !(seq >= this.#forgottenThrough)) return () => true;
    const isLater = (key: string) => (this.#changed.get(key) ?? 0) > seq;
    return (run, tag) => isLater(run) || isLater(run + SEPARATOR + tag);
  }

  close(): void {
    this.#stop();
  }

  #remember(key: string, seq: number): void {
    this.#changed.delete(key);
    this.#changed.set(key, seq);
    if (this.#changed.size <= MOST_REMEMBERED) return;
    for (const [oldest, itsSeq] of this.#changed) {
      this.#changed.delete(oldest);
      this.#forgottenThrough = Math.max(this.#forgottenThrough, itsSeq);
      return;
    }
  }
}
