/** Features of many samples as one block of numbers, so that a metric walks memory in order. */
import { ExplainedError } from "../model/index.ts";

/** `values` is row-major: feature j of sample i is `values[i * featureCount + j]`. */
export interface SampleMatrix {
  readonly sampleCount: number;
  readonly featureCount: number;
  readonly values: Float32Array | Float64Array;
}

/** Throws `METRICS_SHAPE` unless `values` holds exactly `sampleCount × featureCount` numbers. */
export function sampleMatrix(
  values: Float32Array | Float64Array,
  sampleCount: number,
  featureCount: number,
): SampleMatrix {
  if (values.length !== sampleCount * featureCount) {
    throw new ExplainedError({
      code: "METRICS_SHAPE",
      what: `A matrix of ${sampleCount} samples × ${featureCount} features needs ${sampleCount * featureCount} numbers, and ${values.length} were given.`,
      why: "A wrong row length would mix the features of neighbouring samples without any sign of it.",
      fix: "Pass the samples row by row, and the number of samples and of features a sample.",
    });
  }
  return { sampleCount, featureCount, values };
}

/** The rows at `rows`, copied in that order. */
export function rowsOf(matrix: SampleMatrix, rows: ArrayLike<number>): SampleMatrix {
  const { featureCount, values } = matrix;
  const picked = new Float64Array(rows.length * featureCount);
  for (let row = 0; row < rows.length; row++) {
    const from = (rows[row] ?? Number.NaN) * featureCount;
    picked.set(values.subarray(from, from + featureCount), row * featureCount);
  }
  return { sampleCount: rows.length, featureCount, values: picked };
}
