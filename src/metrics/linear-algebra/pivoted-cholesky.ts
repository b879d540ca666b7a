/** A covariance as Fᵀ·F with as few rows as its rank: Cholesky's factor, largest remaining variance first. */
import type { Progress } from "../progress.ts";
import { addProductsTo, type Block, roundedUpToStrips, type Strips, stripsOfRows } from "./strips.ts";

/** Row-major [rank × size], so that the sum over rows of their outer products is the matrix that was factored. */
export interface Factor {
  readonly rank: number;
  readonly size: number;
  readonly values: Float64Array;
}

/** Pivots taken between two updates of what remains: enough that the fast product does most of the work. */
const PIVOTS_AT_ONCE = 32;

/** What remains of the matrix after the pivots so far. */
interface Remainder {
  /** The rows that remain, by their place in the whole matrix. */
  readonly places: Int32Array;
  readonly diagonal: Float64Array;
  /** Lower triangle. */
  readonly block: Block;
}

/**
 * `matrix`: the lower triangle of a symmetric positive semidefinite matrix, not changed. Stops at the first pivot
 * within rounding of zero (`size · 2⁻⁵² · largest diagonal element`), so that constant features are no obstacle.
 * About size · rank² / 6 … / 2 products.
 * Source: Higham 1990, Analysis of the Cholesky decomposition of a semi-definite matrix.
 */
export function choleskyFactor(matrix: Block, size: number, onProgress: Progress): Factor {
  const values = new Float64Array(size * size);
  let remainder = wholeOf(matrix, size);
  const tolerance = size * Number.EPSILON * largestOf(remainder.diagonal);
  let rank = 0;
  while (rank < size) {
    const panel = factorPanel(remainder, tolerance);
    for (let row = 0; row < panel.count; row++) {
      scatter(panel.rows.subarray(row * panel.width, (row + 1) * panel.width), remainder.places, {
        into: values,
        at: (rank + row) * size,
      });
    }
    rank += panel.count;
    if (panel.count < PIVOTS_AT_ONCE) break;
    remainder = withoutPanel(remainder, panel);
    onProgress(rank / size);
  }
  return { rank, size, values: values.subarray(0, rank * size) };
}

function wholeOf(block: Block, size: number): Remainder {
  const places = Int32Array.from({ length: size }, (_, place) => place);
  const diagonal = Float64Array.from(places, (place) => block.values[place * block.stride + place] ?? 0);
  return { places, diagonal, block };
}

interface Panel {
  /** How many pivots were found: fewer than asked for when the rest is zero. */
  readonly count: number;
  readonly width: number;
  /** [count × width]; columns as in the remainder. */
  readonly rows: Float64Array;
  /** 1 for the columns whose pivot was taken. */
  readonly isTaken: Uint8Array;
}

function factorPanel({ diagonal, block }: Remainder, tolerance: number): Panel {
  const width = diagonal.length;
  const rows = new Float64Array(PIVOTS_AT_ONCE * width);
  const isTaken = new Uint8Array(width);
  const left = diagonal.slice();
  let count = 0;
  for (; count < PIVOTS_AT_ONCE; count++) {
    const pivot = placeOfLargest(left);
    const variance = left[pivot] ?? 0;
    if (!(variance > tolerance)) break;
    const row = rows.subarray(count * width, (count + 1) * width);
    for (let column = 0; column < width; column++) {
      row[column] =
        (pivot >= column
          ? block.values[pivot * block.stride + column]
          : block.values[column * block.stride + pivot]) ?? 0;
    }
    for (let earlier = 0; earlier < count; earlier++) {
      const other = rows.subarray(earlier * width, (earlier + 1) * width);
      const share = other[pivot] ?? 0;
      for (let column = 0; column < width; column++) {
        row[column] = (row[column] ?? 0) - share * (other[column] ?? 0);
      }
    }
    const scale = Math.sqrt(variance);
    for (let column = 0; column < width; column++) {
      const value = isTaken[column] === 1 ? 0 : (row[column] ?? 0) / scale;
      row[column] = value;
      left[column] = (left[column] ?? 0) - value * value;
    }
    row[pivot] = scale;
    isTaken[pivot] = 1;
    left[pivot] = Number.NEGATIVE_INFINITY;
  }
  return { count, width, rows, isTaken };
}

/** What remains once the panel's outer products are subtracted and its pivots are gone. */
function withoutPanel(remainder: Remainder, panel: Panel): Remainder {
  const kept: number[] = [];
  for (let column = 0; column < panel.width; column++) if (panel.isTaken[column] !== 1) kept.push(column);
  const stride = roundedUpToStrips(kept.length);
  const values = new Float64Array(stride * stride);
  const strips = stripsOfPanel(panel, kept);
  const negated = { ...strips, values: strips.values.map((value) => -value) };
  for (let row = 0; row < kept.length; row++) {
    const from = (kept[row] ?? 0) * remainder.block.stride;
    const to = row * stride;
    for (let column = 0; column <= row; column++) {
      values[to + column] = remainder.block.values[from + (kept[column] ?? 0)] ?? 0;
    }
  }
  const block = { values, stride };
  addProductsTo(block, { rows: strips, columns: negated, lowerOnly: true });
  return {
    places: Int32Array.from(kept, (column) => remainder.places[column] ?? 0),
    diagonal: Float64Array.from(kept, (_, place) => values[place * stride + place] ?? 0),
    block,
  };
}

function stripsOfPanel(panel: Panel, kept: readonly number[]): Strips {
  const transposed = new Float64Array(kept.length * panel.count);
  for (let row = 0; row < panel.count; row++) {
    for (let at = 0; at < kept.length; at++) {
      transposed[at * panel.count + row] = panel.rows[row * panel.width + (kept[at] ?? 0)] ?? 0;
    }
  }
  return stripsOfRows({ values: transposed, columnCount: panel.count }, { first: 0, end: kept.length });
}

function scatter(
  row: Float64Array,
  places: Int32Array,
  { into, at }: { into: Float64Array; at: number },
): void {
  for (let column = 0; column < row.length; column++) into[at + (places[column] ?? 0)] = row[column] ?? 0;
}

function largestOf(values: Float64Array): number {
  return values[placeOfLargest(values)] ?? 0;
}

function placeOfLargest(values: Float64Array): number {
  let best = 0;
  for (let place = 1; place < values.length; place++) {
    if ((values[place] ?? 0) > (values[best] ?? 0)) best = place;
  }
  return best;
}
