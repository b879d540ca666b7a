/** Builds protobuf messages from their end, so that a nested message's length is known when its prefix is written. */
import { maskedCrc32c } from "./crc32c.ts";
import { encodeUtf8 } from "./utf8.ts";
import { keyOf, WIRE } from "./wire-cursor.ts";

/** Records are carved from blocks of this size; one that does not fit gets a block of its own. */
const BLOCK_BYTES = 65_536;

/**
 * Fields must be added in reverse order. Bytes handed out by `take` are never written again, so they are
 * the receiver's to keep.
 */
export class BackwardBuffer {
  #bytes = new Uint8Array(BLOCK_BYTES);
  #view = new DataView(this.#bytes.buffer);
  /** The current record is `#bytes[#at … #end)`. */
  #at = BLOCK_BYTES;
  #end = BLOCK_BYTES;

  /** Bytes of the record so far; the value to give to `closeMessage`. */
  get size(): number {
    return this.#end - this.#at;
  }

  /** The finished record; the next one begins. */
  take(): Uint8Array {
    const record = this.#bytes.subarray(this.#at, this.#end);
    this.#end = this.#at;
    return record;
  }

  /** Takes back the first bytes, which are the ones added last. */
  dropFirst(count: number): void {
    this.#at += count;
  }

  /** Masked CRC of the first `count` bytes. */
  checksumOfFirst(count: number): number {
    return maskedCrc32c(this.#bytes, this.#at, this.#at + count);
  }

  /** Overwrites the last four bytes of the record. */
  setLastUint32(value: number): void {
    this.#view.setUint32(this.#end - 4, value, true);
  }

  #reserve(count: number): number {
    if (count > this.#at) this.#moveToBlockWith(count);
    this.#at -= count;
    return this.#at;
  }

  #moveToBlockWith(count: number): void {
    const { size } = this;
    const length = Math.max(BLOCK_BYTES, 2 * (size + count));
    const bytes = new Uint8Array(length);
    bytes.set(this.#bytes.subarray(this.#at, this.#end), length - size);
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer);
    this.#at = length - size;
    this.#end = length;
  }

  rawBytes(bytes: Uint8Array): void {
    const at = this.#reserve(bytes.length);
    this.#bytes.set(bytes, at);
  }

  rawUint32(value: number): void {
    const at = this.#reserve(4);
    this.#view.setUint32(at, value, true);
  }

  rawFloat32(value: number): void {
    const at = this.#reserve(4);
    this.#view.setFloat32(at, value, true);
  }

  rawFloat64(value: number): void {
    const at = this.#reserve(8);
    this.#view.setFloat64(at, value, true);
  }

  /** An unsigned varint up to 2³² − 1. */
  #rawVarint(value: number): void {
    let count = 1;
    for (let rest = value >>> 7; rest > 0; rest >>>= 7) count++;
    let at = this.#reserve(count);
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.#bytes[at++] = (rest & 0x7f) | 0x80;
    this.#bytes[at] = rest;
  }

  varintField(field: number, value: number): void {
    this.#rawVarint(value >>> 0);
    this.#rawVarint(keyOf(field, WIRE.varint));
  }

  /** An int64 given as its two 32-bit halves. */
  int64Field(field: number, low: number, high: number): void {
    let count = 1;
    for (let l = low, h = high; h !== 0 || l >>> 0 > 0x7f; h >>>= 7) {
      l = (l >>> 7) | (h << 25);
      count++;
    }
    let at = this.#reserve(count);
    let [l, h] = [low, high];
    for (; count > 1; count--) {
      this.#bytes[at++] = (l & 0x7f) | 0x80;
      l = (l >>> 7) | (h << 25);
      h >>>= 7;
    }
    this.#bytes[at] = l;
    this.#rawVarint(keyOf(field, WIRE.varint));
  }

  doubleField(field: number, value: number): void {
    this.rawFloat64(value);
    this.#rawVarint(keyOf(field, WIRE.fixed64));
  }

  bytesField(field: number, bytes: Uint8Array): void {
    this.rawBytes(bytes);
    this.#rawVarint(bytes.length);
    this.#rawVarint(keyOf(field, WIRE.bytes));
  }

  stringField(field: number, text: string): void {
    this.bytesField(field, encodeUtf8(text));
  }

  /** Ends (that is, prefixes) a nested message that began when the buffer had `sizeBefore` bytes. */
  closeMessage(field: number, sizeBefore: number): void {
    this.#rawVarint(this.size - sizeBefore);
    this.#rawVarint(keyOf(field, WIRE.bytes));
  }
}
