/** Series made ready for the search of cycles: trend taken off, redness taken out. */
import type { Numbers } from "../statistics/quantiles.ts";

/** The series less its least-squares line. */
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

/** Residuals of an autoregression of order 1 fitted by its lag-1 autocorrelation: one number fewer. */
export function prewhitened(series: Float64Array): Float64Array {
  const memory = autocorrelation(series, 1);
  return Float64Array.from(series.subarray(1), (value, at) => value - memory * (series[at] ?? Number.NaN));
}
