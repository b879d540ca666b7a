/** The form every measured number takes: without what chance alone would show, a metric can't be read. */

/** A confidence interval. `level` is its coverage in [0, 1], such as 0.95. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/**
 * A number estimated from samples.
 *
 * - `value`: the estimate, in the metric's own unit; NaN when it can't be computed from this input.
 * - `chance`: the mean of the estimator when both samples come from one law; null when no closed form
 *   is known (then measure real against held-out real instead).
 * - `interval`: where the estimated quantity lies; null when the estimator has none.
 * - `realCount`, `fakeCount`: how many samples of each side went in.
 */
export interface Estimate {
  readonly value: number;
  readonly chance: number | null;
  readonly interval: Interval | null;
  readonly realCount: number;
  readonly fakeCount: number;
}

/**
 * An estimate with a test of "both samples come from one law": `pValue` is the chance of a value at least
 * as far from `chance`; null when no test was made, NaN when it can't be computed from this input.
 */
export interface TestedEstimate extends Estimate {
  readonly pValue: number | null;
}

export const CONFIDENCE_LEVEL = 0.95;
