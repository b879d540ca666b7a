/** Tiles of dot products several times as fast: SIMD compiled from assembly/, for whoever has WebAssembly. */
import { type AlgebraInstance, BYTES_A_NUMBER, newAlgebraInstance } from "./algebra-instance.ts";

const STRIP_WIDTH = 4;

/** Vectors in strips of four, as in strips.ts. */
interface StripValues {
  readonly values: Float64Array;
  readonly depth: number;
}

/** One for all products of a thread: what is loaded is overwritten by the next. */
export class TileKernel {
  readonly #algebra: AlgebraInstance;
  #columnsAt = 0;
  #outAt = 0;
  #depth = 0;
  #out: Float64Array = new Float64Array(0);

  constructor(algebra: AlgebraInstance) {
    this.#algebra = algebra;
  }

  /** Copies both sides in; false where they are too large. `mostColumns`: at once, in strips. */
  load(rows: StripValues, columns: StripValues, mostColumns: number): boolean {
    const { base } = this.#algebra;
    const isSame = rows.values === columns.values;
    this.#columnsAt = isSame ? base : base + rows.values.length * BYTES_A_NUMBER;
    this.#outAt = this.#columnsAt + columns.values.length * BYTES_A_NUMBER;
    const outLength = STRIP_WIDTH * STRIP_WIDTH * mostColumns;
    if (!this.#algebra.reserve(this.#outAt + outLength * BYTES_A_NUMBER)) return false;
    const { buffer } = this.#algebra.exports.memory;
    new Float64Array(buffer, base, rows.values.length).set(rows.values);
    if (!isSame) new Float64Array(buffer, this.#columnsAt, columns.values.length).set(columns.values);
    this.#out = new Float64Array(buffer, this.#outAt, outLength);
    this.#depth = rows.depth;
    return true;
  }

  /** Sums of strip `row` with `count` strips from `column` on: four rows of 4 · count, overwritten by the next call. */
  tiles(row: number, column: number, count: number): Float64Array {
    const stripBytes = this.#depth * STRIP_WIDTH * BYTES_A_NUMBER;
    const { exports, base } = this.#algebra;
    exports.tiles(
      base + row * stripBytes,
      this.#columnsAt + column * stripBytes,
      count,
      this.#depth,
      this.#outAt,
    );
    return this.#out;
  }
}

let shared: TileKernel | null | undefined;

/** The thread's; null where there is no WebAssembly with SIMD. */
export function sharedTileKernel(): TileKernel | null {
  if (shared === undefined) {
    const algebra = newAlgebraInstance();
    shared = algebra === null ? null : new TileKernel(algebra);
  }
  return shared;
}
