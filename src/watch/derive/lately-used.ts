/** Keeps what was made lately, up to so many bytes, because the next moment mostly needs some of it again. */

interface Kept<Value> {
  readonly value: Value;
  readonly bytes: number;
}

export class LatelyUsed<Value> {
  /** The least lately used first. */
  readonly #kept = new Map<string, Kept<Value>>();
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** What is kept under `key`, or is made now; `bytesOf` says what keeping it takes. */
  async get(key: string, make: () => Promise<Value>, bytesOf: (value: Value) => number): Promise<Value> {
    const known = this.#kept.get(key);
    if (known !== undefined) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known.value;
    }
    const value = await make();
    const bytes = bytesOf(value);
    this.#kept.set(key, { value, bytes });
    this.#bytes += bytes;
    for (const [oldest, { bytes: freed }] of this.#kept) {
      if (this.#bytes <= this.#mostBytes || oldest === key) break;
      this.#kept.delete(oldest);
      this.#bytes -= freed;
    }
    return value;
  }
}
