/** Signs that the discriminator knows its training samples by heart: r_t, r_v, and training against held-out outputs. */
import type { Histogram } from "../../model/index.ts";
import { CONFIDENCE_LEVEL, type Estimate, type TestedEstimate } from "../estimate.ts";
import { normalQuantile } from "../statistics/normal.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { discriminatorAccuracyOfHistograms, shareAbove } from "./accuracy.ts";
import { areaUnderCurve, areaUnderCurveOfHistograms, type BinnedAreaUnderCurve } from "./area-under-curve.ts";
import { middlesOf } from "./calibration.ts";
import { type Moments, momentsOf, type Scores } from "./scores.ts";

/** Standard errors that the distance of real and fake means must exceed before anything is divided by it. */
const SIGNIFICANT_ERRORS = 3;

/** An estimate of outputs with its standard error, in the same unit. */
export interface OverfittingEstimate extends Estimate {
  readonly standardError: number;
}

/**
 * r_t of adaptive augmentation: the mean sign of the discriminator's outputs on its real training samples.
 *
 * `realTraining`: one score a sample; `threshold` from `decisionThreshold` (critics have none: use
 * `trainHeldOutAreaUnderCurve`). In [−1, 1]; 0 without overfitting, 1 when every sample is called real; augmentation
 * is steered towards 0.6. NaN or no scores give NaN. Cost: O(n). Source: Karras et al. 2020, arXiv:2006.06676, § 3.1;
 * `standardError` √((1 − r²) / n), `interval` of Wilson for the share of positive signs.
 * @example
 * realSignMean([2, 1, -1, 3]).value; // => 0.5
 */
export function realSignMean(realTraining: Scores, threshold = 0): OverfittingEstimate {
  return signMean(shareAbove(realTraining, threshold), realTraining.length);
}

/**
 * The same mean sign from a histogram: the bin that the threshold falls into is split evenly.
 *
 * Units, range and source as for `realSignMean`; an empty histogram gives NaN. Cost: O(bins).
 * @example
 * const real = { lefts: Float64Array.of(-1, 1), rights: Float64Array.of(1, 3), counts: Float64Array.of(2, 2) };
 * realSignMeanOfHistogram(real).value; // => 0.5
 */
export function realSignMeanOfHistogram(realTraining: Histogram, threshold = 0): OverfittingEstimate {
  const { real } = discriminatorAccuracyOfHistograms(realTraining, realTraining, threshold);
  return signMean(real.value, real.realCount);
}

function signMean(share: number, count: number): OverfittingEstimate {
  const value = 2 * share - 1;
  const { low, high, level } = wilsonInterval(share * count, count);
  return {
    value,
    chance: 0,
    interval: Number.isNaN(value) ? null : { low: 2 * low - 1, high: 2 * high - 1, level },
    realCount: count,
    fakeCount: 0,
    standardError: Math.sqrt((1 - value * value) / count),
  };
}

/** Outputs on real training samples, on held-out real samples, and on fakes. */
export interface TrainHeldOutFake<Outputs> {
  readonly training: Outputs;
  readonly heldOut: Outputs;
  readonly fake: Outputs;
}

/**
 * `ratio`: r_v. `too-close`: real and fake means are too near each other to divide by their distance;
 * then `gap`, the distance of training and held-out means in the scores' unit, is all there is to see.
 */
export type HeldOutRatio =
  | { readonly kind: "ratio"; readonly ratio: OverfittingEstimate }
  | { readonly kind: "too-close"; readonly gap: OverfittingEstimate };

/**
 * r_v of adaptive augmentation: (E[training] − E[held-out]) / (E[training] − E[fake]).
 *
 * `training`, `heldOut`, `fake`: one score a sample, any lengths. Without unit; 0 without overfitting, 1 when held-out
 * reals score like fakes. Refuses (`too-close`) unless the denominator exceeds three of its standard errors, also for
 * NaN or missing scores. Cost: O(n). Source: Karras et al. 2020, arXiv:2006.06676, § 3.1; error by the delta method.
 * @example
 * heldOutRatio({ training: [4, 5, 6], heldOut: [3, 4, 5], fake: [-6, -5, -4] }).ratio.value; // => 0.1
 */
export function heldOutRatio({ training, heldOut, fake }: TrainHeldOutFake<Scores>): HeldOutRatio {
  const moments = { training: momentsOf(training), heldOut: momentsOf(heldOut), fake: momentsOf(fake) };
  return ratioOf(moments);
}

/**
 * The same ratio from three histograms, all mass of a bin at its middle.
 *
 * Refusal, units and source as for `heldOutRatio`. Cost: O(bins).
 * @example
 * const at = (left) => ({ lefts: Float64Array.of(left), rights: Float64Array.of(left + 1), counts: Float64Array.of(9) });
 * heldOutRatioOfHistograms({ training: at(5), heldOut: at(4), fake: at(-5) }).ratio.value; // => 0.1
 */
export function heldOutRatioOfHistograms({
  training,
  heldOut,
  fake,
}: TrainHeldOutFake<Histogram>): HeldOutRatio {
  return ratioOf({
    training: momentsOfBins(training),
    heldOut: momentsOfBins(heldOut),
    fake: momentsOfBins(fake),
  });
}

function ratioOf({ training, heldOut, fake }: TrainHeldOutFake<Moments>): HeldOutRatio {
  const [trainingError, heldOutError, fakeError] = [training, heldOut, fake].map(
    ({ count, variance }) => variance / count,
  ) as [number, number, number]; // `map` forgets that there are three
  const numerator = training.mean - heldOut.mean;
  const denominator = training.mean - fake.mean;
  const counts = { realCount: training.count, fakeCount: fake.count };
  if (!(Math.abs(denominator) > SIGNIFICANT_ERRORS * Math.sqrt(trainingError + fakeError))) {
    const standardError = Math.sqrt(trainingError + heldOutError);
    return { kind: "too-close", gap: { ...around(numerator, standardError), ...counts } };
  }
  const value = numerator / denominator;
  const variance = (1 - value) ** 2 * trainingError + heldOutError + value ** 2 * fakeError;
  const standardError = Math.sqrt(variance) / Math.abs(denominator);
  return { kind: "ratio", ratio: { ...around(value, standardError), ...counts } };
}

function around(value: number, standardError: number): Omit<OverfittingEstimate, "realCount" | "fakeCount"> {
  const reach = normalQuantile((1 + CONFIDENCE_LEVEL) / 2) * standardError;
  const interval = { low: value - reach, high: value + reach, level: CONFIDENCE_LEVEL };
  return { value, chance: 0, interval: Number.isNaN(value + reach) ? null : interval, standardError };
}

function momentsOfBins(histogram: Histogram): Moments {
  const middles = middlesOf(histogram);
  const count = middles.reduce((sum, bin) => sum + bin.count, 0);
  const mean = middles.reduce((sum, bin) => sum + bin.count * bin.score, 0) / count;
  const squares = middles.reduce((sum, bin) => sum + bin.count * (bin.score - mean) ** 2, 0);
  return { count, mean, variance: squares / (count - 1) };
}

/**
 * The chance that a real training sample scores above a real held-out one: memorisation, free of any threshold.
 *
 * One score a sample, any two lengths; held-out counts as `fakeCount`. A probability in [0, 1]; ½ without
 * memorisation, for any loss family. NaN, cost, interval, p-value and source as for `areaUnderCurve`.
 * @example
 * trainHeldOutAreaUnderCurve([3, 4, 5], [1, 2, 3]).value; // => 0.944444
 */
export function trainHeldOutAreaUnderCurve(training: Scores, heldOut: Scores): TestedEstimate {
  return areaUnderCurve(training, heldOut);
}

/**
 * The same chance from two histograms, with the band that the bins leave open.
 *
 * As `areaUnderCurveOfHistograms`, held-out in the place of fake.
 * @example
 * const train = { lefts: Float64Array.of(1), rights: Float64Array.of(2), counts: Float64Array.of(9) };
 * trainHeldOutAreaUnderCurveOfHistograms(train, train).value; // => 0.5
 */
export function trainHeldOutAreaUnderCurveOfHistograms(
  training: Histogram,
  heldOut: Histogram,
): BinnedAreaUnderCurve {
  return areaUnderCurveOfHistograms(training, heldOut);
}
