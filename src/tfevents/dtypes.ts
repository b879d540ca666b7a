/** TensorFlow's element types: how wide they are, in which field their values lie, and how to read one. */
import { TENSOR } from "./fields.ts";
import {
  bfloat16Value,
  float8E4m3b11fnuzValue,
  float8E4m3fnuzValue,
  float8E4m3fnValue,
  float8E5m2fnuzValue,
  float8E5m2Value,
  halfValue,
} from "./small-floats.ts";
import { TWO_TO_32, WIRE, type WireCursor } from "./wire-cursor.ts";

export interface NumericType {
  readonly name: string;
  /** Bytes an element takes in `tensor_content`. */
  readonly widthBytes: number;
  /** The `*_val` field that holds its elements otherwise. */
  readonly field: number;
  /** Wire type of one unpacked element of that field. */
  readonly wire: number;
  /** One element of `tensor_content`, as the nearest float64. */
  readonly inContent: (view: DataView, at: number) => number;
  /** One element of the `*_val` field, as the nearest float64. */
  readonly inField: (cursor: WireCursor) => number;
}

type ContentReader = NumericType["inContent"];

/** Reference types are the type plus 100. */
const REFERENCE_OFFSET = 100;

export const DTYPE = {
  float32: 1,
  float64: 2,
  int32: 3,
  uint8: 4,
  int16: 5,
  int8: 6,
  string: 7,
  int64: 9,
  uint16: 17,
  uint32: 22,
  uint64: 23,
} as const;

const uint64Of = (low: number, high: number): number => (high >>> 0) * TWO_TO_32 + (low >>> 0);
const int64Of = (low: number, high: number): number => high * TWO_TO_32 + (low >>> 0);

/** Types whose `*_val` is a varint; `convert` takes its two 32-bit halves. */
function varintType(
  name: string,
  stored: { field: number; widthBytes: number; inContent: ContentReader },
  convert: (low: number, high: number) => number,
): NumericType {
  const inField = (cursor: WireCursor): number => {
    cursor.varint();
    return convert(cursor.low, cursor.high);
  };
  return { name, ...stored, wire: WIRE.varint, inField };
}

function integerType(name: string, widthBytes: number, inContent: ContentReader): NumericType {
  return varintType(name, { field: TENSOR.intValues, widthBytes, inContent }, (low) => low | 0);
}

function sixteenBitFloat(name: string, value: (bits: number) => number): NumericType {
  const inContent: ContentReader = (view, at) => value(view.getUint16(at, true));
  return varintType(name, { field: TENSOR.halfValues, widthBytes: 2, inContent }, (low) =>
    value(low & 0xffff),
  );
}

function eightBitFloat(name: string, value: (bits: number) => number): NumericType {
  return {
    name,
    widthBytes: 1,
    field: TENSOR.float8Values,
    wire: WIRE.bytes,
    inContent: (view, at) => value(view.getUint8(at)),
    inField: (cursor) => value(cursor.byte()),
  };
}

const int8: ContentReader = (view, at) => view.getInt8(at);
const uint8: ContentReader = (view, at) => view.getUint8(at);
const bool: ContentReader = (view, at) => (view.getUint8(at) === 0 ? 0 : 1);
const int16: ContentReader = (view, at) => view.getInt16(at, true);
const uint16: ContentReader = (view, at) => view.getUint16(at, true);
const int32: ContentReader = (view, at) => view.getInt32(at, true);
const uint32: ContentReader = (view, at) => view.getUint32(at, true);
const int64: ContentReader = (view, at) => int64Of(view.getInt32(at, true), view.getInt32(at + 4, true));
const uint64: ContentReader = (view, at) => uint64Of(view.getInt32(at, true), view.getInt32(at + 4, true));

const FLOAT32: NumericType = {
  name: "float32",
  widthBytes: 4,
  field: TENSOR.floatValues,
  wire: WIRE.fixed32,
  inContent: (view, at) => view.getFloat32(at, true),
  inField: (cursor) => cursor.float(),
};

const FLOAT64: NumericType = {
  name: "float64",
  widthBytes: 8,
  field: TENSOR.doubleValues,
  wire: WIRE.fixed64,
  inContent: (view, at) => view.getFloat64(at, true),
  inField: (cursor) => cursor.double(),
};

/** By number in TensorFlow's `DataType` enum; real numbers only. */
const NUMERIC_TYPES: ReadonlyMap<number, NumericType> = new Map([
  [1, FLOAT32],
  [2, FLOAT64],
  [3, integerType("int32", 4, int32)],
  [4, integerType("uint8", 1, uint8)],
  [5, integerType("int16", 2, int16)],
  [6, integerType("int8", 1, int8)],
  [9, varintType("int64", { field: TENSOR.int64Values, widthBytes: 8, inContent: int64 }, int64Of)],
  [
    10,
    varintType("bool", { field: TENSOR.boolValues, widthBytes: 1, inContent: bool }, (low, high) =>
      low === 0 && high === 0 ? 0 : 1,
    ),
  ],
  [11, integerType("qint8", 1, int8)],
  [12, integerType("quint8", 1, uint8)],
  [13, integerType("qint32", 4, int32)],
  [14, sixteenBitFloat("bfloat16", bfloat16Value)],
  [15, integerType("qint16", 2, int16)],
  [16, integerType("quint16", 2, uint16)],
  [17, integerType("uint16", 2, uint16)],
  [19, sixteenBitFloat("float16", halfValue)],
  [
    22,
    varintType(
      "uint32",
      { field: TENSOR.uint32Values, widthBytes: 4, inContent: uint32 },
      (low) => low >>> 0,
    ),
  ],
  [23, varintType("uint64", { field: TENSOR.uint64Values, widthBytes: 8, inContent: uint64 }, uint64Of)],
  [24, eightBitFloat("float8_e5m2", float8E5m2Value)],
  [25, eightBitFloat("float8_e4m3fn", float8E4m3fnValue)],
  [26, eightBitFloat("float8_e4m3fnuz", float8E4m3fnuzValue)],
  [27, eightBitFloat("float8_e4m3b11fnuz", float8E4m3b11fnuzValue)],
  [28, eightBitFloat("float8_e5m2fnuz", float8E5m2fnuzValue)],
  [29, integerType("int4", 1, int8)],
  [30, integerType("uint4", 1, uint8)],
  [31, integerType("int2", 1, int8)],
  [32, integerType("uint2", 1, uint8)],
]);

/** The complex types by number: an element is two of `part`, real then imaginary. */
const COMPLEX_TYPES: ReadonlyMap<number, NumericType> = new Map([
  [8, { ...FLOAT32, name: "complex64", field: TENSOR.complex64Values }],
  [18, { ...FLOAT64, name: "complex128", field: TENSOR.complex128Values }],
]);

/** The type without TensorFlow's reference mark. */
export function plainDtype(dtype: number): number {
  return dtype > REFERENCE_OFFSET ? dtype - REFERENCE_OFFSET : dtype;
}

export function numericType(dtype: number): NumericType | undefined {
  return NUMERIC_TYPES.get(dtype);
}

/** How the parts of a complex type are read. */
export function complexPartType(dtype: number): NumericType | undefined {
  return COMPLEX_TYPES.get(dtype);
}
