/** Reads the events that most of a log consists of, one scalar in the layout of the usual writers, without a walk. */
import { DTYPE } from "./dtypes.ts";
import type { EventRows } from "./event-rows.ts";
import { EVENT, SUMMARY, TENSOR, VALUE } from "./fields.ts";
import type { ScalarScanner } from "./scalar-scanner.ts";
import type { TagTable } from "./tag-table.ts";
import { keyOf, WIRE } from "./wire-cursor.ts";

const WALL_TIME_KEY = keyOf(EVENT.wallTime, WIRE.fixed64);
const STEP_KEY = keyOf(EVENT.step, WIRE.varint);
const SUMMARY_KEY = keyOf(EVENT.summary, WIRE.bytes);
const VALUE_KEY = keyOf(SUMMARY.value, WIRE.bytes);
const TAG_KEY = keyOf(VALUE.tag, WIRE.bytes);
const SIMPLE_VALUE_KEY = keyOf(VALUE.simpleValue, WIRE.fixed32);
const TENSOR_KEY = keyOf(VALUE.tensor, WIRE.bytes);
const METADATA_KEY = keyOf(VALUE.metadata, WIRE.bytes);
const DTYPE_KEY = keyOf(TENSOR.dtype, WIRE.varint);
const SHAPE_KEY = keyOf(TENSOR.shape, WIRE.bytes);
const CONTENT_KEY = keyOf(TENSOR.content, WIRE.bytes);
const FLOAT_VALUES_KEY = keyOf(TENSOR.floatValues, WIRE.bytes);
const FLOAT_BYTES = 4;
const DOUBLE_BYTES = 8;
/** Of a varint with four bytes of seven bits each; larger steps take the general way. */
const MOST_STEP_SHIFT = 21;

/**
 * Knows `wall time, step?, summary { value { tag, simple value } }` and the same with a rank-0 float tensor, with or
 * without metadata after it, where the tag is known to hold scalars. These are the fields in order of their numbers,
 * as protobuf's own serializers write them. Everything else is left to the general decoder, which would make the
 * same row of these too.
 */
export class PlainScalars {
  /** Of the last event read here whose wall time was finite, in seconds. */
  wallTime: number;
  readonly #tags: TagTable;
  readonly #rows: EventRows;
  readonly #scanner: ScalarScanner | null;
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(this.#bytes.buffer);
  #at = 0;
  #valueAt = 0;

  /** Teaches `scanner` the tags that it meets. */
  constructor(
    tags: TagTable,
    { rows, scanner }: { readonly rows: EventRows; readonly scanner: ScalarScanner | null },
    wallTime: number,
  ) {
    this.#tags = tags;
    this.#rows = rows;
    this.#scanner = scanner;
    this.wallTime = wallTime;
  }

  // `as number` below: the comparison with a key fails where there is no byte.
  /** Adds the row of the event in `bytes[from … to)`; false, with no row added, where it is not such an event. */
  add(bytes: Uint8Array, from: number, to: number): boolean {
    if (this.#bytes !== bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    if ((bytes[from] as number) !== WALL_TIME_KEY) return false;
    this.#at = from + 1 + DOUBLE_BYTES;
    const step = this.#step();
    if (step < 0 || !this.#enters(SUMMARY_KEY, to) || !this.#enters(VALUE_KEY, to)) return false;
    const tagFrom = this.#at + 2;
    const tagTo = tagFrom + (bytes[this.#at + 1] as number);
    if ((bytes[this.#at] as number) !== TAG_KEY || tagTo - tagFrom >= 0x80 || !this.#reads(tagTo, to)) {
      return false;
    }
    const hasMetadata = this.#at !== to;
    if (hasMetadata && !this.#enters(METADATA_KEY, to)) return false;
    const { index, info } = this.#tags.find(bytes, tagFrom, tagTo);
    if (info === null || info.kind !== "scalar" || (hasMetadata && info.plugin === "")) return false;
    this.#scanner?.learn(bytes.subarray(tagFrom, tagTo), index, info.plugin !== "");
    const wallTime = this.#view.getFloat64(from + 1, true);
    if (Number.isFinite(wallTime)) this.wallTime = wallTime;
    this.#rows.startEvent(step, 0, this.wallTime);
    this.#rows.addScalar(index, this.#view.getFloat32(this.#valueAt, true));
    return true;
  }

  /** Reads a step of up to 28 bits, 0 where there is none; −1 for a longer one. */
  #step(): number {
    const bytes = this.#bytes;
    let at = this.#at;
    if ((bytes[at] as number) !== STEP_KEY) return 0;
    let step = 0;
    for (let shift = 0; shift <= MOST_STEP_SHIFT; shift += 7) {
      const byte = bytes[++at] as number;
      step |= (byte & 0x7f) << shift;
      if (byte >= 0x80) continue;
      this.#at = at + 1;
      return step;
    }
    return -1;
  }

  /** Passes over a key and a length of one or two bytes; whether it is this key, and the field ends at `to`. */
  #enters(key: number, to: number): boolean {
    const bytes = this.#bytes;
    let at = this.#at;
    if ((bytes[at] as number) !== key) return false;
    let length = bytes[at + 1] as number;
    at += 2;
    if (length >= 0x80) {
      const high = bytes[at] as number;
      if (high >= 0x80) return false;
      length = (length & 0x7f) | (high << 7);
      at++;
    }
    this.#at = at;
    return at + length === to;
  }

  /** Finds the float that begins at `at`, as simple value or tensor, and passes over it; false if there is none. */
  #reads(at: number, to: number): boolean {
    const bytes = this.#bytes;
    if ((bytes[at] as number) === SIMPLE_VALUE_KEY) {
      this.#valueAt = at + 1;
      this.#at = at + 1 + FLOAT_BYTES;
      return this.#at <= to;
    }
    if ((bytes[at] as number) !== TENSOR_KEY) return false;
    const tensorTo = at + 2 + (bytes[at + 1] as number);
    if ((bytes[at + 2] as number) !== DTYPE_KEY || (bytes[at + 3] as number) !== DTYPE.float32) return false;
    let valueAt = at + 4;
    if ((bytes[valueAt] as number) === SHAPE_KEY && (bytes[valueAt + 1] as number) === 0) valueAt += 2;
    const key = bytes[valueAt] as number;
    if (key !== CONTENT_KEY && key !== FLOAT_VALUES_KEY) return false;
    this.#valueAt = valueAt + 2;
    this.#at = this.#valueAt + FLOAT_BYTES;
    return (bytes[valueAt + 1] as number) === FLOAT_BYTES && this.#at === tensorTo && tensorTo <= to;
  }
}
