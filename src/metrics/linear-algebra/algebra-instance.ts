/** The compiled inner loops of linear algebra, for whoever has WebAssembly. */
import { decodeBase64, type WasmMemory, webAssembly } from "../../model/index.ts";
import { ALGEBRA_MODULE } from "./algebra-module.ts";

export const BYTES_A_NUMBER = 8;
/** What SIMD loads are aligned to. */
const ALIGNMENT = 16;
/** More would hold memory for longer than it saves time; the plain loops serve instead. */
const MOST_BYTES = 2 ** 28;

/** Below so many numbers in a matrix an instance of its own costs more than it saves. */
const COMPILED_FROM_NUMBERS = 2 ** 14;

export function isWorthCompiling(numbers: number): boolean {
  return numbers >= COMPILED_FROM_NUMBERS;
}

/** What assembly/index.ts exports; places are in bytes, those of `number`s that are not counts. */
interface AlgebraExports {
  readonly memory: WasmMemory;
  heapBase(): number;
  reserve(end: number): number;
  tiles(rows: number, columns: number, count: number, depth: number, out: number): void;
  // By position, as everything that crosses into WebAssembly.
  updateRows(
    values: number,
    stride: number,
    rowCount: number,
    columnCount: number,
    a: number,
    b: number,
    weights: number,
    y: number,
    v: number,
    sums: number,
  ): void;
  multiplyRows(
    values: number,
    stride: number,
    rowCount: number,
    columnCount: number,
    v: number,
    u: number,
    along: number,
    scale: number,
    into: number,
  ): void;
  updateTriangle(
    values: number,
    stride: number,
    size: number,
    v: number,
    w: number,
    by: number,
    product: number,
  ): void;
}

/** One instance with a memory of its own. */
export class AlgebraInstance {
  readonly exports: AlgebraExports;
  /** Where data may begin. */
  readonly base: number;

  constructor(exports: AlgebraExports) {
    this.exports = exports;
    this.base = Math.ceil(exports.heapBase() / ALIGNMENT) * ALIGNMENT;
  }

  /** A view of `length` numbers from this byte on, in the memory's present buffer. */
  numbers(at: number, length: number): Float64Array {
    return new Float64Array(this.exports.memory.buffer, at, length);
  }

  /** Makes room up to this byte, which gives the memory a new buffer; false where there is none. */
  reserve(end: number): boolean {
    return end <= MOST_BYTES && this.exports.reserve(end) !== 0;
  }
}

/** null where code may not be compiled, or SIMD is not known. */
export function newAlgebraInstance(): AlgebraInstance | null {
  if (webAssembly === undefined) return null;
  try {
    const module = new webAssembly.Module(decodeBase64(ALGEBRA_MODULE));
    return new AlgebraInstance(new webAssembly.Instance(module).exports as AlgebraExports);
  } catch {
    // An engine without SIMD cannot compile it, and the plain loops give the same numbers.
    return null;
  }
}

/** Vectors one after another in a new instance's memory, the first of them being `values`; null as above. */
export function algebraHolding(
  values: Float64Array,
  otherNumbers: number,
): {
  readonly algebra: AlgebraInstance;
  readonly values: Float64Array;
  vector(length: number): Float64Array;
} | null {
  const algebra = newAlgebraInstance();
  const bytes = (values.length + otherNumbers) * BYTES_A_NUMBER;
  if (algebra === null || !algebra.reserve(algebra.base + bytes)) return null;
  let end = algebra.base;
  const vector = (length: number) => {
    const view = algebra.numbers(end, length);
    end += length * BYTES_A_NUMBER;
    return view;
  };
  const inside = vector(values.length);
  inside.set(values);
  return { algebra, values: inside, vector };
}

/** Where in its memory the number `place` of `vector` lies. */
export function byteOf(vector: Float64Array, place: number): number {
  return vector.byteOffset + place * BYTES_A_NUMBER;
}
