/** Order statistics: medians and spreads that single wild values do not move. */

/** 1 / Φ⁻¹(¾): makes the median absolute deviation of normal numbers estimate their standard deviation. */
export const NORMAL_CONSISTENCY = 1.4826022185056018;

/** Numbers in any array. */
export type Numbers = ArrayLike<number>;

/**
 * The numbers in increasing order, as a copy.
 *
 * NaN goes last. Cost: O(n log n).
 * @example
 * sortedCopy([3, 1, 2]); // => [1, 2, 3]
 */
export function sortedCopy(values: Numbers): Float64Array {
  return Float64Array.from(values).sort();
}

/**
 * The quantile of increasing numbers at `probability`, linear between neighbours.
 *
 * In the numbers' unit; NaN for no numbers or a probability outside [0, 1]. Cost: O(1).
 * Source: Hyndman & Fan 1996, type 7. Agrees with `numpy.quantile`.
 * @example
 * quantileOfSorted([1, 2, 3, 4], 0.5); // => 2.5
 */
export function quantileOfSorted(sorted: Numbers, probability: number): number {
  if (sorted.length === 0 || !(probability >= 0 && probability <= 1)) return Number.NaN;
  const place = (sorted.length - 1) * probability;
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[below + 1] ?? low;
  const share = place - below;
  return share === 0 || low === high ? low : low + share * (high - low);
}

/**
 * The median.
 *
 * In the numbers' unit; NaN for no numbers, and when one of them is NaN. Cost: O(n log n).
 * @example
 * median([5, 1, 3]); // => 3
 */
export function median(values: Numbers): number {
  const sorted = sortedCopy(values);
  return Number.isNaN(sorted[sorted.length - 1] ?? Number.NaN) ? Number.NaN : quantileOfSorted(sorted, 1 / 2);
}

/**
 * The median distance from the median, unscaled: times `NORMAL_CONSISTENCY` it estimates a standard deviation.
 *
 * In the numbers' unit, ≥ 0, and 0 when more than half of them are equal; NaN as for `median`. Cost: O(n log n).
 * Agrees with `scipy.stats.median_abs_deviation`.
 * @example
 * medianAbsoluteDeviation([1, 1, 2, 2, 4, 6, 9]); // => 1
 */
export function medianAbsoluteDeviation(values: Numbers): number {
  const middle = median(values);
  return median(Float64Array.from(values, (value) => Math.abs(value - middle)));
}

/**
 * The distance between the upper and the lower quartile.
 *
 * In the numbers' unit, ≥ 0; NaN as for `median`. Cost: O(n log n). Agrees with `scipy.stats.iqr`.
 * @example
 * interquartileRange([1, 2, 3, 4, 5]); // => 2
 */
export function interquartileRange(values: Numbers): number {
  const sorted = sortedCopy(values);
  if (Number.isNaN(sorted[sorted.length - 1] ?? Number.NaN)) return Number.NaN;
  const [lower, upper] = [1 / 4, 3 / 4];
  return quantileOfSorted(sorted, upper) - quantileOfSorted(sorted, lower);
}
