/** Improved precision and recall: which share of generated samples is plausible, and of real ones reachable. */
import type { Estimate } from "../estimate.ts";
import { type Progress, unobserved } from "../progress.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { membershipOf, shareSet } from "./manifolds.ts";
import { areMeasurable, requireSameFeatures } from "./sample-pair.ts";

export interface PrecisionRecall {
  readonly precision: Estimate;
  readonly recall: Estimate;
}

export interface NeighbourhoodOptions {
  /** Which neighbour a ball reaches to. */
  readonly neighbours?: number;
  readonly onProgress?: Progress;
}

const DEFAULT_NEIGHBOURS = 3;

/**
 * Precision: the share of generated samples inside a ball around some real sample that reaches to its k-th real
 * neighbour. Recall: the share of real samples inside such a ball around some generated one.
 *
 * - Shapes: `real` [n × d], `fake` [m × d], row-major.
 * - Shares in [0, 1]. Without a closed chance level: well below 1 in many dimensions even for one law, so measure real
 *   against held-out real beside it.
 * - NaN when a number is not finite or a side has no more than `neighbours` (3) samples.
 *   Throws `METRICS_FEATURE_COUNTS` when the feature counts differ.
 * - Cost: (n² / 2 + m² / 2 + nm)·d products.
 * - Source: Kynkäänniemi et al. 2019, arXiv:1904.06991, eq. 1–3; the ball includes its surface, as in their code.
 * - Differs from prdc (`<`) where samples are duplicated: there the surface decides.
 *
 * @example
 * const real = sampleMatrix(Float64Array.of(0, 1, 2, 3, 4), 5, 1);
 * const fake = sampleMatrix(Float64Array.of(1.5, 1.6, 1.7, 9), 4, 1);
 * precisionRecall(real, fake, { neighbours: 1 }).precision.value; // => 0.75
 */
export function precisionRecall(
  real: SampleMatrix,
  fake: SampleMatrix,
  { neighbours = DEFAULT_NEIGHBOURS, onProgress = unobserved }: NeighbourhoodOptions = {},
): PrecisionRecall {
  requireSameFeatures(real, fake);
  const counts = { realCount: real.sampleCount, fakeCount: fake.sampleCount };
  const of = (value: number): Estimate => ({ value, chance: null, interval: null, ...counts });
  if (!areMeasurable(real, fake, neighbours + 1))
    return { precision: of(Number.NaN), recall: of(Number.NaN) };
  const found = membershipOf({ real, fake, neighbours, surface: "inside", onProgress }, "needed");
  return { precision: of(shareSet(found.realBallsAroundFake)), recall: of(shareSet(found.isRealInFakeBall)) };
}
