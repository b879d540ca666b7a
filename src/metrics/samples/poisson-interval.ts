/** The interval of a rate behind a count: how sure a handful of duplicate pairs can make us. */
import { CONFIDENCE_LEVEL, type Interval } from "../estimate.ts";
import { lowerIncompleteGamma, upperIncompleteGamma } from "../statistics/incomplete-gamma.ts";

/** Halvings of the bracket: from some thousand down to the last digits of a float64. */
const HALVINGS = 64;
/** Standard deviations above the count that no 99.99 % limit reaches, and the same for a count of 0. */
const REACH = 10;

/**
 * The exact interval of a Poisson mean of which `count` was seen.
 *
 * In the unit of the count, ≥ 0; from 0 for a count of 0. Cost: O(√count). Source: Garwood 1936.
 * Agrees with `scipy.stats.chi2.ppf([α/2, 1 − α/2], [2k, 2k + 2]) / 2`.
 * @example
 * poissonInterval(0).high; // => 3.688879
 */
export function poissonInterval(count: number, level = CONFIDENCE_LEVEL): Interval {
  const tail = (1 - level) / 2;
  const most = count + REACH * Math.sqrt(count) + 2 * REACH;
  return {
    low: count === 0 ? 0 : firstAbove(count, (mean) => lowerIncompleteGamma(count, mean) > tail),
    high: firstAbove(most, (mean) => upperIncompleteGamma(count + 1, mean) < tail),
    level,
  };
}

/** The place in [0, most] from which on `holds` is true. */
function firstAbove(most: number, holds: (mean: number) => boolean): number {
  let [low, high] = [0, most];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
