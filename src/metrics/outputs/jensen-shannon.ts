/** The Jensen–Shannon divergence of the discriminator's outputs: how much of real and fake it tells apart. */
import type { Histogram } from "../../model/index.ts";
import { CONFIDENCE_LEVEL, type TestedEstimate } from "../estimate.ts";
import { chiSquaredSurvival } from "../statistics/incomplete-gamma.ts";
import { normalQuantile } from "../statistics/normal.ts";
import {
  binCountFor,
  equalMassBins,
  holdBothSides,
  type PairedBins,
  sharedBins,
  totalOf,
} from "./paired-bins.ts";
import { meanUnderRelabelling } from "./relabelling.ts";
import { areComputable, intervalAround, type Scores } from "./scores.ts";

/** In JSD ≈ χ² (1/n + 1/m) / 8. */
const CHI_SQUARED_DIVISOR = 8;
const BITS_PER_NAT = 1 / Math.LN2;

/**
 * `value` is the plain divergence of the bins in nats and `chance` its mean for one law, so
 * `corrected` = max(0, value − chance); `bits` and `correctedBits` are in [0, 1].
 */
export interface DivergenceEstimate extends TestedEstimate {
  readonly pValue: number;
  readonly corrected: number;
  readonly bits: number;
  readonly correctedBits: number;
  readonly binCount: number;
  readonly rebinned: boolean;
}

/**
 * The Jensen–Shannon divergence between real and fake outputs, from two unpaired samples.
 *
 * `real`, `fake`: one score a sample, any two lengths; `binCount` defaults to √min(n, m) / 1.5 within [4, 32].
 * In nats, in [0, ln 2]; `chance` for one law, ln 2 (1 bit) for disjoint outputs. Unchanged by any increasing
 * map of the scores. It bounds the divergence of the data from below, and only as well as the discriminator sees.
 * NaN or no scores give NaN; infinite scores count as the farthest ones. Cost: O((n + m) log(n + m)).
 * Source: Lin 1991; bins of equal pooled mass. `chance` is exact under exchange of labels, where the usual
 * first-order form is (K − 1)/8 · (1/n + 1/m); `pValue` is χ² with K − 1 degrees of freedom, scaled to that mean.
 * `interval` covers the divergence of the binned outputs, corrected for chance.
 * Differs from the formula of Goodfellow-style tutorials, which pairs scores and takes them for densities.
 * @example
 * jensenShannonDivergence([5, 6, 7, 8], [1, 2, 3, 4]).value; // => 0.693147
 */
export function jensenShannonDivergence(
  real: Scores,
  fake: Scores,
  binCount = binCountFor(real.length, fake.length),
): DivergenceEstimate {
  if (!areComputable(real, fake)) return notComputable(real.length, fake.length);
  return ofBins(equalMassBins(real, fake, binCount));
}

/**
 * The same divergence from two histograms: a lower bound of that of the scores (data processing).
 *
 * Shared edges are used as they are, others are united first (`rebinned`). Units, range, chance and cost as for
 * `jensenShannonDivergence`; an empty histogram gives NaN.
 * @example
 * const edges = { lefts: Float64Array.of(0, 1), rights: Float64Array.of(1, 2) };
 * const real = { ...edges, counts: Float64Array.of(9, 1) };
 * const fake = { ...edges, counts: Float64Array.of(1, 9) };
 * jensenShannonDivergenceOfHistograms(real, fake).bits; // => 0.531004
 */
export function jensenShannonDivergenceOfHistograms(real: Histogram, fake: Histogram): DivergenceEstimate {
  const bins = sharedBins(real, fake);
  return holdBothSides(bins) ? ofBins(bins) : notComputable(totalOf(real.counts), totalOf(fake.counts));
}

/**
 * The mean of the binned divergence of one law to first order: what to expect before there are data.
 *
 * In nats. Cost: O(1). Source: the divergence is χ² · (1/n + 1/m) / 8 to second order. Too low when a bin holds fewer than five samples of a side.
 * @example
 * firstOrderChance(20, 64, 64); // => 0.0742
 */
export function firstOrderChance(binCount: number, realCount: number, fakeCount: number): number {
  return ((binCount - 1) / CHI_SQUARED_DIVISOR) * (1 / realCount + 1 / fakeCount);
}

/** One bin's part, from its shares of each side. */
function binDivergence(realShare: number, fakeShare: number): number {
  const middle = (realShare + fakeShare) / 2;
  return (plogp(realShare, middle) + plogp(fakeShare, middle)) / 2;
}

function plogp(share: number, middle: number): number {
  return share === 0 ? 0 : share * Math.log(share / middle);
}

function ofBins(bins: PairedBins): DivergenceEstimate {
  const [realCount, fakeCount] = [totalOf(bins.real), totalOf(bins.fake)];
  let value = 0;
  let binCount = 0;
  bins.real.forEach((realInBin, bin) => {
    const fakeInBin = bins.fake[bin] ?? 0;
    value += binDivergence(realInBin / realCount, fakeInBin / fakeCount);
    if (realInBin + fakeInBin > 0) binCount++;
  });
  const chance = meanUnderRelabelling(bins, (r, f) => binDivergence(r / realCount, f / fakeCount));
  const corrected = Math.max(0, value - chance);
  const freedom = binCount - 1;
  const spread = Math.sqrt(samplingVariance(bins) + (2 * chance * chance) / Math.max(1, freedom));
  const reach = normalQuantile((1 + CONFIDENCE_LEVEL) / 2) * spread;
  return {
    value,
    chance,
    interval: intervalAround(value - chance, reach, { low: 0, high: Math.LN2, level: CONFIDENCE_LEVEL }),
    realCount,
    fakeCount,
    pValue: freedom === 0 ? 1 : chiSquaredSurvival((freedom * value) / chance, freedom),
    corrected,
    bits: value * BITS_PER_NAT,
    correctedBits: corrected * BITS_PER_NAT,
    binCount,
    rebinned: bins.rebinned,
  };
}

/** By the delta method: a real sample in bin k moves the divergence by ½ ln(p_k / m_k), less the mean of that. */
function samplingVariance({ real, fake }: PairedBins): number {
  return sideVariance(real, fake) + sideVariance(fake, real);
}

function sideVariance(own: Float64Array, other: Float64Array): number {
  const [ownCount, otherCount] = [totalOf(own), totalOf(other)];
  let mean = 0;
  let squares = 0;
  own.forEach((inBin, bin) => {
    if (inBin === 0) return;
    const share = inBin / ownCount;
    const influence = Math.log((2 * share) / (share + (other[bin] ?? 0) / otherCount)) / 2;
    mean += share * influence;
    squares += share * influence * influence;
  });
  return Math.max(0, squares - mean * mean) / ownCount;
}

function notComputable(realCount: number, fakeCount: number): DivergenceEstimate {
  const nan = Number.NaN;
  const numbers = { value: nan, chance: nan, pValue: nan, corrected: nan, bits: nan, correctedBits: nan };
  return { ...numbers, interval: null, realCount, fakeCount, binCount: 0, rebinned: false };
}
