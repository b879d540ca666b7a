/** What a classifier says of each sample, as probabilities whichever form it came in. */
import { type SampleMatrix, sampleMatrix } from "../sample-matrix.ts";

/** [sampleCount × classCount], row-major. */
export interface ClassifierOutputs {
  readonly values: SampleMatrix;
  readonly form: "probabilities" | "logits";
}

/** Rows that sum to 1; a row with a number that is not finite, or that sums to nothing, becomes NaN. */
export function probabilitiesOf({ values: matrix, form }: ClassifierOutputs): SampleMatrix {
  const { sampleCount, featureCount, values } = matrix;
  const probabilities = new Float64Array(values.length);
  for (let row = 0; row < sampleCount; row++) {
    const from = row * featureCount;
    let most = Number.NEGATIVE_INFINITY;
    for (let at = from; at < from + featureCount; at++) most = Math.max(most, values[at] ?? Number.NaN);
    let sum = 0;
    for (let at = from; at < from + featureCount; at++) {
      const value = values[at] ?? Number.NaN;
      // Logits less their largest: no exponential overflows.
      const weight = form === "logits" ? Math.exp(value - most) : value;
      probabilities[at] = weight;
      sum += weight;
    }
    for (let at = from; at < from + featureCount; at++) probabilities[at] = (probabilities[at] ?? 0) / sum;
  }
  return sampleMatrix(probabilities, sampleCount, featureCount);
}
