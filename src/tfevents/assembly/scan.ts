/** Walks records of one scalar each, checks them and keeps them as rows, up to the first that is anything else. */
import { checksumOfLength, maskedCrc32c } from "./crc32c";
import { IS_FOREIGN, RECORD_COUNT, ROW_BYTES, ROW_COUNT, ROW_TAG, ROW_VALUE, ROW_WALL_TIME, ROWS, WALL_TIME } from "./layout";
import { find, Spelling } from "./tags";

const HEADER_BYTES: usize = 12;
const FOOTER_BYTES: usize = 4;
const MOST_STEP_SHIFT: u64 = 56;

// Keys of protobuf: field number × 8 + wire type.
const WALL_TIME_KEY: u8 = 0x09;
const STEP_KEY: u8 = 0x10;
const SUMMARY_KEY: u8 = 0x2a;
const VALUE_KEY: u8 = 0x0a;
const TAG_KEY: u8 = 0x0a;
const SIMPLE_VALUE_KEY: u8 = 0x15;
const TENSOR_KEY: u8 = 0x42;
const METADATA_KEY: u8 = 0x4a;
const DTYPE_KEY: u8 = 0x08;
const SHAPE_KEY: u8 = 0x12;
const CONTENT_KEY: u8 = 0x22;
const FLOAT_VALUES_KEY: u8 = 0x2a;
const FLOAT32: u8 = 1;
const FLOAT_BYTES: u8 = 4;

/** What `reads` found in the record at hand. */
let step: u64 = 0;
let value: f32 = 0;
let tag: u32 = 0;

/**
 * The rows of `from` … `to`, behind those that are there; returns where it stopped. Reads what `PlainScalars`
 * reads, and nothing that it would read otherwise. There must be room for a row every 35 bytes.
 */
export function scan(from: usize, to: usize): usize {
  let at = from;
  let row = ROWS + load<u32>(ROW_COUNT) * ROW_BYTES;
  const firstRow = row;
  let isForeign: u32 = 0;
  while (to - at >= HEADER_BYTES + FOOTER_BYTES) {
    const length = load<u32>(at);
    if (load<u32>(at, 4) != 0 || <i32>length < 0 || checksumOfLength(length) != load<u32>(at, 8)) {
      isForeign = 1;
      break;
    }
    const payload = at + HEADER_BYTES;
    if (length > to - payload - FOOTER_BYTES) break;
    const end = payload + length;
    if (!reads(payload, end) || maskedCrc32c(payload, end) != load<u32>(end)) {
      isForeign = 1;
      break;
    }
    const wallTime = load<f64>(payload, 1);
    if (isFinite(wallTime)) store<f64>(WALL_TIME, wallTime);
    store<u64>(row, step);
    store<f64>(row, load<f64>(WALL_TIME), ROW_WALL_TIME);
    store<f64>(row, <f64>value, ROW_VALUE);
    store<u32>(row, tag, ROW_TAG);
    row += ROW_BYTES;
    at = end + FOOTER_BYTES;
  }
  const count = <u32>((row - firstRow) / ROW_BYTES);
  store<u32>(ROW_COUNT, load<u32>(ROW_COUNT) + count);
  store<u32>(RECORD_COUNT, count);
  store<u32>(IS_FOREIGN, isForeign);
  return at;
}

/** Whether the payload is `wall time, step?, summary { value { tag, float, metadata? } }` of a known tag. */
function reads(from: usize, end: usize): bool {
  if (load<u8>(from) != WALL_TIME_KEY) return false;
  let at = afterStep(from + 9);
  if (at == 0) return false;
  at = enters(SUMMARY_KEY, at, end);
  if (at == 0) return false;
  at = enters(VALUE_KEY, at, end);
  if (at == 0 || load<u8>(at) != TAG_KEY) return false;
  const length = <u32>load<u8>(at, 1);
  if (length >= 0x80) return false;
  const name = at + 2;
  at = afterFloat(name + length, end);
  if (at == 0) return false;
  const hasMetadata = at != end;
  if (hasMetadata && enters(METADATA_KEY, at, end) == 0) return false;
  const spelling = find(name, length);
  if (spelling === null || (hasMetadata && spelling.isDescribed == 0)) return false;
  tag = spelling.tag;
  return true;
}

/** Reads a step that is there, else 0; returns the place behind it, 0 where it is longer than nine bytes. */
// @ts-ignore: decorator
@inline
function afterStep(from: usize): usize {
  step = 0;
  if (load<u8>(from) != STEP_KEY) return from;
  let at = from + 1;
  let read: u64 = 0;
  for (let shift: u64 = 0; shift <= MOST_STEP_SHIFT; shift += 7) {
    const byte = load<u8>(at++);
    read |= <u64>(byte & 0x7f) << shift;
    if (byte >= 0x80) continue;
    step = read;
    return at;
  }
  return 0;
}

/** The place behind a key and a length of one or two bytes; 0 unless it is this key and the field ends at `end`. */
// @ts-ignore: decorator
@inline
function enters(key: u8, from: usize, end: usize): usize {
  if (load<u8>(from) != key) return 0;
  let length = <usize>load<u8>(from, 1);
  let at = from + 2;
  if (length >= 0x80) {
    const high = <usize>load<u8>(at);
    if (high >= 0x80) return 0;
    length = (length & 0x7f) | (high << 7);
    at++;
  }
  return at + length == end ? at : 0;
}

/** Reads a simple value or a tensor of one float; returns the place behind it, 0 if there is neither. */
// @ts-ignore: decorator
@inline
function afterFloat(from: usize, end: usize): usize {
  if (load<u8>(from) == SIMPLE_VALUE_KEY) {
    value = load<f32>(from, 1);
    return from + 5 <= end ? from + 5 : 0;
  }
  if (load<u8>(from) != TENSOR_KEY) return 0;
  const tensorEnd = from + 2 + load<u8>(from, 1);
  if (load<u8>(from, 2) != DTYPE_KEY || load<u8>(from, 3) != FLOAT32) return 0;
  let at = from + 4;
  if (load<u8>(at) == SHAPE_KEY && load<u8>(at, 1) == 0) at += 2;
  const key = load<u8>(at);
  if ((key != CONTENT_KEY && key != FLOAT_VALUES_KEY) || load<u8>(at, 1) != FLOAT_BYTES) return 0;
  value = load<f32>(at, 2);
  return at + 6 == tensorEnd && tensorEnd <= end ? tensorEnd : 0;
}
