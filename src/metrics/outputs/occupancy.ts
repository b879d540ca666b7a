/** Occupancy: in how much of the range of real outputs do generated samples turn up at all? */
import type { Histogram } from "../../model/index.ts";
import type { Estimate } from "../estimate.ts";
import { logGamma } from "../statistics/log-gamma.ts";
import { quantileOfSorted, sortedCopy } from "../statistics/quantiles.ts";
import { massBelow, quantileOfBins } from "./bin-quantiles.ts";
import { totalOf } from "./paired-bins.ts";
import { areComputable, type Scores } from "./scores.ts";

const DEFAULT_BINS = 16;
/** A bin counts as held when fakes fall into it at more than this share of the rate of reals. */
const DEFAULT_SHARE = 1 / 4;

/** `binCount` bins of equal real mass; a bin is occupied by more than `occupiedShare` of the reals' rate. */
export interface OccupancyOptions {
  readonly binCount?: number;
  readonly occupiedShare?: number;
}

/**
 * The share of the real-quantile bins of the discriminator's output that generated samples occupy.
 *
 * `real`, `fake`: one score a sample, any two lengths. A probability in [0, 1]; near 1 for one law (`chance`, for
 * scores without ties), small when the fakes crowd where few reals are: collapse, or a discriminator that tells
 * all apart. Unchanged by any increasing map that is linear between neighbouring reals; blind to which bins.
 * Equal quantiles begin one bin of their joint weight. NaN or no scores give NaN. Cost: O((n + m) log(n + m)).
 * Source: this project's survey of 111 failing and healthy runs, where below 0.3 meant collapse with precision 0.94
 * and recall 0.82; 16 bins, a quarter of the reals' rate.
 * @example
 * occupancy([1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 1, 1, 8, 8, 8, 8], { binCount: 4 }).value; // => 0.5
 */
export function occupancy(real: Scores, fake: Scores, options: OccupancyOptions = {}): Estimate {
  const [sortedReal, sortedFake] = [sortedCopy(real), sortedCopy(fake)];
  return occupied(
    {
      computable: areComputable(real, fake),
      realCount: real.length,
      fakeCount: fake.length,
      quantile: (probability) => quantileOfSorted(sortedReal, probability),
      fakesBelow: (value) => countBelow(sortedFake, value),
    },
    options,
  );
}

/**
 * The same share from two histograms, their mass spread evenly inside each bin; edges may differ.
 *
 * Units, range, chance and source as for `occupancy`; bins wider than the real quantiles lie apart make it too high.
 * An empty histogram gives NaN. Cost: O(bins × binCount).
 * @example
 * const real = { lefts: Float64Array.of(0), rights: Float64Array.of(4), counts: Float64Array.of(8) };
 * const fake = { lefts: Float64Array.of(0), rights: Float64Array.of(1), counts: Float64Array.of(8) };
 * occupancyOfHistograms(real, fake, { binCount: 4 }).value; // => 0.25
 */
export function occupancyOfHistograms(
  real: Histogram,
  fake: Histogram,
  options: OccupancyOptions = {},
): Estimate {
  const [realCount, fakeCount] = [totalOf(real.counts), totalOf(fake.counts)];
  return occupied(
    {
      computable: realCount > 0 && fakeCount > 0,
      realCount,
      fakeCount,
      quantile: (probability) => quantileOfBins(real, probability),
      fakesBelow: (value) => massBelow(fake, value),
    },
    options,
  );
}

interface Sides {
  readonly computable: boolean;
  readonly realCount: number;
  readonly fakeCount: number;
  readonly quantile: (probability: number) => number;
  /** How many fakes lie below a value. */
  readonly fakesBelow: (value: number) => number;
}

function occupied(sides: Sides, options: OccupancyOptions): Estimate {
  const { binCount = DEFAULT_BINS, occupiedShare = DEFAULT_SHARE } = options;
  const { realCount, fakeCount } = sides;
  let held = sides.computable ? 0 : Number.NaN;
  let [first, below] = [0, 0];
  for (let bin = 1; bin <= binCount; bin++) {
    const edge = bin === binCount ? Number.POSITIVE_INFINITY : sides.quantile(bin / binCount);
    if (edge === sides.quantile((bin - 1) / binCount)) continue;
    const upTo = bin === binCount ? fakeCount : sides.fakesBelow(edge);
    const weight = (bin - first) / binCount;
    if ((upTo - below) / fakeCount > occupiedShare * weight) held += weight;
    [first, below] = [bin, upTo];
  }
  const chance = sides.computable
    ? chanceToOccupy({ realCount, fakeCount, binCount, occupiedShare })
    : Number.NaN;
  return { value: held, chance, interval: null, realCount, fakeCount };
}

interface ChanceRequest {
  readonly realCount: number;
  readonly fakeCount: number;
  readonly binCount: number;
  readonly occupiedShare: number;
}

/**
 * Of the n + 1 spacings between reals a bin holds (n + 1)/K, so its part of the law's mass is a beta variable and
 * the number of m fakes in it beta-binomial: the chance that they are more than the share asked for.
 */
function chanceToOccupy({ realCount, fakeCount, binCount, occupiedShare }: ChanceRequest): number {
  const [count, own] = [Math.round(fakeCount), (realCount + 1) / binCount];
  const rest = realCount + 1 - own;
  let below = 0;
  for (let held = 0; held <= Math.min(count, (count * occupiedShare) / binCount); held++) {
    below += Math.exp(
      logGamma(count + 1) -
        logGamma(held + 1) -
        logGamma(count - held + 1) +
        logBeta(own + held, rest + count - held) -
        logBeta(own, rest),
    );
  }
  return 1 - below;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

function countBelow(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Number.NaN) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
