/** Kernel distance (KID): an unbiased comparison of features that needs a few hundred samples, not thousands. */
import type { Estimate, TestedEstimate } from "../estimate.ts";
import { type Progress, unobserved } from "../progress.ts";
import { seededRandom, shuffledOrder } from "../random-source.ts";
import { rowsOf, type SampleMatrix } from "../sample-matrix.ts";
import { cubicKernel, discrepancyOf } from "./kernel-sums.ts";
import { permutationPValue } from "./permutation-test.ts";
import { areMeasurable, requireSameFeatures } from "./sample-pair.ts";

export interface PermutationOptions {
  /** How many times labels are exchanged for the p-value; 0 (the default) for none. At least 200 for one at 0.05. */
  readonly permutations?: number;
  readonly seed?: number;
  readonly onProgress?: Progress;
}

/**
 * Kernel distance: the squared maximum mean discrepancy with the kernel (⟨x, y⟩ / d + 1)³, from all pairs.
 *
 * - Shapes: `real` [n × d], `fake` [m × d], row-major.
 * - No unit when features have none; unbiased: 0 in the mean for one law, so it can come out below 0.
 * - `pValue` by permutation of the labels, null unless asked for. `value` is NaN when a number is not finite or a side
 *   has fewer than 2 samples. Throws `METRICS_FEATURE_COUNTS` when the feature counts differ.
 * - Cost: (n + m)²·d / 2 products; with permutations also 4·(n + m)² bytes and n² / 2 additions each.
 * - Source: Bińkowski et al. 2018, arXiv:1801.01401, §4; Gretton et al. 2012, eq. 3.
 * - Differs from torch-fidelity and torchmetrics in that no subsets are drawn: see `kernelDistanceOfSubsets`.
 *
 * @example
 * const real = sampleMatrix(Float64Array.of(0, 1), 2, 1);
 * const fake = sampleMatrix(Float64Array.of(2, 3), 2, 1);
 * kernelDistance(real, fake).value; // => 297.5
 */
export function kernelDistance(
  real: SampleMatrix,
  fake: SampleMatrix,
  { permutations = 0, seed = 0, onProgress = unobserved }: PermutationOptions = {},
): TestedEstimate {
  requireSameFeatures(real, fake);
  const counts = { realCount: real.sampleCount, fakeCount: fake.sampleCount };
  if (!areMeasurable(real, fake, 2)) {
    return {
      value: Number.NaN,
      chance: 0,
      interval: null,
      ...counts,
      pValue: permutations > 0 ? Number.NaN : null,
    };
  }
  const kernel = cubicKernel(real.featureCount);
  const value = discrepancyOf({ real, fake }, kernel, onProgress).unbiased;
  const pValue = permutations > 0 ? permutationPValue({ real, fake, kernel, permutations, seed }) : null;
  return { value, chance: 0, interval: null, ...counts, pValue };
}

export interface SubsetOptions {
  readonly seed: number;
  readonly subsets?: number;
  readonly subsetSize?: number;
  readonly onProgress?: Progress;
}

export interface SubsetEstimate extends Estimate {
  /** Standard deviation over subsets, which overlap: not a standard error. */
  readonly deviation: number;
}

const DEFAULT_SUBSETS = 100;
const DEFAULT_SUBSET_SIZE = 1000;

/**
 * Kernel distance as torch-fidelity and torchmetrics report it: mean and deviation over random subsets.
 *
 * - Shapes: `real` [n × d], `fake` [m × d], row-major.
 * - Units and chance as `kernelDistance`; `deviation` in [0, ∞). The defaults, 100 subsets of 1000, are theirs.
 * - NaN as `kernelDistance`, and when a side has fewer samples than a subset: a smaller subset would be another number.
 * - Cost: subsets · subsetSize² · 2d products.
 * - Source: Bińkowski et al. 2018, arXiv:1801.01401; Obukhov et al. 2020, torch-fidelity.
 * - Differs in the random numbers: subsets are drawn by `seed`.
 *
 * @example
 * const real = sampleMatrix(Float64Array.of(0, 1), 2, 1);
 * const fake = sampleMatrix(Float64Array.of(2, 3), 2, 1);
 * kernelDistanceOfSubsets(real, fake, { seed: 1, subsets: 4, subsetSize: 2 }).deviation; // => 0
 */
export function kernelDistanceOfSubsets(
  real: SampleMatrix,
  fake: SampleMatrix,
  options: SubsetOptions,
): SubsetEstimate {
  requireSameFeatures(real, fake);
  const { subsets = DEFAULT_SUBSETS, subsetSize = DEFAULT_SUBSET_SIZE, onProgress = unobserved } = options;
  const counts = { realCount: real.sampleCount, fakeCount: fake.sampleCount };
  if (subsetSize < 2 || !areMeasurable(real, fake, subsetSize)) {
    return { value: Number.NaN, chance: 0, interval: null, ...counts, deviation: Number.NaN };
  }
  const random = seededRandom(options.seed);
  const subset = (matrix: SampleMatrix) =>
    rowsOf(matrix, shuffledOrder(matrix.sampleCount, random).subarray(0, subsetSize));
  const kernel = cubicKernel(real.featureCount);
  const values: number[] = [];
  for (let drawn = 0; drawn < subsets; drawn++) {
    values.push(discrepancyOf({ real: subset(real), fake: subset(fake) }, kernel, unobserved).unbiased);
    onProgress((drawn + 1) / subsets);
  }
  const value = values.reduce((sum, one) => sum + one, 0) / subsets;
  const deviation = Math.sqrt(values.reduce((sum, one) => sum + (one - value) ** 2, 0) / subsets);
  return { value, chance: 0, interval: null, ...counts, deviation };
}
