/** Several blocks of samples as one, and apart again. */
import type { SampleMatrix } from "../metrics/index.ts";

/** The rows of all `matrices`, which have equally many features, one block after the other. */
export function stacked(matrices: readonly SampleMatrix[]): SampleMatrix {
  const featureCount = matrices[0]?.featureCount ?? 0;
  const sampleCount = matrices.reduce((sum, matrix) => sum + matrix.sampleCount, 0);
  const values = new Float64Array(sampleCount * featureCount);
  let at = 0;
  for (const matrix of matrices) {
    values.set(matrix.values, at);
    at += matrix.values.length;
  }
  return { sampleCount, featureCount, values };
}

/** Rows `from … to − 1`, sharing the memory of `matrix`. */
export function rowsBetween(matrix: SampleMatrix, from: number, to: number): SampleMatrix {
  const { featureCount, values } = matrix;
  return {
    sampleCount: to - from,
    featureCount,
    values: values.subarray(from * featureCount, to * featureCount),
  };
}
