/** Fréchet distance with an interval, and with its bias extrapolated away. */
import type { Estimate } from "../estimate.ts";
import { type Progress, partOf, unobserved } from "../progress.ts";
import { seededRandom, shuffledOrder } from "../random-source.ts";
import { rowsOf, type SampleMatrix } from "../sample-matrix.ts";
import { type FrechetEstimate, frechetDistance } from "./frechet-distance.ts";
import { jackknifeInterval, type SamplePair } from "./jackknife.ts";
import { areMeasurable, requireSameFeatures } from "./sample-pair.ts";

export interface ResampledOptions {
  readonly seed: number;
  readonly onProgress?: Progress;
}

/** The share of the work that is the distance itself; the rest is ten repetitions. */
const OWN_SHARE = 0.1;

/**
 * `frechetDistance` with a 95 % interval for its expectation at these sample sizes (which includes the bias: two
 * samples of one law have `chance` in it, not 0).
 *
 * - Shapes: `real` [n × d], `fake` [m × d], row-major.
 * - Squared units of the features, in [0, ∞), `chance` for samples of one law. The interval is null below 10 samples.
 * - NaN and errors as `frechetDistance`.
 * - Cost: 11 times `frechetDistance`.
 * - Source: Shao & Tu 1995, delete-a-group jackknife with 10 groups.
 * - Differs from the custom of resampling the generated side only: a tenth of both sides is left out each time.
 *
 * @example
 * const normal = seededNormal(1);
 * const real = sampleMatrix(Float64Array.from({ length: 200 }, normal), 100, 2);
 * frechetInterval(real, real, { seed: 1 }).value; // => 0
 */
export function frechetInterval(
  real: SampleMatrix,
  fake: SampleMatrix,
  { seed, onProgress = unobserved }: ResampledOptions,
): FrechetEstimate {
  const estimate = frechetDistance(real, fake, { onProgress: partOf(onProgress, 0, OWN_SHARE) });
  if (Number.isNaN(estimate.value)) return estimate;
  const interval = jackknifeInterval(estimate.value, {
    ...{ real, fake, seed },
    statistic: (pair, part) =>
      frechetDistance(pair.real, pair.fake, { chance: "skip", onProgress: part }).value,
    onProgress: partOf(onProgress, OWN_SHARE, 1),
  });
  return { ...estimate, interval };
}

export interface ExtrapolationOptions extends ResampledOptions {
  /** How many sample sizes the line is fitted to. */
  readonly sizes?: number;
  /** The smallest of them, as a share of all samples. */
  readonly smallestShare?: number;
  /** Subsets drawn at each size. */
  readonly repeats?: number;
}

const DEFAULT_SIZES = 15;
const DEFAULT_SMALLEST_SHARE = 0.25;

/**
 * FID∞: the Fréchet distance that infinitely many samples would show, the intercept of a line through distances of
 * subsets of growing size over the inverse of their size.
 *
 * - Shapes: `real` [n × d], `fake` [m × d], row-major.
 * - Squared units of the features; 0 in the mean for samples of one law, so it can come out below 0.
 *   `interval`: 95 %, by a jackknife over both samples; null below 10 of either.
 * - NaN where `frechetDistance` is NaN or the smallest subset would have fewer than 2 samples; errors as there.
 * - Cost: 11 · sizes (15) · repeats (1) distances of half the samples in the mean.
 * - Source: Chong & Forsyth 2020, arXiv:1911.07023.
 * - Differs from their code in that subsets of both sides are drawn, with the shares 1/4 … 1 by default, not ones of 5,000 or
 *   more of the generated side against all real samples: so the bias from the real side goes, too.
 *
 * @example
 * const normal = seededNormal(1);
 * const real = sampleMatrix(Float64Array.from({ length: 200 }, normal), 100, 2);
 * frechetAtInfinity(real, real, { seed: 1 }).realCount; // => 100
 */
export function frechetAtInfinity(
  real: SampleMatrix,
  fake: SampleMatrix,
  options: ExtrapolationOptions,
): Estimate {
  requireSameFeatures(real, fake);
  const { seed, onProgress = unobserved } = options;
  const counts = { realCount: real.sampleCount, fakeCount: fake.sampleCount };
  if (!areMeasurable(real, fake, 2)) return { value: Number.NaN, chance: null, interval: null, ...counts };
  const statistic = (pair: SamplePair, part: Progress) => intercept(pair, { ...options, onProgress: part });
  const value = statistic({ real, fake }, partOf(onProgress, 0, OWN_SHARE));
  const interval = jackknifeInterval(value, {
    ...{ real, fake, seed, statistic },
    onProgress: partOf(onProgress, OWN_SHARE, 1),
  });
  return { value, chance: 0, interval, ...counts };
}

function intercept(
  { real, fake }: SamplePair,
  options: ExtrapolationOptions & { onProgress: Progress },
): number {
  const { seed, sizes = DEFAULT_SIZES, smallestShare = DEFAULT_SMALLEST_SHARE, repeats = 1 } = options;
  const random = seededRandom(seed);
  const subset = (matrix: SampleMatrix, share: number) => {
    const order = shuffledOrder(matrix.sampleCount, random);
    return rowsOf(matrix, order.subarray(0, Math.round(share * matrix.sampleCount)));
  };
  const points: { inverse: number; distance: number }[] = [];
  for (let size = 0; size < sizes; size++) {
    const share = smallestShare + ((1 - smallestShare) * size) / Math.max(1, sizes - 1);
    for (let repeat = 0; repeat < repeats; repeat++) {
      const distance = frechetDistance(subset(real, share), subset(fake, share), { chance: "skip" }).value;
      points.push({ inverse: 1 / share, distance });
    }
    options.onProgress((size + 1) / sizes);
  }
  return interceptOf(points);
}

/** Of the least-squares line of `distance` over `inverse`. */
function interceptOf(points: readonly { inverse: number; distance: number }[]): number {
  const meanInverse = points.reduce((sum, { inverse }) => sum + inverse, 0) / points.length;
  const meanDistance = points.reduce((sum, { distance }) => sum + distance, 0) / points.length;
  let [covariance, variance] = [0, 0];
  for (const { inverse, distance } of points) {
    covariance += (inverse - meanInverse) * (distance - meanDistance);
    variance += (inverse - meanInverse) ** 2;
  }
  return meanDistance - (covariance / variance) * meanInverse;
}
