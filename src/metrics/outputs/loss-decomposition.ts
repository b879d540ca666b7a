/** The discriminator's cross-entropy taken apart: what it can't tell apart, and what it is wrongly sure of. */
import type { Histogram } from "../../model/index.ts";
import { CONFIDENCE_LEVEL, type Interval } from "../estimate.ts";
import { normalQuantile } from "../statistics/normal.ts";
import { middlesOf, softplus } from "./calibration.ts";
import {
  type DivergenceEstimate,
  jensenShannonDivergence,
  jensenShannonDivergenceOfHistograms,
} from "./jensen-shannon.ts";
import { momentsOf, type Scores } from "./scores.ts";

/**
 * In nats, of the mean of both halves of the loss: `halfLoss` = `refinement` + `miscalibration`.
 * `refinement` = ln 2 − divergence is what no re-scaling of the logits could mend.
 */
export interface LossDecomposition {
  readonly halfLoss: number;
  readonly refinement: number;
  readonly miscalibration: number;
  readonly miscalibrationInterval: Interval | null;
  readonly divergence: DivergenceEstimate;
}

/**
 * Splits the discriminator's cross-entropy L / 2 = ln 2 − JSD + CAL into refinement (ln 2 − JSD of its outputs)
 * and miscalibration CAL, from held-out logits of real and fake samples.
 *
 * `real`, `fake`: one logit a sample, any two lengths. In nats; CAL is 0 for calibrated logits and positive
 * otherwise; its estimate dips below 0 by sampling and by the bins' coarseness and is not cut. NaN or no scores
 * give NaN. Cost: that of `jensenShannonDivergence`. Source: Bröcker 2009, for the logarithmic score at even prior;
 * the divergence is the one corrected for chance.
 * @example
 * lossDecomposition([0, 0, 0], [0, 0]).halfLoss; // => 0.693147
 * lossDecomposition([0, 0, 0], [0, 0]).miscalibration; // => 0
 */
export function lossDecomposition(real: Scores, fake: Scores): LossDecomposition {
  const ofReal = momentsOf(real, (score) => softplus(-score));
  const ofFake = momentsOf(fake, softplus);
  const errorSquared = (ofReal.variance / ofReal.count + ofFake.variance / ofFake.count) / (2 * 2);
  return decomposed((ofReal.mean + ofFake.mean) / 2, errorSquared, jensenShannonDivergence(real, fake));
}

/**
 * The same split from two histograms, all mass of a bin at its middle.
 *
 * Units, range and source as for `lossDecomposition`; an empty histogram gives NaN. Cost: O(bins).
 * @example
 * const point = { lefts: Float64Array.of(0), rights: Float64Array.of(0), counts: Float64Array.of(5) };
 * lossDecompositionOfHistograms(point, point).refinement; // => 0.693147
 */
export function lossDecompositionOfHistograms(real: Histogram, fake: Histogram): LossDecomposition {
  const ofReal = weightedMoments(middlesOf(real), (score) => softplus(-score));
  const ofFake = weightedMoments(middlesOf(fake), softplus);
  const errorSquared = (ofReal.errorSquared + ofFake.errorSquared) / (2 * 2);
  const divergence = jensenShannonDivergenceOfHistograms(real, fake);
  return decomposed((ofReal.mean + ofFake.mean) / 2, errorSquared, divergence);
}

function decomposed(
  halfLoss: number,
  errorSquared: number,
  divergence: DivergenceEstimate,
): LossDecomposition {
  const refinement = Math.LN2 - (divergence.value - (divergence.chance ?? Number.NaN));
  const miscalibration = halfLoss - refinement;
  const { interval } = divergence;
  const divergenceReach = interval === null ? Number.NaN : (interval.high - interval.low) / 2;
  const lossReach = normalQuantile((1 + CONFIDENCE_LEVEL) / 2) * Math.sqrt(errorSquared);
  const reach = Math.hypot(lossReach, divergenceReach);
  return {
    halfLoss: Number.isNaN(refinement) ? Number.NaN : halfLoss,
    refinement,
    miscalibration,
    miscalibrationInterval: Number.isNaN(reach)
      ? null
      : { low: miscalibration - reach, high: miscalibration + reach, level: CONFIDENCE_LEVEL },
    divergence,
  };
}

function weightedMoments(
  points: readonly { readonly score: number; readonly count: number }[],
  map: (score: number) => number,
): { mean: number; errorSquared: number } {
  const total = points.reduce((sum, { count }) => sum + count, 0);
  const mean = points.reduce((sum, { score, count }) => sum + count * map(score), 0) / total;
  const squares = points.reduce((sum, { score, count }) => sum + count * (map(score) - mean) ** 2, 0);
  return { mean, errorSquared: squares / total / (total - 1) };
}
