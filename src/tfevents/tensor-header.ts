/** What a TensorProto says before its elements are touched, so that a scalar costs no allocation. */
import { DTYPE, type NumericType, numericType, plainDtype } from "./dtypes.ts";
import { DIMENSION, SHAPE, TENSOR } from "./fields.ts";
import { keyOf, TWO_TO_32, WIRE, type WireCursor } from "./wire-cursor.ts";

const DTYPE_KEY = keyOf(TENSOR.dtype, WIRE.varint);
const SHAPE_KEY = keyOf(TENSOR.shape, WIRE.bytes);
const CONTENT_KEY = keyOf(TENSOR.content, WIRE.bytes);
const STRING_KEY = keyOf(TENSOR.stringValues, WIRE.bytes);
const DIMENSION_KEY = keyOf(SHAPE.dimension, WIRE.bytes);
const UNKNOWN_RANK_KEY = keyOf(SHAPE.unknownRank, WIRE.varint);
const SIZE_KEY = keyOf(DIMENSION.size, WIRE.varint);

/** Reused from tensor to tensor: `scan` overwrites everything. */
export class TensorHeader {
  dtype = 0;
  type: NumericType | undefined;
  /** −1: the shape is unknown. */
  rank = 0;
  /** Product of the dimensions; 1 for rank 0, NaN for an unknown shape. */
  elementCount = 1;
  /** 0 unless the rank is at least 1. */
  firstDimension = 0;
  contentFrom = 0;
  contentTo = 0;
  /** Set by a successful `readScalar`. */
  scalar = 0;
  #from = 0;
  #to = 0;

  scan(cursor: WireCursor, from: number, to: number): void {
    this.#reset(from, to);
    cursor.at = from;
    cursor.end = to;
    while (cursor.at < to) {
      const key = cursor.key();
      if (key === DTYPE_KEY) this.#readDtype(cursor);
      else if (key === SHAPE_KEY) this.#readShape(cursor);
      else if (key === CONTENT_KEY) {
        this.contentTo = cursor.lengthPrefix();
        this.contentFrom = cursor.at;
        cursor.at = this.contentTo;
      } else cursor.skip(key);
    }
  }

  #reset(from: number, to: number): void {
    this.dtype = 0;
    this.type = undefined;
    this.rank = 0;
    this.elementCount = 1;
    this.firstDimension = 0;
    this.contentFrom = from;
    this.contentTo = from;
    this.#from = from;
    this.#to = to;
  }

  #readDtype(cursor: WireCursor): void {
    cursor.varint();
    const dtype = plainDtype(cursor.low);
    if (dtype === this.dtype) return;
    this.dtype = dtype;
    this.type = numericType(dtype);
  }

  #readShape(cursor: WireCursor): void {
    const outerEnd = cursor.end;
    const shapeEnd = cursor.lengthPrefix();
    cursor.end = shapeEnd;
    while (cursor.at < shapeEnd) {
      const key = cursor.key();
      if (key === DIMENSION_KEY) {
        this.#addDimension(readDimension(cursor, cursor.lengthPrefix()));
        cursor.end = shapeEnd;
      } else if (key === UNKNOWN_RANK_KEY) {
        cursor.varint();
        if (cursor.low !== 0) this.#addDimension(-1);
      } else cursor.skip(key);
    }
    cursor.end = outerEnd;
  }

  #addDimension(size: number): void {
    if (this.rank === 0) this.firstDimension = size;
    if (this.rank >= 0) this.rank += 1;
    this.elementCount *= size < 0 ? Number.NaN : size;
    if (size < 0) this.rank = -1;
  }

  /** Whether the tensor holds exactly one real number, which is then in `scalar`. Bytes as for the last `scan`. */
  readScalar(cursor: WireCursor): boolean {
    const { type } = this;
    if (type === undefined || this.elementCount !== 1) return false;
    if (this.contentTo > this.contentFrom) {
      if (this.contentTo - this.contentFrom !== type.widthBytes) return false;
      this.scalar = type.inContent(cursor.view, this.contentFrom);
      return true;
    }
    this.scalar = this.#firstInField(cursor, type);
    return true;
  }

  /** TensorFlow reads a tensor without elements as zeros. */
  #firstInField(cursor: WireCursor, type: NumericType): number {
    const packedKey = keyOf(type.field, WIRE.bytes);
    const unpackedKey = keyOf(type.field, type.wire);
    cursor.at = this.#from;
    cursor.end = this.#to;
    while (cursor.at < this.#to) {
      const key = cursor.key();
      if (key === packedKey) {
        if (cursor.lengthPrefix() > cursor.at) return type.inField(cursor);
      } else if (key === unpackedKey) return type.inField(cursor);
      else cursor.skip(key);
    }
    return 0;
  }

  /** How many strings are written out in the tensor. */
  countStrings(cursor: WireCursor): number {
    if (this.dtype !== DTYPE.string) return 0;
    let count = 0;
    cursor.at = this.#from;
    cursor.end = this.#to;
    while (cursor.at < this.#to) {
      const key = cursor.key();
      if (key === STRING_KEY) count++;
      cursor.skip(key);
    }
    return count;
  }
}

/** Size of the dimension whose bytes end at `end`; −1 for any negative one. Leaves `cursor.end` there. */
export function readDimension(cursor: WireCursor, end: number): number {
  let size = 0;
  cursor.end = end;
  while (cursor.at < end) {
    const key = cursor.key();
    if (key === SIZE_KEY) {
      cursor.varint();
      size = cursor.high < 0 ? -1 : cursor.high * TWO_TO_32 + (cursor.low >>> 0);
    } else cursor.skip(key);
  }
  return size;
}
