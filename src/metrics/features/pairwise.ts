/** Dot products and squared distances between all pairs of two sets, block by block, so that no whole table is kept. */
import { meanOf } from "../linear-algebra/covariance.ts";
import {
  addProductsTo,
  roundedUpToStrips,
  type Span,
  type Strips,
  stripsOfRows,
} from "../linear-algebra/strips.ts";
import { type Progress, unobserved } from "../progress.ts";
import type { SampleMatrix } from "../sample-matrix.ts";

/** Row `i − rows.first`, column `j − columns.first` of `values` belongs to the pair (i, j). */
export interface PairBlock {
  readonly rows: Span;
  readonly columns: Span;
  readonly values: Float64Array;
  readonly stride: number;
}

export interface PairRequest {
  readonly rows: SampleMatrix;
  readonly columns: SampleMatrix;
  /** `rows` and `columns` are one set: only blocks on and below the diagonal are visited. */
  readonly lowerOnly?: boolean;
  readonly onProgress?: Progress;
}

/** 512 KB of pairs: a block stays in a second-level cache while it is used. */
const SAMPLES_AT_ONCE = 256;

/**
 * Below this share of |a|² + |b|² a squared distance has lost six digits to cancellation: it is computed again from
 * differences, so that duplicates are at distance 0 exactly.
 */
const CANCELLATION = 1e-6;

/** The block is overwritten by the next visit. */
export function visitProducts(request: PairRequest, visit: (block: PairBlock) => void): void {
  const { rows, columns, lowerOnly = false, onProgress = unobserved } = request;
  const stride = roundedUpToStrips(Math.min(SAMPLES_AT_ONCE, columns.sampleCount));
  const height = roundedUpToStrips(Math.min(SAMPLES_AT_ONCE, rows.sampleCount));
  const values = new Float64Array(height * stride);
  const spans = spansOf(columns.sampleCount);
  const strips = spans.map((span) => stripsOf(columns, span));
  for (const [place, span] of spansOf(rows.sampleCount).entries()) {
    const own = lowerOnly ? strips[place] : stripsOf(rows, span);
    const end = lowerOnly ? place + 1 : spans.length;
    for (const [other, columnSpan] of spans.slice(0, end).entries()) {
      const others = strips[other];
      if (own === undefined || others === undefined) continue;
      values.fill(0);
      addProductsTo({ values, stride }, { rows: own, columns: others });
      visit({ rows: span, columns: columnSpan, values, stride });
    }
    onProgress(span.end / rows.sampleCount);
  }
}

/**
 * Squared Euclidean distances. A pair has the same bits in whichever block and order it is visited, so that ties
 * between calls stay ties. Shift both sets by one centre first (`centredTogether`): large common offsets cost digits.
 */
export function visitSquaredDistances(request: PairRequest, visit: (block: PairBlock) => void): void {
  const { rows, columns } = request;
  const rowSquares = squaresOf(rows);
  const columnSquares = rows === columns ? rowSquares : squaresOf(columns);
  visitProducts(request, (block) => {
    const { values, stride } = block;
    for (let row = block.rows.first; row < block.rows.end; row++) {
      const rowSquare = rowSquares[row] ?? Number.NaN;
      const from = (row - block.rows.first) * stride - block.columns.first;
      for (let column = block.columns.first; column < block.columns.end; column++) {
        // `as number`: within bounds by construction, in a loop over all pairs.
        const squares = rowSquare + (columnSquares[column] as number);
        const distance = squares - 2 * (values[from + column] as number);
        values[from + column] =
          distance > CANCELLATION * squares ? distance : directDistance(request, row, column);
      }
    }
    visit(block);
  });
}

function directDistance({ rows, columns }: PairRequest, row: number, column: number): number {
  const count = rows.featureCount;
  let sum = 0;
  for (let feature = 0; feature < count; feature++) {
    const difference =
      (rows.values[row * count + feature] ?? Number.NaN) -
      (columns.values[column * count + feature] ?? Number.NaN);
    sum += difference * difference;
  }
  return sum;
}

/** Both sets in double precision, less the mean of the first. */
export function centredTogether(
  first: SampleMatrix,
  second: SampleMatrix,
): { readonly first: SampleMatrix; readonly second: SampleMatrix } {
  const mean = meanOf(first);
  return { first: lessMean(first, mean), second: lessMean(second, mean) };
}

function lessMean(matrix: SampleMatrix, mean: Float64Array): SampleMatrix {
  const { sampleCount, featureCount } = matrix;
  const values = new Float64Array(matrix.values);
  for (let sample = 0; sample < sampleCount; sample++) {
    const from = sample * featureCount;
    for (let feature = 0; feature < featureCount; feature++) {
      values[from + feature] = (values[from + feature] ?? Number.NaN) - (mean[feature] ?? 0);
    }
  }
  return { sampleCount, featureCount, values };
}

export function squaresOf({ values, sampleCount, featureCount }: SampleMatrix): Float64Array {
  const squares = new Float64Array(sampleCount);
  for (let row = 0; row < sampleCount; row++) {
    let sum = 0;
    for (let at = row * featureCount; at < (row + 1) * featureCount; at++) sum += (values[at] ?? 0) ** 2;
    squares[row] = sum;
  }
  return squares;
}

function spansOf(count: number): readonly Span[] {
  return Array.from({ length: Math.ceil(count / SAMPLES_AT_ONCE) }, (_, place) => ({
    first: place * SAMPLES_AT_ONCE,
    end: Math.min(count, (place + 1) * SAMPLES_AT_ONCE),
  }));
}

function stripsOf({ values, featureCount }: SampleMatrix, span: Span): Strips {
  return stripsOfRows({ values, columnCount: featureCount }, span);
}
