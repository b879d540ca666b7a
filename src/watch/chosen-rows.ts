/** Which samples take part where there are too many to lay out: a uniform choice by seed, never the first ones. */
import { type SampleMatrix, seededRandom, shuffledOrder } from "../metrics/index.ts";

/** At most `most` of 0 … total − 1, increasing; the same for the same seed. */
export function chosenRows(total: number, most: number, seed: number): Uint32Array {
  const order = total <= most ? Uint32Array.from({ length: total }, (_, row) => row) : shuffled(total, seed);
  return order.subarray(0, most).toSorted();
}

function shuffled(total: number, seed: number): Uint32Array {
  return shuffledOrder(total, seededRandom(seed));
}

/** Rows of several matrices of equally many features, counted through all of them. */
export function rowsOf(matrices: readonly SampleMatrix[], rows: Uint32Array): SampleMatrix {
  const featureCount = matrices[0]?.featureCount ?? 0;
  const values = new Float32Array(rows.length * featureCount);
  let at = 0;
  let before = 0;
  for (const matrix of matrices) {
    for (; at < rows.length && (rows[at] ?? 0) < before + matrix.sampleCount; at++) {
      const from = ((rows[at] ?? 0) - before) * featureCount;
      values.set(matrix.values.subarray(from, from + featureCount), at * featureCount);
    }
    before += matrix.sampleCount;
  }
  return { sampleCount: rows.length, featureCount, values };
}
