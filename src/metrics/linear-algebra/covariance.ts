/** Mean and covariance of many samples, in double precision whatever the precision they came in. */
import type { Progress } from "../progress.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { addProductsTo, type Block, roundedUpToStrips, stripsOfColumns } from "./strips.ts";

export interface Moments {
  /** One number a feature. */
  readonly mean: Float64Array;
  /** The lower triangle of [featureCount × featureCount], with 1 / (sampleCount − 1); the rest is not filled. */
  readonly covariance: Block;
}

/** Rows taken at once: their strips of all features, 16 KB each, pass through a first-level cache. */
const ROWS_AT_ONCE = 256;

export function meanOf({ sampleCount, featureCount, values }: SampleMatrix): Float64Array {
  const mean = new Float64Array(featureCount);
  for (let sample = 0; sample < sampleCount; sample++) {
    const from = sample * featureCount;
    for (let feature = 0; feature < featureCount; feature++) {
      mean[feature] = (mean[feature] ?? 0) + (values[from + feature] ?? Number.NaN);
    }
  }
  for (let feature = 0; feature < featureCount; feature++) {
    mean[feature] = (mean[feature] ?? 0) / sampleCount;
  }
  return mean;
}

/** Two passes, the second over samples less their mean: no difference of large squares. */
export function momentsOf(matrix: SampleMatrix, onProgress: Progress): Moments {
  const { sampleCount, featureCount, values } = matrix;
  const mean = meanOf(matrix);
  const stride = roundedUpToStrips(featureCount);
  const covariance = { values: new Float64Array(stride * stride), stride };
  for (let first = 0; first < sampleCount; first += ROWS_AT_ONCE) {
    const end = Math.min(sampleCount, first + ROWS_AT_ONCE);
    const rows = stripsOfColumns({ values, columnCount: featureCount }, { first, end }, mean);
    addProductsTo(covariance, { rows, columns: rows, lowerOnly: true });
    onProgress(end / sampleCount);
  }
  for (let at = 0; at < covariance.values.length; at++) {
    covariance.values[at] = (covariance.values[at] ?? 0) / (sampleCount - 1);
  }
  return { mean, covariance };
}

/** The total variance: the sum of the diagonal of `size` rows. */
export function traceOf({ values, stride }: Block, size: number): number {
  let trace = 0;
  for (let at = 0; at < size; at++) trace += values[at * stride + at] ?? Number.NaN;
  return trace;
}
