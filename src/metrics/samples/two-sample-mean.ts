/** How far apart the means of one number are on two sides, in the unit of the number and in standard errors. */
import { CONFIDENCE_LEVEL, type Estimate } from "../estimate.ts";
import { normalQuantile } from "../statistics/normal.ts";
import type { Numbers } from "../statistics/quantiles.ts";

/** `chance` is 0. */
export interface MeanDifference extends Estimate {
  /** In standard errors (Welch); NaN with fewer than two values on a side. */
  readonly zScore: number;
}

/**
 * mean(fake) − mean(real), with its 95 % interval (normal) and in standard errors.
 *
 * In the numbers' unit, chance 0; NaN where a number is, and for an empty side. Cost: a pass. Source: Welch 1947.
 * @example
 * meanDifference([1, 2, 3], [2, 3, 4]).value; // => 1
 */
export function meanDifference(real: Numbers, fake: Numbers): MeanDifference {
  const [ofReal, ofFake] = [momentsOf(real), momentsOf(fake)];
  const value = ofFake.mean - ofReal.mean;
  const error = Math.sqrt(ofReal.squaredError + ofFake.squaredError);
  const reach = normalQuantile((1 + CONFIDENCE_LEVEL) / 2) * error;
  return {
    value,
    chance: 0,
    interval: Number.isNaN(reach + value)
      ? null
      : { low: value - reach, high: value + reach, level: CONFIDENCE_LEVEL },
    realCount: real.length,
    fakeCount: fake.length,
    zScore: value / error,
  };
}

function momentsOf(values: Numbers) {
  const count = values.length;
  const all = Float64Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / count;
  const squares = all.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, squaredError: count < 2 ? Number.NaN : squares / (count - 1) / count };
}
