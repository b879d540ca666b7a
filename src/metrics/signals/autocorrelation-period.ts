/** A cycle in a series, seen by its likeness to itself one period later. */
import type { Numbers } from "../statistics/quantiles.ts";
import { autocorrelation, detrended } from "./series-shape.ts";

/** A cosine crosses zero at a quarter of its period; its next top is looked for at 2 to 5 times that lag. */
const NEAREST_TOP = 2;
const FARTHEST_TOP = 5;
const STRONG_ENOUGH = 0.3;

/** `period` in samples; `strength` is the autocorrelation there; `firstZero` the lag at which it first crossed 0. */
export interface AutocorrelationPeriod {
  readonly period: number;
  readonly strength: number;
  readonly firstZero: number;
}

/**
 * The period at which a series repeats itself: the highest autocorrelation between 2 and 5 times the lag of its first
 * zero, if that is a top above 0.3.
 *
 * `series`: values at even steps, finite. Period in samples. Null when there is no such top, for a constant, and for
 * NaN. Cost: O(length × period). Works on few periods, where a spectrum is coarse; has no p-value.
 * Differs from a search over 2 to 4 times in looking a little past the quarter-wave rule, which noise moves.
 * @example
 * const series = Array.from({ length: 200 }, (_, step) => Math.sin((2 * Math.PI * step) / 20));
 * autocorrelationPeriod(series).period; // => 20
 */
export function autocorrelationPeriod(series: Numbers): AutocorrelationPeriod | null {
  const flat = detrended(series);
  let firstZero = 1;
  while (firstZero < flat.length && autocorrelation(flat, firstZero) > 0) firstZero++;
  const last = Math.min(flat.length - 1, FARTHEST_TOP * firstZero);
  let [period, strength] = [0, Number.NEGATIVE_INFINITY];
  for (let lag = NEAREST_TOP * firstZero; lag <= last; lag++) {
    const here = autocorrelation(flat, lag);
    if (here > strength) [period, strength] = [lag, here];
  }
  const isTop = period > NEAREST_TOP * firstZero && period < last;
  return isTop && strength > STRONG_ENOUGH ? { period, strength, firstZero } : null;
}
