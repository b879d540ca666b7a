/** Tiles of dot products several times as fast: SIMD compiled from assembly/, for whoever has WebAssembly. */
import { decodeBase64, type WasmMemory, webAssembly } from "../../model/index.ts";
import { TILES_MODULE } from "./tiles-module.ts";

const BYTES_A_NUMBER = 8;
const STRIP_WIDTH = 4;
/** What SIMD loads are aligned to. */
const ALIGNMENT = 16;
/** More would hold memory for longer than it saves time; the plain loop serves instead. */
const MOST_BYTES = 2 ** 28;

interface TilesExports {
  readonly memory: WasmMemory;
  heapBase(): number;
  reserve(end: number): number;
  tiles(rows: number, columns: number, count: number, depth: number, out: number): void;
}

/** Vectors in strips of four, as in strips.ts. */
interface StripValues {
  readonly values: Float64Array;
  readonly depth: number;
}

/** One for all products of a thread: what is loaded is overwritten by the next. */
export class TileKernel {
  readonly #exports: TilesExports;
  readonly #rowsAt: number;
  #columnsAt = 0;
  #outAt = 0;
  #depth = 0;
  #out: Float64Array = new Float64Array(0);

  constructor(exports: TilesExports) {
    this.#exports = exports;
    this.#rowsAt = Math.ceil(exports.heapBase() / ALIGNMENT) * ALIGNMENT;
  }

  /** Copies both sides in; false where they are too large. `mostColumns`: at once, in strips. */
  load(rows: StripValues, columns: StripValues, mostColumns: number): boolean {
    const isSame = rows.values === columns.values;
    this.#columnsAt = isSame ? this.#rowsAt : this.#rowsAt + rows.values.length * BYTES_A_NUMBER;
    this.#outAt = this.#columnsAt + columns.values.length * BYTES_A_NUMBER;
    const outLength = STRIP_WIDTH * STRIP_WIDTH * mostColumns;
    const end = this.#outAt + outLength * BYTES_A_NUMBER;
    if (end > MOST_BYTES || this.#exports.reserve(end) === 0) return false;
    const { buffer } = this.#exports.memory;
    new Float64Array(buffer, this.#rowsAt, rows.values.length).set(rows.values);
    if (!isSame) new Float64Array(buffer, this.#columnsAt, columns.values.length).set(columns.values);
    this.#out = new Float64Array(buffer, this.#outAt, outLength);
    this.#depth = rows.depth;
    return true;
  }

  /** Sums of strip `row` with `count` strips from `column` on: four rows of 4 · count, overwritten by the next call. */
  tiles(row: number, column: number, count: number): Float64Array {
    const stripBytes = this.#depth * STRIP_WIDTH * BYTES_A_NUMBER;
    const { tiles } = this.#exports;
    tiles(
      this.#rowsAt + row * stripBytes,
      this.#columnsAt + column * stripBytes,
      count,
      this.#depth,
      this.#outAt,
    );
    return this.#out;
  }
}

let shared: TileKernel | null | undefined;

/** The thread's; null where code may not be compiled, or SIMD is not known. */
export function sharedTileKernel(): TileKernel | null {
  if (shared === undefined) shared = newKernel();
  return shared;
}

function newKernel(): TileKernel | null {
  if (webAssembly === undefined) return null;
  try {
    const module = new webAssembly.Module(decodeBase64(TILES_MODULE));
    // What assembly/index.ts exports.
    return new TileKernel(new webAssembly.Instance(module).exports as TilesExports);
  } catch {
    // An engine without SIMD cannot compile it, and the plain loop gives the same sums.
    return null;
  }
}
