/** An order of samples that does not depend on how they were given: a layout must not, either. */
import type { SampleMatrix } from "../metrics/index.ts";

/** Rows by their first feature, then their second …; equal rows keep the caller's order. */
export function lexicographicOrder({ sampleCount, featureCount, values }: SampleMatrix): Int32Array {
  return Int32Array.from({ length: sampleCount }, (_, row) => row).sort((left, right) => {
    for (let feature = 0; feature < featureCount; feature++) {
      // `as number`: within the bounds by construction.
      const first = values[left * featureCount + feature] as number;
      const second = values[right * featureCount + feature] as number;
      if (first !== second) return first - second;
    }
    return left - right;
  });
}

/** Points that belong to ordered rows, back in the caller's order; x, y by turns. */
export function inCallersOrder(positions: Float64Array, order: Int32Array): Float64Array {
  const placed = new Float64Array(positions.length);
  for (const [place, row] of order.entries()) {
    placed[2 * row] = positions[2 * place] as number;
    placed[2 * row + 1] = positions[2 * place + 1] as number;
  }
  return placed;
}
