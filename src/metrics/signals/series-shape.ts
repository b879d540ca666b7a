/** Series made ready for the search of cycles: trend taken off, redness taken out. */
import type { Numbers } from "../statistics/quantiles.ts";

/**
 * The series less its least-squares line.
 *
 * `series`: values at even steps, oldest first. In the series' unit, mean 0; NaN anywhere makes all NaN. Cost: O(length).
 * Agrees with `scipy.signal.detrend`.
 * @example
 * detrended([1, 3, 5, 7]); // => [0, 0, 0, 0]
 */
export function detrended(series: Numbers): Float64Array {
  const count = series.length;
  const middle = (count - 1) / 2;
  let [sum, mixed, squared] = [0, 0, 0];
  for (let at = 0; at < count; at++) {
    const value = series[at] ?? Number.NaN;
    sum += value;
    mixed += (at - middle) * value;
    squared += (at - middle) ** 2;
  }
  const slope = squared === 0 ? 0 : mixed / squared;
  return Float64Array.from(series, (value, at) => value - sum / count - slope * (at - middle));
}

/** Autocorrelation of a series of mean 0 at one lag; NaN for a constant. */
export function autocorrelation(series: Float64Array, lag: number): number {
  let [product, squared] = [0, 0];
  for (let at = 0; at < series.length; at++) {
    const value = series[at] ?? Number.NaN;
    squared += value * value;
    if (at >= lag) product += value * (series[at - lag] ?? Number.NaN);
  }
  return product / squared;
}

/**
 * What each value adds to the one before it: residuals of an autoregression of order 1, fitted by the autocorrelation
 * at lag 1. Cumulative sums and p-values that suppose independent values hold for these, not for the series.
 *
 * `series`: of mean 0, at even steps. In the series' unit, one number fewer; NaN for a constant. Cost: O(length).
 * Source: Yule 1927, Walker 1931.
 * @example
 * prewhitened(Float64Array.of(1, -1, 1, -1)); // => [-0.25, 0.25, -0.25]
 */
export function prewhitened(series: Float64Array): Float64Array {
  const memory = autocorrelation(series, 1);
  return Float64Array.from(series.subarray(1), (value, at) => value - memory * (series[at] ?? Number.NaN));
}
