/** The Wasserstein-1 distance between real and fake outputs: how far apart they lie, in the outputs' own unit. */
import type { Histogram } from "../../model/index.ts";
import type { TestedEstimate } from "../estimate.ts";
import { seededRandom, shuffledOrder } from "../random-source.ts";
import { interquartileRange, sortedCopy } from "../statistics/quantiles.ts";
import { quantileOfBins } from "./bin-quantiles.ts";
import { walkMerged } from "./merged-walk.ts";
import { holdBothSides, type PairedBins, sharedBins, totalOf } from "./paired-bins.ts";
import { areComputable, type Scores } from "./scores.ts";

const LOWER_QUARTILE = 1 / 4;
const UPPER_QUARTILE = 1 - LOWER_QUARTILE;

/** `perInterquartileRange` is the value in units of the pooled scores' interquartile range: NaN where that is 0. */
export interface Wasserstein extends TestedEstimate {
  readonly perInterquartileRange: number;
}

/** `permutations` > 0 asks for a p-value from that many exchanges of labels, drawn by `seed`. */
export interface WassersteinOptions {
  readonly permutations?: number;
  readonly seed?: number;
}

/**
 * The Wasserstein-1 distance ∫ |F − G| between real and fake outputs, from two unpaired samples.
 *
 * `real`, `fake`: one score a sample, any two lengths. In the scores' unit, in [0, ∞), 0 for equal samples;
 * `chance` is the first-order mean for one law, √(2/π · (1/n + 1/m)) ∫ √(F(1 − F)). Scales with the scores, and
 * moves with neither: compare runs by `perInterquartileRange`. NaN, infinite or no scores give NaN.
 * Cost: O((n + m) log(n + m)), times the permutations. Source: Vallender 1974. Agrees with `scipy.stats.wasserstein_distance`.
 * @example
 * wassersteinDistance([3, 4], [1, 2]).value; // => 2
 */
export function wassersteinDistance(
  real: Scores,
  fake: Scores,
  { permutations = 0, seed = 0 }: WassersteinOptions = {},
): Wasserstein {
  const [realCount, fakeCount] = [real.length, fake.length];
  if (!areComputable(real, fake)) return notComputable(realCount, fakeCount);
  const pooled = Float64Array.from([...Array.from(real), ...Array.from(fake)]);
  const { distance: value, spread } = integrals(sortedCopy(real), sortedCopy(fake));
  if (!Number.isFinite(value)) return notComputable(realCount, fakeCount);
  return {
    value,
    chance: chanceOf(spread, realCount, fakeCount),
    interval: null,
    realCount,
    fakeCount,
    pValue: permutations > 0 ? permutedPValue({ pooled, realCount, value, permutations, seed }) : null,
    perInterquartileRange: ratio(value, interquartileRange(pooled)),
  };
}

/**
 * The same distance from two histograms, their mass spread evenly inside each bin.
 *
 * `largestError` bounds what the bins hide, in the scores' unit: ½ Σ (p + q) · width, each side by its own bins.
 * Units, range and chance as for `wassersteinDistance`; an empty histogram gives NaN. Cost: O(bins).
 * Differs from the sum of width · |F − G| at upper edges in being right for bins of unequal widths too.
 * @example
 * const edges = { lefts: Float64Array.of(0, 1), rights: Float64Array.of(1, 2) };
 * const real = { ...edges, counts: Float64Array.of(0, 9) };
 * wassersteinDistanceOfHistograms(real, { ...edges, counts: Float64Array.of(9, 0) }).value; // => 1
 */
export function wassersteinDistanceOfHistograms(
  real: Histogram,
  fake: Histogram,
): Wasserstein & { readonly largestError: number; readonly rebinned: boolean } {
  const bins = sharedBins(real, fake);
  const [realCount, fakeCount] = [totalOf(bins.real), totalOf(bins.fake)];
  if (!holdBothSides(bins)) {
    return { ...notComputable(realCount, fakeCount), largestError: Number.NaN, rebinned: false };
  }
  const { distance, spread } = integralsOfBins(bins);
  const pooled = { ...bins, counts: bins.real.map((count, bin) => count + (bins.fake[bin] ?? 0)) };
  const range = quantileOfBins(pooled, UPPER_QUARTILE) - quantileOfBins(pooled, LOWER_QUARTILE);
  return {
    value: distance,
    chance: chanceOf(spread, realCount, fakeCount),
    interval: null,
    realCount,
    fakeCount,
    pValue: null,
    perInterquartileRange: ratio(distance, range),
    largestError: hiddenBy(real) + hiddenBy(fake),
    rebinned: bins.rebinned,
  };
}

/** ∫ |F − G| and ∫ √(H (1 − H)) of the pooled distribution H. */
function integrals(real: Float64Array, fake: Float64Array): { distance: number; spread: number } {
  let [distance, spread, gap, deviation, last] = [0, 0, 0, 0, Number.NaN];
  walkMerged(real, fake, ({ value, realUpTo, fakeUpTo }) => {
    if (!Number.isNaN(last)) {
      distance += gap * (value - last);
      spread += deviation * (value - last);
    }
    gap = Math.abs(realUpTo / real.length - fakeUpTo / fake.length);
    deviation = deviationAt((realUpTo + fakeUpTo) / (real.length + fake.length));
    last = value;
  });
  return { distance, spread };
}

/** The same two from the first bin that holds mass to the last one. */
function integralsOfBins(bins: PairedBins): { distance: number; spread: number } {
  const [n, m] = [totalOf(bins.real), totalOf(bins.fake)];
  const holdsMass = (_: number, bin: number) => (bins.real[bin] ?? 0) + (bins.fake[bin] ?? 0) > 0;
  const last = bins.real.findLastIndex(holdsMass);
  let bin = bins.real.findIndex(holdsMass);
  let [distance, spread, real, fake] = [0, 0, 0, 0];
  let edge = bins.lefts[bin] ?? Number.NaN;
  for (; bin <= last; bin++) {
    const left = bins.lefts[bin] ?? Number.NaN;
    const width = (bins.rights[bin] ?? Number.NaN) - left;
    const [inReal, inFake] = [bins.real[bin] ?? 0, bins.fake[bin] ?? 0];
    const gap = real / n - fake / m;
    distance += Math.abs(gap) * (left - edge);
    spread += deviationAt((real + fake) / (n + m)) * (left - edge);
    spread += width * deviationAt((real + fake + (inReal + inFake) / 2) / (n + m));
    real += inReal;
    fake += inFake;
    distance += width * meanMagnitude(gap, real / n - fake / m);
    edge = left + width;
  }
  return { distance, spread };
}

/** How far samples can lie from an even spread over their bins: half a bin's width for each sample in it. */
function hiddenBy({ lefts, rights, counts }: Histogram): number {
  let hidden = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    const inBin = counts[bin] ?? 0;
    if (inBin > 0) hidden += (inBin * ((rights[bin] ?? Number.NaN) - (lefts[bin] ?? Number.NaN))) / 2;
  }
  return hidden / totalOf(counts);
}

/** The mean of |x| for x running evenly from one end to the other. */
function meanMagnitude(from: number, to: number): number {
  if (from * to >= 0) return Math.abs(from + to) / 2;
  return (from * from + to * to) / (2 * Math.abs(to - from));
}

function deviationAt(share: number): number {
  return Math.sqrt(Math.max(0, share * (1 - share)));
}

function chanceOf(spread: number, realCount: number, fakeCount: number): number {
  return Math.sqrt((2 / Math.PI) * (1 / realCount + 1 / fakeCount)) * spread;
}

function ratio(value: number, range: number): number {
  return range > 0 ? value / range : Number.NaN;
}

interface PermutationRequest {
  readonly pooled: Float64Array;
  readonly realCount: number;
  readonly value: number;
  readonly permutations: number;
  readonly seed: number;
}

function permutedPValue({ pooled, realCount, value, permutations, seed }: PermutationRequest): number {
  const random = seededRandom(seed);
  let reached = 1;
  for (let permutation = 0; permutation < permutations; permutation++) {
    const order = shuffledOrder(pooled.length, random);
    const dealt = Float64Array.from(order, (place) => pooled[place] ?? Number.NaN);
    const { distance } = integrals(dealt.slice(0, realCount).sort(), dealt.slice(realCount).sort());
    if (distance >= value) reached++;
  }
  return reached / (permutations + 1);
}

function notComputable(realCount: number, fakeCount: number): Wasserstein {
  const nan = Number.NaN;
  const numbers = { value: nan, chance: nan, pValue: nan, perInterquartileRange: nan };
  return { ...numbers, interval: null, realCount, fakeCount };
}
