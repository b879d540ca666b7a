/** Holds the bytes of a record that has not arrived in full. */

const INITIAL_BYTES = 256;
/** More than this is given back once the record is complete. */
const RETAINED_BYTES = 65_536;

export class Carry {
  /** Valid up to `length`. */
  bytes: Uint8Array = new Uint8Array(0);
  length = 0;

  /** Copies `source[from … to)` to the end. */
  append(source: Uint8Array, from: number, to: number): void {
    if (from >= to) return;
    const length = this.length + to - from;
    if (length > this.bytes.length) this.#grow(length);
    this.bytes.set(source.subarray(from, to), this.length);
    this.length = length;
  }

  /** Forgets the first `count` bytes. */
  drop(count: number): void {
    if (count === 0) return;
    this.bytes.copyWithin(0, count, this.length);
    this.length -= count;
    if (this.length === 0 && this.bytes.length > RETAINED_BYTES) this.bytes = new Uint8Array(0);
  }

  isAllZero(): boolean {
    for (let i = 0; i < this.length; i++) {
      if (this.bytes[i] !== 0) return false;
    }
    return true;
  }

  #grow(length: number): void {
    const larger = new Uint8Array(Math.max(INITIAL_BYTES, this.bytes.length * 2, length));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}
