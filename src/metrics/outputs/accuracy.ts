/** The share of samples that the discriminator puts on the right side, with the uncertainty of that share. */
import type { Histogram, LossFamily } from "../../model/index.ts";
import { CONFIDENCE_LEVEL, type Estimate } from "../estimate.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { totalOf } from "./paired-bins.ts";
import { areComputable, type Scores } from "./scores.ts";

const LSGAN_TARGETS_MEET = 1 / 2;

/**
 * The score above which a discriminator of this loss family calls a sample real; null where it has none.
 *
 * In the unit of the outputs: 0 for logits and hinge, ½ between the targets 0 and 1 of least squares. Critics
 * (Wasserstein) and relativistic discriminators judge no sample alone: use `areaUnderCurve` for them.
 * @example
 * decisionThreshold("lsgan"); // => 0.5
 * decisionThreshold("wasserstein"); // => null
 */
export function decisionThreshold(family: LossFamily): number | null {
  switch (family) {
    case "bce-ns":
    case "bce-saturating":
    case "hinge":
      return 0;
    case "lsgan":
      return LSGAN_TARGETS_MEET;
    case "wasserstein":
    case "relativistic":
    case "unknown":
      return null;
  }
}

/** Shares called right: of reals, of fakes, and the mean of both (`balanced`). */
export interface DiscriminatorAccuracy {
  readonly real: Estimate;
  readonly fake: Estimate;
  readonly balanced: number;
}

/**
 * The discriminator's accuracy on real and on fake samples, at a threshold.
 *
 * `real`, `fake`: one score a sample, any two lengths; `threshold` from `decisionThreshold`. Probabilities in
 * [0, 1]; chance ½ each; a score on the threshold is undecided and counts one half. NaN or no scores give NaN.
 * Cost: O(n + m). Source: `interval` of Wilson 1927: at 64 samples a reading of 1 reaches down to 0.943.
 * Differs from counting r > 0 and f < 0 for scores on the threshold only: a constant output reads ½, not 0.
 * @example
 * const { real, balanced } = discriminatorAccuracy([2, 1, -1, 3], [-1, -2, 1, 0], 0);
 * real.value; // => 0.75
 * balanced; // => 0.6875
 */
export function discriminatorAccuracy(real: Scores, fake: Scores, threshold: number): DiscriminatorAccuracy {
  const ofReal = shareAbove(real, threshold);
  const ofFake = 1 - shareAbove(fake, threshold);
  return accuracies([ofReal, ofReal, real.length], [ofFake, ofFake, fake.length]);
}

/**
 * The same accuracy from two histograms: mass in the bin that the threshold falls into is split evenly.
 *
 * The intervals reach further by what that bin leaves open. An empty histogram gives NaN. Cost: O(bins).
 * @example
 * const real = { lefts: Float64Array.of(-1, 1), rights: Float64Array.of(1, 3), counts: Float64Array.of(2, 2) };
 * discriminatorAccuracyOfHistograms(real, real, 0).real.value; // => 0.75
 */
export function discriminatorAccuracyOfHistograms(
  real: Histogram,
  fake: Histogram,
  threshold: number,
): DiscriminatorAccuracy {
  const [realBelow, realStraddling] = sharesBelow(real, threshold);
  const [fakeBelow, fakeStraddling] = sharesBelow(fake, threshold);
  const realAbove = 1 - realBelow - realStraddling.whole;
  return accuracies(
    [realAbove, realAbove + realStraddling.whole, totalOf(real.counts), realAbove + realStraddling.above],
    [
      fakeBelow,
      fakeBelow + fakeStraddling.whole,
      totalOf(fake.counts),
      fakeBelow + fakeStraddling.whole - fakeStraddling.above,
    ],
  );
}

/** Least and most share that can be right, the count, and the best reading (the least if they agree). */
type Share = readonly [least: number, most: number, count: number, reading?: number];

function accuracies(real: Share, fake: Share): DiscriminatorAccuracy {
  const counts = { realCount: real[2], fakeCount: fake[2] };
  const [ofReal, ofFake] = [
    { ...share(real), ...counts },
    { ...share(fake), ...counts },
  ];
  return { real: ofReal, fake: ofFake, balanced: (ofReal.value + ofFake.value) / 2 };
}

function share([least, most, count, reading = least]: Share): Omit<Estimate, "realCount" | "fakeCount"> {
  if (Number.isNaN(reading)) return { value: reading, chance: 1 / 2, interval: null };
  const { low } = wilsonInterval(least * count, count);
  const { high } = wilsonInterval(most * count, count);
  return { value: reading, chance: 1 / 2, interval: { low, high, level: CONFIDENCE_LEVEL } };
}

/** The share of scores above the threshold, those on it counted half; NaN where it can't be computed. */
export function shareAbove(scores: Scores, threshold: number): number {
  if (!areComputable(scores)) return Number.NaN;
  let above = 0;
  for (let at = 0; at < scores.length; at++) {
    above += (1 + Math.sign((scores[at] ?? Number.NaN) - threshold)) / 2;
  }
  return above / scores.length;
}

/** Shares of the mass certainly below, and of the bin across the threshold: whole, and its even part above. */
function sharesBelow(
  { lefts, rights, counts }: Histogram,
  threshold: number,
): readonly [number, { readonly whole: number; readonly above: number }] {
  const total = totalOf(counts);
  let [below, whole, above] = [0, 0, 0];
  for (let bin = 0; bin < counts.length; bin++) {
    const [left, right] = [lefts[bin] ?? Number.NaN, rights[bin] ?? Number.NaN];
    const inBin = counts[bin] ?? 0;
    if (left === threshold && right === threshold) {
      whole += inBin;
      above += inBin / 2;
    } else if (right <= threshold) below += inBin;
    else if (left < threshold && inBin > 0) {
      whole += inBin;
      above += (inBin * (right - threshold)) / (right - left);
    }
  }
  return [below / total, { whole: whole / total, above: above / total }];
}
