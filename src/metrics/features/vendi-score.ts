/** Vendi score: how many entirely different samples would be as diverse as these. */

import { addProductsTo, roundedUpToStrips, stripsOfRows } from "../linear-algebra/strips.ts";
import { symmetricEigenvaluesOverwriting } from "../linear-algebra/symmetric-eigenvalues.ts";
import { type Progress, unobserved } from "../progress.ts";
import { seededRandom, shuffledOrder } from "../random-source.ts";
import { rowsOf, type SampleMatrix } from "../sample-matrix.ts";
import { isAllFinite, requireSameFeatures } from "./sample-pair.ts";

/**
 * The Vendi score of a matrix of similarities: exp of the entropy of its eigenvalues over its size.
 *
 * - Shape: `similarities` [size × size], symmetric, positive semidefinite, 1 on the diagonal; only the lower triangle
 *   is read.
 * - In [1, size]; size when all are entirely different. It grows with the number of samples: compare at equal size.
 *   `order` q ≠ 1 gives Rényi's entropy of that order; Infinity the largest eigenvalue alone.
 * - NaN when a number is not finite or the matrix is empty. Cost: 2/3 · size³ products.
 * - Source: Friedman & Dieng 2023, arXiv:2210.02410; Pasarkar & Dieng 2024, arXiv:2310.12952, for the orders.
 *
 * @example
 * vendiScore(sampleMatrix(Float64Array.of(1, 0.9, 0, 0.9, 1, 0, 0, 0, 1), 3, 3)); // => 2.1573
 */
export function vendiScore(
  similarities: SampleMatrix,
  { order = 1 }: { readonly order?: number } = {},
): number {
  const size = similarities.sampleCount;
  const block = { values: Float64Array.from(similarities.values, (value) => value / size), stride: size };
  return effectiveCount(symmetricEigenvaluesOverwriting(block, size, unobserved), order);
}

/** exp of Rényi's entropy of shares that sum to 1; what rounding put below 0 counts as 0. */
function effectiveCount(shares: Float64Array, order: number): number {
  if (shares.length === 0 || shares.some(Number.isNaN)) return Number.NaN;
  const positive = shares.filter((share) => share > 0);
  if (order === 1) return Math.exp(-positive.reduce((sum, share) => sum + share * Math.log(share), 0));
  if (order === Number.POSITIVE_INFINITY)
    return 1 / positive.reduce((most, share) => Math.max(most, share), 0);
  return positive.reduce((sum, share) => sum + share ** order, 0) ** (1 / (1 - order));
}

export interface VendiComparison {
  /** Of as many real samples as of generated ones. */
  readonly real: number;
  readonly fake: number;
  /** `fake` / `real`: 1 for one law, far below at collapse. */
  readonly ratio: number;
  /** Samples of each side that went in. */
  readonly sampleCount: number;
}

export interface VendiOptions {
  readonly seed: number;
  /** The most samples of each side. */
  readonly sampleCount?: number;
  readonly onProgress?: Progress;
}

const DEFAULT_SAMPLE_COUNT = 256;

/**
 * Vendi scores of real and generated features at equal sample counts, with the cosine as similarity.
 *
 * - Shapes: `real` [n × d], `fake` [m × d], row-major.
 * - Scores in [1, sampleCount]; `ratio` 1 in the mean for one law. Features are not centred: similarity is cos(x, y).
 * - NaN when a number is not finite or a sample is all zero. Throws `METRICS_FEATURE_COUNTS` when feature counts differ.
 * - Cost: s²·min(s, d) products for s samples a side.
 * - Source: Friedman & Dieng 2023, arXiv:2210.02410; with d < s the eigenvalues come from the d × d matrix, their §3.
 * - Differs in that both sides are cut to one size, min(n, m, 256), drawn by `seed`.
 *
 * @example
 * const real = sampleMatrix(Float64Array.of(1, 0, 0, 1), 2, 2);
 * const fake = sampleMatrix(Float64Array.of(1, 0, 2, 0), 2, 2);
 * vendiScores(real, fake, { seed: 1 }); // => { real: 2, fake: 1, ratio: 0.5, sampleCount: 2 }
 */
export function vendiScores(real: SampleMatrix, fake: SampleMatrix, options: VendiOptions): VendiComparison {
  requireSameFeatures(real, fake);
  const { seed, sampleCount: most = DEFAULT_SAMPLE_COUNT, onProgress = unobserved } = options;
  const sampleCount = Math.min(real.sampleCount, fake.sampleCount, most);
  const random = seededRandom(seed);
  const scoreOf = (matrix: SampleMatrix) => {
    const some = rowsOf(matrix, shuffledOrder(matrix.sampleCount, random).subarray(0, sampleCount));
    return isAllFinite(some) ? cosineScore(some) : Number.NaN;
  };
  const ofReal = scoreOf(real);
  onProgress(1 / 2);
  const ofFake = scoreOf(fake);
  onProgress(1);
  return { real: ofReal, fake: ofFake, ratio: ofFake / ofReal, sampleCount };
}

function cosineScore({ sampleCount, featureCount, values }: SampleMatrix): number {
  const [rows, columns] = [sampleCount, featureCount];
  const scaled = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) {
    let squares = 0;
    for (let at = row * columns; at < (row + 1) * columns; at++) squares += (values[at] ?? 0) ** 2;
    const length = Math.sqrt(squares * rows);
    // With fewer features than samples the smaller matrix XᵀX has the same eigenvalues, save zeros.
    for (let column = 0; column < columns; column++) {
      const to = columns < rows ? column * rows + row : row * columns + column;
      scaled[to] = (values[row * columns + column] ?? Number.NaN) / length;
    }
  }
  const size = Math.min(rows, columns);
  const strips = stripsOfRows(
    { values: scaled, columnCount: Math.max(rows, columns) },
    { first: 0, end: size },
  );
  const stride = roundedUpToStrips(size);
  const gram = { values: new Float64Array(stride * stride), stride };
  addProductsTo(gram, { rows: strips, columns: strips, lowerOnly: true });
  return effectiveCount(symmetricEigenvaluesOverwriting(gram, size, unobserved), 1);
}
