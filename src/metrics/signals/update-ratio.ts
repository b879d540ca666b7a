/** How far one optimiser step moves the weights, relative to their size. */
import type { Numbers } from "../statistics/quantiles.ts";
import { requireSameLength } from "./gradient-cosine.ts";

/**
 * ‖after − before‖ / ‖before‖ of a layer's weights.
 *
 * `before`, `after`: the same parameters around one step. Without unit, ≥ 0; 0 when nothing moved, Infinity when zeros
 * moved. About 1e-3 is common, Adam at 1e-3 sits at 3 to 6e-3; below 1e-5 or above 0.03 look again.
 * NaN for NaN and for zeros that stayed. Throws `METRICS_SHAPE` for differing lengths. Cost: O(entries).
 * Source: the rule of thumb of the CS231n course notes.
 * @example
 * updateToWeightRatio([3, 4], [3, 4.005]); // => 0.001
 */
export function updateToWeightRatio(before: Numbers, after: Numbers): number {
  requireSameLength(before, after);
  let [moved, size] = [0, 0];
  for (let place = 0; place < before.length; place++) {
    const from = before[place] ?? Number.NaN;
    moved += ((after[place] ?? Number.NaN) - from) ** 2;
    size += from * from;
  }
  return Math.sqrt(moved) / Math.sqrt(size);
}
