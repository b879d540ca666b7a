/** The median distance within one set of samples with what chance does to it: one side of a ratio of spreads. */
import { CONFIDENCE_LEVEL, type Estimate, type Interval } from "../estimate.ts";
import { seededRandom } from "../random-source.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { quantileOfSorted } from "../statistics/quantiles.ts";
import { type DistancesWithin, distancesOfFirst } from "./distances-within.ts";
import { medianOfCopies, type OrderedPairs, orderedPairs } from "./pairwise-distances.ts";

/** Beyond some hundred samples the median moves by less than a percent, and pairs grow as the square. */
const DEFAULT_MOST_SAMPLES = 400;
/** Enough for the ends of a 95 % interval to stand within a tenth of its width. */
const RESAMPLES = 400;

/** The median distance within one set of samples, and the medians of sets drawn from it again. */
export interface PairwiseSpread {
  readonly sampleCount: number;
  /** NaN when a distance is. */
  readonly median: number;
  /** Empty where there is no median. Drawn when first asked for: that costs several times what the median does. */
  readonly drawnMedians: () => Float64Array;
}

/**
 * One side of `pairwiseDistanceRatio`, for those who compare it with several others.
 *
 * `samples` is [samples × features]; `seed`: another one for each side, as sides are drawn independently. In the
 * features' unit; NaN with fewer than two samples or features that are not finite. Cost and source as for the ratio.
 * @example
 * const samples = sampleMatrix(Float64Array.of(0, 2, 4), 3, 1);
 * pairwiseSpread(samples, { seed: 1 }).median; // => 2
 */
export function pairwiseSpread(
  samples: SampleMatrix,
  {
    seed,
    mostSamples = DEFAULT_MOST_SAMPLES,
    known,
  }: {
    readonly seed: number;
    readonly mostSamples?: number | undefined;
    readonly known?: DistancesWithin | undefined;
  },
): PairwiseSpread {
  const sampleCount = Math.min(mostSamples, samples.sampleCount);
  const distances = distancesOfFirst(samples, sampleCount, known);
  const isMeasurable = distances.length > 0 && distances.every(Number.isFinite);
  if (!isMeasurable) return { sampleCount, median: Number.NaN, drawnMedians: () => new Float64Array(0) };
  const sorted = distances.toSorted();
  let drawn: Float64Array | null = null;
  return {
    sampleCount,
    median: quantileOfSorted(sorted, 1 / 2),
    drawnMedians: () => {
      drawn ??= mediansOfDraws(orderedPairs(sampleCount, distances, sorted), seed);
      return drawn;
    },
  };
}

function mediansOfDraws(pairs: OrderedPairs, seed: number): Float64Array {
  const { sampleCount } = pairs;
  const medians = new Float64Array(RESAMPLES);
  const random = seededRandom(seed);
  const copies = new Uint32Array(sampleCount);
  for (let draw = 0; draw < RESAMPLES; draw++) {
    copies.fill(0);
    for (let sample = 0; sample < sampleCount; sample++) {
      const place = Math.floor(random() * sampleCount);
      copies[place] = (copies[place] ?? 0) + 1;
    }
    medians[draw] = medianOfCopies(pairs, copies);
  }
  return medians;
}

/**
 * ρ from the spreads of both sides, as `pairwiseDistanceRatio` gives it.
 *
 * No unit, ≥ 0, chance 1; NaN where a median is, or the real one is 0. Cost: a sort of 400 numbers.
 * @example
 * const spread = (...values) => pairwiseSpread(sampleMatrix(Float64Array.from(values), 3, 1), { seed: values[2] });
 * pairwiseRatioOf(spread(0, 2, 4), spread(0, 1, 2)).value; // => 0.5
 */
export function pairwiseRatioOf(real: PairwiseSpread, fake: PairwiseSpread): Estimate {
  const value = real.median === 0 ? Number.NaN : fake.median / real.median;
  return {
    value,
    chance: 1,
    interval: Number.isFinite(value) ? percentileInterval(drawnRatios(real, fake)) : null,
    realCount: real.sampleCount,
    fakeCount: fake.sampleCount,
  };
}

function drawnRatios(real: PairwiseSpread, fake: PairwiseSpread): Float64Array {
  const drawnOfReal = real.drawnMedians();
  return fake.drawnMedians().map((median, draw) => median / (drawnOfReal[draw] ?? Number.NaN));
}

/** Null where a draw has no ratio: of one sample drawn over and over. */
function percentileInterval(drawn: Float64Array): Interval | null {
  const sorted = drawn.toSorted();
  if (Number.isNaN(sorted[sorted.length - 1] ?? Number.NaN)) return null;
  const [low, high] = [(1 - CONFIDENCE_LEVEL) / 2, (1 + CONFIDENCE_LEVEL) / 2];
  return {
    low: quantileOfSorted(sorted, low),
    high: quantileOfSorted(sorted, high),
    level: CONFIDENCE_LEVEL,
  };
}
