/** Walks protobuf's wire format in place: no message objects, no copies, nothing trusted. */

/** Protobuf's own parsers refuse groups nested deeper than this. */
const MAX_GROUP_DEPTH = 100;
const MAX_VARINT_BYTES = 10;
export const TWO_TO_32 = 4_294_967_296;

/** The low three bits of a field's key. */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, groupStart: 3, groupEnd: 4, fixed32: 5 } as const;

/** Bytes that are not the message they should be. Never leaves this room: it becomes a loss or an `ExplainedError`. */
export class MalformedMessage extends Error {}

/** A field's key as it stands on the wire. */
export function keyOf(field: number, wire: number): number {
  return (field << 3) | wire;
}

/**
 * A position in `bytes` that never passes `end`. Every reader moves it on and throws `MalformedMessage`
 * when the bytes run out. Fields are public because the hot path saves and restores them.
 */
export class WireCursor {
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(this.bytes.buffer);
  at = 0;
  end = 0;
  /** The last varint's two halves, as int32. */
  low = 0;
  high = 0;

  open(bytes: Uint8Array, from: number, to: number): void {
    if (this.bytes !== bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    this.at = from;
    this.end = to;
  }

  /** Reads up to 64 bits into `low` and `high`. */
  varint(): void {
    this.high = 0;
    if (this.at < this.end) {
      this.low = this.bytes[this.at] ?? 0;
      if (this.low < 0x80) {
        this.at++;
        return;
      }
    }
    this.#longVarint();
  }

  #longVarint(): void {
    this.low = 0;
    for (let i = 0; i < MAX_VARINT_BYTES; i++) {
      if (this.at >= this.end) throw new MalformedMessage("a number runs past the end of its message");
      const byte = this.bytes[this.at++] ?? 0;
      this.#addSevenBits(byte & 0x7f, i * 7);
      if (byte < 0x80) return;
    }
    throw new MalformedMessage("a number takes more than 10 bytes");
  }

  #addSevenBits(bits: number, shift: number): void {
    if (shift < 28) this.low |= bits << shift;
    else if (shift === 28) {
      this.low |= bits << 28;
      this.high |= bits >>> 4;
    } else this.high |= bits << (shift - 32);
  }

  /** The next field's key; the field number is `key >>> 3`. */
  key(): number {
    if (this.at < this.end) {
      const first = this.bytes[this.at] ?? 0;
      if (first >= 8 && first < 0x80) {
        this.at++;
        return first;
      }
    }
    this.varint();
    if (this.high !== 0) throw new MalformedMessage("a field number exceeds 29 bits");
    if (this.low >>> 3 === 0) throw new MalformedMessage("a field has number 0");
    return this.low >>> 0;
  }

  /** Reads a length; the bytes lie between `at` and the returned position, which is within `end`. */
  lengthPrefix(): number {
    this.varint();
    const length = (this.high >>> 0) * TWO_TO_32 + (this.low >>> 0);
    if (length > this.end - this.at) {
      throw new MalformedMessage(`a field claims ${length} bytes where ${this.end - this.at} are left`);
    }
    return this.at + length;
  }

  double(): number {
    return this.view.getFloat64(this.#advance(8), true);
  }

  float(): number {
    return this.view.getFloat32(this.#advance(4), true);
  }

  byte(): number {
    return this.bytes[this.#advance(1)] ?? 0;
  }

  #advance(count: number): number {
    const from = this.at;
    if (this.end - from < count) throw new MalformedMessage("a value runs past the end of its message");
    this.at = from + count;
    return from;
  }

  /** Passes over the value of a field whose key was just read. */
  skip(key: number, depth = 0): void {
    switch (key & 7) {
      case WIRE.varint:
        this.varint();
        return;
      case WIRE.fixed64:
        this.#advance(8);
        return;
      case WIRE.bytes:
        this.at = this.lengthPrefix();
        return;
      case WIRE.groupStart:
        this.#skipGroup(key >>> 3, depth + 1);
        return;
      case WIRE.fixed32:
        this.#advance(4);
        return;
      default:
        throw new MalformedMessage(`field ${key >>> 3} has wire type ${key & 7}`);
    }
  }

  #skipGroup(field: number, depth: number): void {
    if (depth > MAX_GROUP_DEPTH) throw new MalformedMessage(`groups nest deeper than ${MAX_GROUP_DEPTH}`);
    for (;;) {
      const key = this.key();
      if (key === keyOf(field, WIRE.groupEnd) >>> 0) return;
      this.skip(key, depth);
    }
  }
}
