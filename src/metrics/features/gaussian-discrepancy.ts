/** Maximum mean discrepancy with a Gaussian kernel: sensitive to any difference, at the scale of the kernel. */
import type { Estimate, TestedEstimate } from "../estimate.ts";
import { type Progress, unobserved } from "../progress.ts";
import { seededRandom, shuffledOrder } from "../random-source.ts";
import { rowsOf, type SampleMatrix } from "../sample-matrix.ts";
import { median } from "../statistics/quantiles.ts";
import type { PermutationOptions } from "./kernel-distance.ts";
import { discrepancyOf, gaussianKernel } from "./kernel-sums.ts";
import { visitSquaredDistances } from "./pairwise.ts";
import { permutationPValue } from "./permutation-test.ts";
import { areMeasurable, requireSameFeatures } from "./sample-pair.ts";

export interface GaussianDiscrepancy extends TestedEstimate {
  /** The kernel's σ: the median distance between pooled samples. */
  readonly sigma: number;
}

/** Samples of each side whose distances make the median: half a million pairs settle it to three digits. */
const MEDIAN_SAMPLES = 500;

/**
 * Squared maximum mean discrepancy with exp(−‖x − y‖² / 2σ²), σ the median distance of the pooled samples.
 *
 * - Shapes: `real` [n × d], `fake` [m × d], row-major.
 * - In about [0, 2]; unbiased: 0 in the mean for one law, so it can come out below 0.
 * - `pValue` by permutation, null unless asked for. NaN when a number is not finite, a side has fewer than 2 samples, or
 *   more than half of all distances are 0. Throws `METRICS_FEATURE_COUNTS` when the feature counts differ.
 * - Cost: (n + m)²·d / 2 products and as many exponentials; permutations as `kernelDistance`.
 * - Source: Gretton et al. 2012, eq. 3 and §8 for the median. Differs in that the median is taken over 500 samples of
 *   each side, drawn by `seed`, where there are more.
 *
 * @example
 * const real = sampleMatrix(Float64Array.of(0, 1), 2, 1);
 * const fake = sampleMatrix(Float64Array.of(2, 3), 2, 1);
 * gaussianDiscrepancy(real, fake).sigma; // => 1.5
 */
export function gaussianDiscrepancy(
  real: SampleMatrix,
  fake: SampleMatrix,
  { permutations = 0, seed = 0, onProgress = unobserved }: PermutationOptions = {},
): GaussianDiscrepancy {
  requireSameFeatures(real, fake);
  const counts = { realCount: real.sampleCount, fakeCount: fake.sampleCount };
  const sigma = areMeasurable(real, fake, 2) ? medianDistance(real, fake, seed) : Number.NaN;
  if (!(sigma > 0)) {
    const pValue = permutations > 0 ? Number.NaN : null;
    return { value: Number.NaN, chance: 0, interval: null, ...counts, pValue, sigma };
  }
  const kernel = gaussianKernel(sigma);
  const value = discrepancyOf({ real, fake }, kernel, onProgress).unbiased;
  const pValue = permutations > 0 ? permutationPValue({ real, fake, kernel, permutations, seed }) : null;
  return { value, chance: 0, interval: null, ...counts, pValue, sigma };
}

function medianDistance(real: SampleMatrix, fake: SampleMatrix, seed: number): number {
  const random = seededRandom(seed);
  const few = (matrix: SampleMatrix) =>
    matrix.sampleCount <= MEDIAN_SAMPLES
      ? matrix
      : rowsOf(matrix, shuffledOrder(matrix.sampleCount, random).subarray(0, MEDIAN_SAMPLES));
  const [first, second] = [few(real), few(fake)];
  const pooled = {
    sampleCount: first.sampleCount + second.sampleCount,
    featureCount: real.featureCount,
    values: Float64Array.from([first.values, second.values].flatMap((part) => [...part])),
  };
  const distances: number[] = [];
  visitSquaredDistances({ rows: pooled, columns: pooled, lowerOnly: true }, (block) => {
    for (let row = block.rows.first; row < block.rows.end; row++) {
      for (let column = block.columns.first; column < Math.min(row, block.columns.end); column++) {
        const at = (row - block.rows.first) * block.stride + column - block.columns.first;
        distances.push(Math.sqrt(block.values[at] ?? Number.NaN));
      }
    }
  });
  return median(distances);
}

const CMMD_SIGMA = 10;
const CMMD_SCALE = 1000;

/**
 * CMMD: 1000 times the squared discrepancy with a Gaussian kernel of σ = 10, for CLIP embeddings of length 1.
 *
 * - Shapes: `real` [n × d], `fake` [m × d], row-major, each row scaled to length 1 by the caller.
 * - In [0, 2000); biased upward by `chance`, which is estimated from the same pairs.
 * - NaN when a number is not finite or a side has fewer than 2 samples.
 *   Throws `METRICS_FEATURE_COUNTS` when the feature counts differ.
 * - Cost: (n + m)²·d / 2 products and as many exponentials.
 * - Source: Jayasumana et al. 2024, arXiv:2401.09603, §4; the scale is applied to the square, as in their code.
 * - Differs from it in nothing but double precision.
 *
 * @example
 * const real = sampleMatrix(Float64Array.of(1, 0, 1, 0), 2, 2);
 * const fake = sampleMatrix(Float64Array.of(0, 1, 0, 1), 2, 2);
 * clipDiscrepancy(real, fake).value; // => 19.9003
 */
export function clipDiscrepancy(
  real: SampleMatrix,
  fake: SampleMatrix,
  { onProgress = unobserved }: { readonly onProgress?: Progress } = {},
): Estimate {
  requireSameFeatures(real, fake);
  const counts = { realCount: real.sampleCount, fakeCount: fake.sampleCount };
  if (!areMeasurable(real, fake, 2)) return { value: Number.NaN, chance: null, interval: null, ...counts };
  const { biased, biasedChance } = discrepancyOf({ real, fake }, gaussianKernel(CMMD_SIGMA), onProgress);
  return { value: CMMD_SCALE * biased, chance: CMMD_SCALE * biasedChance, interval: null, ...counts };
}
