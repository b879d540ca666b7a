/** Reads the elements of a TensorProto in every form that TensorFlow stores them. */
import { complexPartType, DTYPE, type NumericType } from "./dtypes.ts";
import { SHAPE, TENSOR, VALUE } from "./fields.ts";
import { type OpenedValue, tensorHeaderOf, unexpectedValue, withValue } from "./opened-value.ts";
import { readDimension, type TensorHeader } from "./tensor-header.ts";
import { keyOf, WIRE, type WireCursor } from "./wire-cursor.ts";

/** Row-major; `shape` is [] for rank 0. */
export type Tensor =
  | {
      readonly kind: "numbers";
      readonly dtype: string;
      readonly shape: readonly number[];
      readonly values: Float64Array;
    }
  | {
      readonly kind: "integers";
      readonly dtype: "int64" | "uint64";
      readonly shape: readonly number[];
      readonly values: BigInt64Array | BigUint64Array;
    }
  | {
      readonly kind: "complex";
      readonly dtype: string;
      readonly shape: readonly number[];
      /** [2 × element count]: real, imaginary, real … */
      readonly values: Float64Array;
    }
  | {
      readonly kind: "strings";
      readonly dtype: "string";
      readonly shape: readonly number[];
      readonly values: readonly Uint8Array[];
    };

/**
 * A few bytes may stand for any number of equal elements. Beyond this many (8 MiB as float64) such a
 * tensor is taken for an attack rather than for data: summary writers store their elements in full.
 */
const MAX_REPEATED_ELEMENTS = 2 ** 20;
const SHAPE_KEY = keyOf(TENSOR.shape, WIRE.bytes);
const DIMENSION_KEY = keyOf(SHAPE.dimension, WIRE.bytes);
const STRING_KEY = keyOf(TENSOR.stringValues, WIRE.bytes);

/**
 * The tensor of a Summary.Value message; a TF1 `simple_value` counts as one of rank 0. Fewer elements than
 * the shape holds are filled up with the last one, none at all with zeros, as TensorFlow does. String elements
 * are views into `value`. Throws `ExplainedError` where the bytes, the dtype or the shape cannot be read.
 */
export function decodeTensor(value: Uint8Array): Tensor {
  return withValue(value, (opened) => {
    const { parts } = opened;
    if (parts.payload !== VALUE.simpleValue) return tensorOf(opened, "a tensor");
    return { kind: "numbers", dtype: "float32", shape: [], values: Float64Array.of(parts.simpleValue) };
  });
}

/** As `decodeTensor`, of a value already opened; `wanted` names what the caller hopes to find. */
export function tensorOf(opened: OpenedValue, wanted: string): Tensor {
  const header = tensorHeaderOf(opened, wanted);
  const { dtype, type } = header;
  const shape = shapeOf(opened);
  const source: Elements = { opened, header, count: countOf(opened, shape), wanted };
  if (dtype === DTYPE.string) return { kind: "strings", dtype: "string", shape, values: stringsOf(source) };
  const halves = dtype === DTYPE.int64 || dtype === DTYPE.uint64 ? halvesOf(source, type) : null;
  if (halves !== null && dtype === DTYPE.int64) {
    return { kind: "integers", dtype: "int64", shape, values: new BigInt64Array(halves.buffer) };
  }
  if (halves !== null) {
    return { kind: "integers", dtype: "uint64", shape, values: new BigUint64Array(halves.buffer) };
  }
  const part = complexPartType(dtype);
  if (part !== undefined) {
    const values = numbersOf({ ...source, count: source.count * 2 }, part);
    return { kind: "complex", dtype: part.name, shape, values };
  }
  if (type === undefined)
    throw unexpectedValue(wanted, `its element type is number ${dtype}, which is unknown`);
  return { kind: "numbers", dtype: type.name, shape, values: numbersOf(source, type) };
}

interface Elements {
  readonly opened: OpenedValue;
  readonly header: TensorHeader;
  readonly count: number;
  readonly wanted: string;
}

function shapeOf({ cursor, parts }: OpenedValue): number[] {
  const shape: number[] = [];
  forEachField({ cursor, from: parts.payloadFrom, to: parts.payloadTo }, (key, end) => {
    if (key !== SHAPE_KEY) return;
    forEachField({ cursor, from: cursor.at, to: end }, (dimensionKey, dimensionEnd) => {
      if (dimensionKey !== DIMENSION_KEY) return;
      shape.push(readDimension(cursor, dimensionEnd));
    });
  });
  return shape;
}

interface Range {
  readonly cursor: WireCursor;
  readonly from: number;
  readonly to: number;
}

/** Calls `visit` with each field's key and end; a length-delimited one's bytes start at `cursor.at`. */
function forEachField({ cursor, from, to }: Range, visit: (key: number, end: number) => void): void {
  cursor.at = from;
  cursor.end = to;
  while (cursor.at < to) {
    const key = cursor.key();
    const start = cursor.at;
    cursor.skip(key);
    const end = cursor.at;
    cursor.at = start;
    if ((key & 7) === WIRE.bytes) cursor.lengthPrefix();
    visit(key, end);
    cursor.at = end;
    cursor.end = to;
  }
}

function countOf({ parts }: OpenedValue, shape: readonly number[]): number {
  const count = shape.reduce((product, size) => product * size, 1);
  const bytes = parts.payloadTo - parts.payloadFrom;
  if (shape.every((size) => size >= 0) && count <= Math.max(bytes, MAX_REPEATED_ELEMENTS)) return count;
  throw unexpectedValue(
    "a tensor",
    `its shape [${shape.slice(0, 8).join(", ")}] does not go with ${bytes} bytes`,
  );
}

function assertContentFits({ header, count, wanted }: Elements, widthBytes: number): void {
  const bytes = header.contentTo - header.contentFrom;
  if (bytes === count * widthBytes) return;
  throw unexpectedValue(wanted, `${count} elements of ${widthBytes} bytes were expected in ${bytes} bytes`);
}

function hasContent({ contentFrom, contentTo }: TensorHeader): boolean {
  return contentTo > contentFrom;
}

function numbersOf(elements: Elements, type: NumericType): Float64Array {
  const { header, opened, count } = elements;
  if (hasContent(header)) assertContentFits(elements, type.widthBytes);
  const values = new Float64Array(count);
  if (hasContent(header)) {
    for (let i = 0; i < count; i++) {
      values[i] = type.inContent(opened.cursor.view, header.contentFrom + i * type.widthBytes);
    }
    return values;
  }
  let filled = 0;
  forEachElement(elements, type, (cursor) => {
    const element = type.inField(cursor);
    if (filled < count) values[filled++] = element;
  });
  return values.fill(values[filled - 1] ?? 0, filled);
}

/** int64 or uint64 elements as pairs of 32-bit halves, which keeps them exact without a bigint each. */
function halvesOf(elements: Elements, type: NumericType | undefined): Int32Array | null {
  if (type === undefined) return null;
  const { header, opened, count } = elements;
  const halves = new Int32Array(count * 2);
  if (hasContent(header)) {
    assertContentFits(elements, type.widthBytes);
    for (let i = 0; i < halves.length; i++)
      halves[i] = opened.cursor.view.getInt32(header.contentFrom + i * 4, true);
    return halves;
  }
  let filled = 0;
  forEachElement(elements, type, (cursor) => {
    cursor.varint();
    if (filled === count) return;
    halves[filled * 2] = cursor.low;
    halves[filled * 2 + 1] = cursor.high;
    filled++;
  });
  for (let i = filled * 2; filled > 0 && i < halves.length; i++) halves[i] = halves[i - 2] ?? 0;
  return halves;
}

/** Calls `read` at each element of the type's own field, packed or not. */
function forEachElement({ opened }: Elements, type: NumericType, read: (cursor: WireCursor) => void): void {
  const { cursor, parts } = opened;
  const packedKey = keyOf(type.field, WIRE.bytes);
  const unpackedKey = keyOf(type.field, type.wire);
  forEachField({ cursor, from: parts.payloadFrom, to: parts.payloadTo }, (key, end) => {
    cursor.end = end;
    if (key === packedKey) while (cursor.at < end) read(cursor);
    else if (key === unpackedKey) read(cursor);
  });
}

function stringsOf({ opened, count }: Elements): Uint8Array[] {
  const { cursor, parts } = opened;
  const strings: Uint8Array[] = [];
  forEachField({ cursor, from: parts.payloadFrom, to: parts.payloadTo }, (key, end) => {
    if (key === STRING_KEY && strings.length < count) strings.push(cursor.bytes.subarray(cursor.at, end));
  });
  const last = strings.at(-1) ?? new Uint8Array(0);
  while (strings.length < count) strings.push(last);
  return strings;
}
