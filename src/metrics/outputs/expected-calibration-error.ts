/** The expected calibration error of the discriminator: shown for comparison with the literature, biased upward. */
import type { Estimate } from "../estimate.ts";
import { equalMassBins } from "./paired-bins.ts";
import { areComputable, type Scores } from "./scores.ts";

const DEFAULT_BINS = 15;
/** E|x| of a normal variable is √(2/π) of its standard deviation. */
const MEAN_MAGNITUDE = Math.sqrt(2 / Math.PI);

/**
 * The mean distance between the probability that the discriminator states and the share of reals at it.
 *
 * `real`, `fake`: one logit a sample, any two lengths; the sides weigh alike. A probability in [0, 1]; 0 in truth for
 * calibrated logits, but the estimate then reads about `chance`, since magnitudes do not cancel: show it, raise no
 * alarm on it. NaN or no scores give NaN. Cost: O((n + m) log(n + m)).
 * Source: Guo et al. 2017, arXiv:1706.04599, with 15 bins of equal mass in place of equal width.
 * @example
 * expectedCalibrationError([0, 0, 0], [0, 0]).value; // => 0
 */
export function expectedCalibrationError(real: Scores, fake: Scores, binCount = DEFAULT_BINS): Estimate {
  const [realCount, fakeCount] = [real.length, fake.length];
  const counts = { interval: null, realCount, fakeCount };
  if (!areComputable(real, fake)) return { value: Number.NaN, chance: Number.NaN, ...counts };
  const bins = equalMassBins(real, fake, binCount);
  const [realStated, fakeStated] = [statedIn(bins.lefts, real), statedIn(bins.lefts, fake)];
  let [value, chance] = [0, 0];
  for (let bin = 0; bin < bins.lefts.length; bin++) {
    const [realShare, fakeShare] = [(bins.real[bin] ?? 0) / realCount, (bins.fake[bin] ?? 0) / fakeCount];
    const stated = (realStated[bin] ?? 0) / realCount + (fakeStated[bin] ?? 0) / fakeCount;
    value += Math.abs(stated - realShare) / 2;
    const middle = stated / (realShare + fakeShare);
    const variance = ((1 - middle) ** 2 * realShare) / realCount + (middle ** 2 * fakeShare) / fakeCount;
    chance += (MEAN_MAGNITUDE * Math.sqrt(variance)) / 2;
  }
  return { value, chance, ...counts };
}

/** The sum of the probabilities of being real that the scores in each bin state. */
function statedIn(lefts: Float64Array, scores: Scores): Float64Array {
  const sums = new Float64Array(lefts.length);
  let bin = 0;
  for (const score of Float64Array.from(scores).sort()) {
    while (bin + 1 < lefts.length && score >= (lefts[bin + 1] ?? Number.NaN)) bin++;
    sums[bin] = (sums[bin] ?? 0) + 1 / (1 + Math.exp(-score));
  }
  return sums;
}
