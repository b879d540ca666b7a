/** How far apart the mean features lie, beyond what chance moves them: the cheapest comparison of two sets. */
import { CONFIDENCE_LEVEL, type Estimate } from "../estimate.ts";
import { meanOf } from "../linear-algebra/covariance.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { areMeasurable, requireSameFeatures } from "./sample-pair.ts";

export interface MeanFeatureMatching extends Estimate {
  /** `value` as a share of the total variance of the real features: without unit, comparable across layers. */
  readonly ratio: number;
}

/** Var ‖δ̂‖² = 4·δᵀSδ + 2·tr S² for a normal δ̂ with covariance S. */
const VARIANCE_ALONG = 4;
/** 0.975 quantile of the standard normal law. */
const NORMAL_QUANTILE = 1.959963985;

/**
 * Squared distance of the mean features, without the part that comes from having few samples.
 *
 * - Shapes: `real` [n × d], `fake` [m × d], row-major.
 * - Squared units of the features; unbiased: ‖μ̂₁ − μ̂₂‖² − tr Σ̂₁ / n − tr Σ̂₂ / m, so 0 in the mean for one law and
 *   sometimes below it. `interval`: 95 %, by the normal law, from the variance along the difference and that of chance.
 * - NaN when a number is not finite or a side has fewer than 2 samples.
 *   Throws `METRICS_FEATURE_COUNTS` when the feature counts differ.
 * - Cost: 3·(n + m)·d operations.
 * - Source: Salimans et al. 2016, arXiv:1606.03498, §3.1.
 * - Differs from the mean distance of pairs, mean ‖φ(xᵢ) − φ(G(zᵢ))‖, which measures spread and falls at collapse.
 *
 * @example
 * const real = sampleMatrix(Float64Array.of(-1, 0, 1), 3, 1);
 * const fake = sampleMatrix(Float64Array.of(2, 3, 4), 3, 1);
 * meanFeatureMatching(real, fake).value; // => 8.3333
 * meanFeatureMatching(real, fake).ratio; // => 8.3333
 */
export function meanFeatureMatching(real: SampleMatrix, fake: SampleMatrix): MeanFeatureMatching {
  requireSameFeatures(real, fake);
  const counts = { realCount: real.sampleCount, fakeCount: fake.sampleCount };
  if (!areMeasurable(real, fake, 2)) {
    return { value: Number.NaN, chance: 0, interval: null, ...counts, ratio: Number.NaN };
  }
  const [first, second] = [meanOf(real), meanOf(fake)];
  const difference = first.map((value, place) => value - (second[place] ?? Number.NaN));
  const squared = difference.reduce((sum, value) => sum + value * value, 0);
  const [ofReal, ofFake] = [spreadOf(real, first, difference), spreadOf(fake, second, difference)];
  const value = squared - ofReal.total / real.sampleCount - ofFake.total / fake.sampleCount;
  const along = ofReal.along / real.sampleCount + ofFake.along / fake.sampleCount;
  const chanceSpread =
    Math.sqrt(ofReal.squares) / real.sampleCount + Math.sqrt(ofFake.squares) / fake.sampleCount;
  const half = NORMAL_QUANTILE * Math.sqrt(VARIANCE_ALONG * along + 2 * chanceSpread ** 2);
  const interval = { low: value - half, high: value + half, level: CONFIDENCE_LEVEL };
  return { value, chance: 0, interval, ...counts, ratio: value / ofReal.total };
}

interface Spread {
  /** tr Σ. */
  readonly total: number;
  /** The variance of the projection on `direction` (not scaled to length 1). */
  readonly along: number;
  /** tr Σ², from products of neighbouring samples, which are independent. */
  readonly squares: number;
}

function spreadOf(
  { values, sampleCount, featureCount }: SampleMatrix,
  mean: Float64Array,
  direction: Float64Array,
): Spread {
  let [total, along, squares] = [0, 0, 0];
  let previous = new Float64Array(featureCount);
  for (let sample = 0; sample < sampleCount; sample++) {
    const from = sample * featureCount;
    const deviation = mean.map((centre, feature) => (values[from + feature] ?? Number.NaN) - centre);
    let [projection, product] = [0, 0];
    for (let feature = 0; feature < featureCount; feature++) {
      const value = deviation[feature] ?? Number.NaN;
      total += value * value;
      projection += value * (direction[feature] ?? Number.NaN);
      product += value * (previous[feature] ?? Number.NaN);
    }
    along += projection * projection;
    squares += product * product;
    previous = deviation;
  }
  const freedom = sampleCount - 1;
  return { total: total / freedom, along: along / freedom, squares: squares / freedom };
}
