/** One tag's scalar event as bytes with holes, so that a record costs a copy, three numbers and a checksum. */
import { maskedCrc32c } from "../../dist/tfevents/index.js";

const LENGTH_BYTES = 8;
const CHECKSUM_BYTES = 4;
const HEADER_BYTES = LENGTH_BYTES + CHECKSUM_BYTES;
const WALL_TIME_BYTES = 9;
const CONTINUES = 0x80;
const SEVEN_BITS = 7;
/** Protocol buffer keys: field number × 8 + wire type (0 varint, 1 eight bytes, 2 counted, 5 four bytes). */
const EVENT_KEYS = { wallTime: 0x09, step: 0x10, fileVersion: 0x1a, summary: 0x2a };
const SUMMARY_VALUE_KEY = 0x0a;
const VALUE_KEYS = { tag: 0x0a, simpleValue: 0x15, image: 0x22, tensor: 0x42, metadata: 0x4a };
const IMAGE_KEYS = { height: 0x08, width: 0x10, colourSpace: 0x18, encoded: 0x22 };
const GRAY = 1;
/** SummaryMetadata { plugin_data { plugin_name: "scalars" }, data_class: SCALAR }. */
const SCALAR_METADATA = counted(0x0a, counted(0x0a, text("scalars"))).concat([0x20, 1]);
/** TensorProto { dtype: FLOAT, tensor_shape {}, float_val: [ … ] } up to the four bytes of the value. */
const TENSOR_BEFORE_VALUE = [0x08, 1, 0x12, 0, 0x2a, 4];
const FLOAT_BYTES = 4;
const ZERO_FLOAT = [0, 0, 0, 0];
const ZERO_DOUBLE = [...ZERO_FLOAT, ...ZERO_FLOAT];
/** Framing, stamp, and the lengths of the messages around the value. */
const MOST_BYTES_AROUND_A_VALUE = 64;

/** Numbers go into this buffer at any byte, which typed arrays cannot do. */
export class RecordTarget {
  constructor(sizeBytes) {
    this.bytes = new Uint8Array(sizeBytes);
    this.view = new DataView(this.bytes.buffer);
    this.size = 0;
  }
}

/** Events that differ in wall time, step and perhaps a final float32 only. */
export class EventTemplate {
  /** By the byte length of the step's varint. */
  #records = [];
  #value;

  /** `value` is a Summary.Value; where a number is to be given to `write`, its last four bytes are that number's. */
  constructor(value) {
    this.#value = value;
  }

  /** Longest record that `write` adds. */
  get sizeBytes() {
    return this.#value.length + MOST_BYTES_AROUND_A_VALUE;
  }

  write(target, wallTime, step, number) {
    const stepBytes = varintLength(step);
    this.#records[stepBytes] ??= this.#record(stepBytes);
    const template = this.#records[stepBytes];
    const at = target.size;
    const end = at + template.length - CHECKSUM_BYTES;
    target.bytes.set(template, at);
    target.view.setFloat64(at + HEADER_BYTES + 1, wallTime, true);
    putVarint(target.bytes, at + HEADER_BYTES + WALL_TIME_BYTES + 1, step);
    if (number !== undefined) target.view.setFloat32(end - FLOAT_BYTES, number, true);
    target.view.setUint32(end, maskedCrc32c(target.bytes, at + HEADER_BYTES, end), true);
    target.size = end + CHECKSUM_BYTES;
  }

  #record(stepBytes) {
    const stamp = [EVENT_KEYS.wallTime, ...ZERO_DOUBLE, EVENT_KEYS.step, ...new Array(stepBytes).fill(0)];
    return framed([...stamp, ...counted(EVENT_KEYS.summary, counted(SUMMARY_VALUE_KEY, this.#value))]);
  }
}

/**
 * `simple-value` is what PyTorch and TensorFlow 1 write, `tensor` what TensorFlow 2 does, which describes a tag at
 * its first value in each file.
 */
export function scalarTemplate(tag, form, isFirst) {
  const name = counted(VALUE_KEYS.tag, text(tag));
  if (form === "simple-value") return new EventTemplate([...name, VALUE_KEYS.simpleValue, ...ZERO_FLOAT]);
  const metadata = isFirst ? counted(VALUE_KEYS.metadata, SCALAR_METADATA) : [];
  const tensor = counted(VALUE_KEYS.tensor, [...TENSOR_BEFORE_VALUE, ...ZERO_FLOAT]);
  return new EventTemplate([...name, ...metadata, ...tensor]);
}

/** One gray picture as PyTorch writes it. */
export function imageTemplate(tag, { width, height, encoded }) {
  const image = [
    ...[
      IMAGE_KEYS.height,
      ...varint(height),
      IMAGE_KEYS.width,
      ...varint(width),
      IMAGE_KEYS.colourSpace,
      GRAY,
    ],
    ...counted(IMAGE_KEYS.encoded, encoded),
  ];
  return new EventTemplate([...counted(VALUE_KEYS.tag, text(tag)), ...counted(VALUE_KEYS.image, image)]);
}

/** The record that every event file begins with. */
export function fileVersionRecord(wallTime) {
  const stamp = new Uint8Array(WALL_TIME_BYTES);
  stamp[0] = EVENT_KEYS.wallTime;
  new DataView(stamp.buffer).setFloat64(1, wallTime, true);
  return framed([...stamp, ...counted(EVENT_KEYS.fileVersion, text("brain.Event:2"))]);
}

function framed(payload) {
  const bytes = new Uint8Array(HEADER_BYTES + payload.length + CHECKSUM_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, payload.length, true);
  view.setUint32(LENGTH_BYTES, maskedCrc32c(bytes, 0, LENGTH_BYTES), true);
  bytes.set(payload, HEADER_BYTES);
  const end = HEADER_BYTES + payload.length;
  view.setUint32(end, maskedCrc32c(bytes, HEADER_BYTES, end), true);
  return bytes;
}

function counted(key, bytes) {
  return [key, ...varint(bytes.length), ...bytes];
}

function text(characters) {
  return Array.from(Buffer.from(characters, "utf8"));
}

function varint(value) {
  const bytes = new Array(varintLength(value)).fill(0);
  putVarint(bytes, 0, value);
  return bytes;
}

function varintLength(value) {
  let length = 1;
  for (let rest = value >>> SEVEN_BITS; rest > 0; rest >>>= SEVEN_BITS) length++;
  return length;
}

function putVarint(bytes, from, value) {
  let at = from;
  let rest = value;
  for (; rest >= CONTINUES; rest >>>= SEVEN_BITS) bytes[at++] = (rest & (CONTINUES - 1)) | CONTINUES;
  bytes[at] = rest;
}
