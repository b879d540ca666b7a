/** Modes of a mixture of Gaussians that is known: how many a generator finds, and how well it hits them. */
import type { Estimate } from "../estimate.ts";
import { nearestNeighbours } from "../features/nearest-neighbours.ts";
import { type SampleMatrix, sampleMatrix } from "../sample-matrix.ts";
import { chiSquaredSurvival } from "../statistics/incomplete-gamma.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { compareFrequencies, type FrequencyComparison } from "./goodness-of-fit.ts";

/** Equally likely round Gaussians. */
export interface GaussianMixture {
  /** [modeCount × dimensionCount], row-major. */
  readonly centres: SampleMatrix;
  /** The standard deviation of every mode in every dimension. */
  readonly deviation: number;
}

/**
 * The ring of the literature: `modeCount` modes at equal angles, each once.
 *
 * - Units of the radius (1); deviation 0.01 unless given. Source: Srivastava et al. 2017, arXiv:1705.07761.
 * - Differs from the popular demonstration with `linspace(0, 2π, 8)`, whose first and last mode are one.
 *
 * @example
 * ringOfModes({ modeCount: 4 }).centres.values; // => [1, 0, 0, 1, -1, 0, 0, -1]
 */
export function ringOfModes({ modeCount = 8, radius = 1, deviation = 0.01 } = {}): GaussianMixture {
  const values = Float64Array.from({ length: 2 * modeCount }, (_, at) => {
    const angle = (2 * Math.PI * Math.floor(at / 2)) / modeCount;
    return radius * (at % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
  });
  return { centres: sampleMatrix(values, modeCount, 2), deviation };
}

/**
 * The grid of the literature: side × side modes, centred on the origin.
 *
 * - Units of the spacing (2); side 5 and deviation 0.05 unless given. Source: Srivastava et al. 2017, arXiv:1705.07761.
 *
 * @example
 * gridOfModes({ side: 2 }).centres.values; // => [-1, -1, -1, 1, 1, -1, 1, 1]
 */
export function gridOfModes({ side = 5, spacing = 2, deviation = 0.05 } = {}): GaussianMixture {
  const place = (index: number) => (index - (side - 1) / 2) * spacing;
  const values = Float64Array.from({ length: 2 * side * side }, (_, at) => {
    const mode = Math.floor(at / 2);
    return at % 2 === 0 ? place(Math.floor(mode / side)) : place(mode % side);
  });
  return { centres: sampleMatrix(values, side * side, 2), deviation };
}

export interface KnownModes extends FrequencyComparison {
  /** The share of samples within `withinDeviations` of the nearest mode; `chance` is a perfect sampler's. */
  readonly highQuality: Estimate;
  /** Modes with at least one high-quality sample. */
  readonly capturedModes: number;
  /** Modes with at least a quarter of the high-quality samples that they should have. */
  readonly coveredModes: number;
}

export interface KnownModeOptions {
  readonly withinDeviations?: number;
}

/** Of the literature, for few dimensions; it takes 10 for 1,200. */
const DEFAULT_WITHIN_DEVIATIONS = 3;
const COVERED_SHARE = 0.25;

/**
 * Assigns each sample to its nearest mode and says how many are close to it, and how even the modes are.
 *
 * - Shape: `samples` [sampleCount × dimensionCount], row-major.
 * - `highQuality` in [0, 1] with Wilson's 95 % interval: 0.9889 for a perfect sampler in two dimensions, not 1.
 *   Frequencies of modes (of high-quality samples) as `compareFrequencies`; a perfect sampler's divergence is
 *   (modeCount − 1) / 2n.
 * - Samples that are not finite are of low quality. Throws `METRICS_FEATURE_COUNTS` when the dimensions differ.
 * - Cost: sampleCount · modeCount · dimensionCount products.
 * - Source: Srivastava et al. 2017, arXiv:1705.07761, §5. Differs in `coveredModes`, which does not saturate with the
 *   number of samples as `capturedModes` does.
 *
 * @example
 * const samples = sampleMatrix(Float64Array.of(1, 0, 1.01, 0, 0, 0), 3, 2);
 * knownModes(samples, ringOfModes()).capturedModes; // => 1
 * knownModes(samples, ringOfModes()).highQuality.chance; // => 0.9889
 */
export function knownModes(
  samples: SampleMatrix,
  { centres, deviation }: GaussianMixture,
  { withinDeviations = DEFAULT_WITHIN_DEVIATIONS }: KnownModeOptions = {},
): KnownModes {
  const { squaredDistances, places } = nearestNeighbours(samples, centres, { count: 1 });
  const counts = new Uint32Array(centres.sampleCount);
  let high = 0;
  for (let sample = 0; sample < samples.sampleCount; sample++) {
    const mode = places[sample] ?? 0;
    if (!((squaredDistances[sample] ?? Number.NaN) < (withinDeviations * deviation) ** 2)) continue;
    counts[mode] = (counts[mode] ?? 0) + 1;
    high++;
  }
  const enough = Math.max(1, (COVERED_SHARE * samples.sampleCount) / centres.sampleCount);
  return {
    ...compareFrequencies(counts, new Uint8Array(centres.sampleCount).fill(1)),
    highQuality: {
      value: high / samples.sampleCount,
      chance: 1 - chiSquaredSurvival(withinDeviations ** 2, centres.featureCount),
      interval: wilsonInterval(high, samples.sampleCount),
      ...{ realCount: 0, fakeCount: samples.sampleCount },
    },
    capturedModes: counts.filter((count) => count > 0).length,
    coveredModes: counts.filter((count) => count >= enough).length,
  };
}
