/** The interval of a proportion that stays honest for few trials and for shares of 0 and 1. */
import { CONFIDENCE_LEVEL, type Interval } from "../estimate.ts";
import { normalQuantile } from "./normal.ts";

/**
 * Wilson's score interval of the probability behind `successes` in `trials`.
 *
 * Probabilities in [0, 1]; without trials it is [0, 1]. Cost: O(1). Source: Wilson 1927.
 * Agrees with `scipy.stats.binomtest(k, n).proportion_ci(method="wilson")`.
 * @example
 * wilsonInterval(64, 64).low; // => 0.943376
 */
export function wilsonInterval(successes: number, trials: number, level = CONFIDENCE_LEVEL): Interval {
  if (trials === 0) return { low: 0, high: 1, level };
  const z = normalQuantile((1 + level) / 2);
  const share = successes / trials;
  const weight = (z * z) / trials;
  const middle = (share + weight / 2) / (1 + weight);
  const reach = (z * Math.sqrt((share * (1 - share)) / trials + (z / (2 * trials)) ** 2)) / (1 + weight);
  return {
    low: successes === 0 ? 0 : Math.max(0, middle - reach),
    high: successes === trials ? 1 : Math.min(1, middle + reach),
    level,
  };
}
