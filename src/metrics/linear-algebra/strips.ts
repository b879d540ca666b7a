/** Products of many vectors at once, four by four: the one inner loop under covariances, kernels and distances. */
import { sharedTileKernel, type TileKernel } from "./tile-kernel.ts";

/**
 * Vectors in strips of four: within a strip all four vectors' element 0, then all their element 1, and so on.
 * The last strip is filled up with zeros.
 */
export interface Strips {
  readonly vectorCount: number;
  readonly depth: number;
  readonly values: Float64Array;
}

/** Vectors in a strip. Sixteen sums fit the registers of today's processors. */
export const STRIP_WIDTH = 4;
/** Numbers of the column strips used again and again: 512 KB. */
const BLOCK_NUMBERS = 2 ** 16;
/** The place of the last vector in a strip. */
const THIRD = 3;

/** A row-major table of numbers, whatever its rows mean. */
export interface Table {
  readonly values: ArrayLike<number>;
  readonly columnCount: number;
}

/** From `first` up to but without `end`. */
export interface Span {
  readonly first: number;
  readonly end: number;
}

export function roundedUpToStrips(count: number): number {
  return Math.ceil(count / STRIP_WIDTH) * STRIP_WIDTH;
}

/** The rows of `table` in `span` as vectors. */
export function stripsOfRows({ values, columnCount }: Table, { first, end }: Span): Strips {
  const packed = new Float64Array(roundedUpToStrips(end - first) * columnCount);
  for (let row = first; row < end; row++) {
    const lane = (row - first) % STRIP_WIDTH;
    let to = (row - first - lane) * columnCount + lane;
    const from = row * columnCount;
    for (let column = 0; column < columnCount; column++, to += STRIP_WIDTH) {
      packed[to] = values[from + column] ?? Number.NaN;
    }
  }
  return { vectorCount: end - first, depth: columnCount, values: packed };
}

/** The columns of the rows in `span` as vectors, less `centre` (one number a column). */
export function stripsOfColumns(
  { values, columnCount }: Table,
  { first, end }: Span,
  centre: Float64Array,
): Strips {
  const depth = end - first;
  const packed = new Float64Array(roundedUpToStrips(columnCount) * depth);
  for (let row = first; row < end; row++) {
    const from = row * columnCount;
    for (let column = 0; column < columnCount; column++) {
      const lane = column % STRIP_WIDTH;
      packed[(column - lane) * depth + (row - first) * STRIP_WIDTH + lane] =
        (values[from + column] ?? Number.NaN) - (centre[column] ?? Number.NaN);
    }
  }
  return { vectorCount: columnCount, depth, values: packed };
}

/** A row-major block; `stride` numbers lie between the beginnings of two rows. */
export interface Block {
  readonly values: Float64Array;
  readonly stride: number;
}

export interface Products {
  readonly rows: Strips;
  readonly columns: Strips;
  /** Tiles above the diagonal stay as they are. */
  readonly lowerOnly?: boolean;
}

/** Below so many products it costs more to hand the numbers over than to multiply them. */
const KERNEL_FROM_PRODUCTS = 2 ** 18;

/**
 * Adds the dot product of every vector of `rows` with every vector of `columns` to `target`, which must have room for
 * whole strips. `kernel`: null for the plain loop, which gives the same sums to the last bit.
 */
export function addProductsTo(target: Block, products: Products, kernel = sharedTileKernel()): void {
  const { rows, columns } = products;
  // Columns by blocks that stay in a second-level cache while every strip of rows passes over them.
  const blockWidth = Math.max(STRIP_WIDTH, roundedUpToStrips(BLOCK_NUMBERS / Math.max(1, columns.depth)));
  const isWorthIt = rows.vectorCount * columns.vectorCount * columns.depth >= KERNEL_FROM_PRODUCTS;
  const isLoaded = isWorthIt && kernel?.load(rows, columns, blockWidth / STRIP_WIDTH) === true;
  for (let first = 0; first < columns.vectorCount; first += blockWidth) {
    const end = Math.min(columns.vectorCount, first + blockWidth);
    for (let row = 0; row < rows.vectorCount; row += STRIP_WIDTH) {
      const last = products.lowerOnly === true ? Math.min(end, row + STRIP_WIDTH) : end;
      if (last <= first) continue;
      if (isLoaded && kernel) addPanel(target, kernel, { row, first, last });
      else
        for (let column = first; column < last; column += STRIP_WIDTH)
          addTile(target, { rows, columns, row, column });
    }
  }
}

function addPanel(
  { values, stride }: Block,
  kernel: TileKernel,
  { row, first, last }: { row: number; first: number; last: number },
): void {
  const count = Math.ceil((last - first) / STRIP_WIDTH);
  const sums = kernel.tiles(row / STRIP_WIDTH, first / STRIP_WIDTH, count);
  const width = count * STRIP_WIDTH;
  for (let lane = 0; lane < STRIP_WIDTH; lane++) {
    const to = (row + lane) * stride + first;
    for (let at = 0; at < width; at++)
      values[to + at] = (values[to + at] ?? 0) + (sums[lane * width + at] ?? 0);
  }
}

/** One tile of 4 × 4 sums, in local variables throughout: that is all there is to its speed. */
function addTile(
  target: Block,
  { rows, columns, row, column }: { rows: Strips; columns: Strips; row: number; column: number },
): void {
  const { values: a, depth } = rows;
  const b = columns.values;
  let c00 = 0,
    c01 = 0,
    c02 = 0,
    c03 = 0;
  let c10 = 0,
    c11 = 0,
    c12 = 0,
    c13 = 0;
  let c20 = 0,
    c21 = 0,
    c22 = 0,
    c23 = 0;
  let c30 = 0,
    c31 = 0,
    c32 = 0,
    c33 = 0;
  let inB = column * depth;
  const end = (row + STRIP_WIDTH) * depth;
  for (let inA = row * depth; inA < end; inA += STRIP_WIDTH, inB += STRIP_WIDTH) {
    // `as number`: within the bounds of both strips by construction, and a check here would be paid billions of times.
    const a0 = a[inA] as number;
    const a1 = a[inA + 1] as number;
    const a2 = a[inA + 2] as number;
    const a3 = a[inA + THIRD] as number;
    const b0 = b[inB] as number;
    const b1 = b[inB + 1] as number;
    const b2 = b[inB + 2] as number;
    const b3 = b[inB + THIRD] as number;
    c00 += a0 * b0;
    c01 += a0 * b1;
    c02 += a0 * b2;
    c03 += a0 * b3;
    c10 += a1 * b0;
    c11 += a1 * b1;
    c12 += a1 * b2;
    c13 += a1 * b3;
    c20 += a2 * b0;
    c21 += a2 * b1;
    c22 += a2 * b2;
    c23 += a2 * b3;
    c30 += a3 * b0;
    c31 += a3 * b1;
    c32 += a3 * b2;
    c33 += a3 * b3;
  }
  let at = row * target.stride + column;
  addFour(target.values, at, c00, c01, c02, c03);
  at += target.stride;
  addFour(target.values, at, c10, c11, c12, c13);
  at += target.stride;
  addFour(target.values, at, c20, c21, c22, c23);
  at += target.stride;
  addFour(target.values, at, c30, c31, c32, c33);
}

// Six numbers by position: an object here would be made for every tile.
function addFour(values: Float64Array, at: number, s0: number, s1: number, s2: number, s3: number): void {
  values[at] = (values[at] ?? 0) + s0;
  values[at + 1] = (values[at + 1] ?? 0) + s1;
  values[at + 2] = (values[at + 2] ?? 0) + s2;
  values[at + THIRD] = (values[at + THIRD] ?? 0) + s3;
}
