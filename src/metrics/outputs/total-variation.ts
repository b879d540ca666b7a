/** The total variation between real and fake outputs: how well the best rule on them could tell the sides apart. */
import type { Histogram } from "../../model/index.ts";
import type { Estimate } from "../estimate.ts";
import {
  binCountFor,
  equalMassBins,
  holdBothSides,
  type PairedBins,
  sharedBins,
  totalOf,
} from "./paired-bins.ts";
import { meanUnderRelabelling } from "./relabelling.ts";
import { areComputable, type Scores } from "./scores.ts";

/** `bestAccuracy` = (1 + value) / 2: what the best rule on these bins reaches on these samples. */
export interface TotalVariation extends Estimate {
  readonly bestAccuracy: number;
  readonly rebinned: boolean;
}

/**
 * The total variation distance ½ Σ |p − q| between real and fake outputs, from two unpaired samples.
 *
 * `real`, `fake`: one score a sample, any two lengths. A probability in [0, 1]; `chance` (exact under exchange
 * of labels) for one law, 1 for disjoint outputs. Unchanged by any increasing map of the scores.
 * NaN or no scores give NaN. Cost: O((n + m) log(n + m)). Source: the bins of `jensenShannonDivergence`.
 * @example
 * totalVariation([5, 6, 7, 8], [1, 2, 3, 4]).value; // => 1
 */
export function totalVariation(
  real: Scores,
  fake: Scores,
  binCount = binCountFor(real.length, fake.length),
): TotalVariation {
  if (!areComputable(real, fake)) return notComputable(real.length, fake.length);
  return ofBins(equalMassBins(real, fake, binCount));
}

/**
 * The same distance from two histograms: a lower bound of that of the scores (data processing).
 *
 * Shared edges are used as they are, others united first (`rebinned`). An empty histogram gives NaN.
 * @example
 * const edges = { lefts: Float64Array.of(0, 1), rights: Float64Array.of(1, 2) };
 * const real = { ...edges, counts: Float64Array.of(9, 1) };
 * const fake = { ...edges, counts: Float64Array.of(1, 9) };
 * totalVariationOfHistograms(real, fake).bestAccuracy; // => 0.9
 */
export function totalVariationOfHistograms(real: Histogram, fake: Histogram): TotalVariation {
  const bins = sharedBins(real, fake);
  return holdBothSides(bins) ? ofBins(bins) : notComputable(totalOf(real.counts), totalOf(fake.counts));
}

function ofBins(bins: PairedBins): TotalVariation {
  const [realCount, fakeCount] = [totalOf(bins.real), totalOf(bins.fake)];
  const term = (realInBin: number, fakeInBin: number) =>
    Math.abs(realInBin / realCount - fakeInBin / fakeCount) / 2;
  const value = bins.real.reduce((sum, realInBin, bin) => sum + term(realInBin, bins.fake[bin] ?? 0), 0);
  const chance = meanUnderRelabelling(bins, term);
  const bestAccuracy = (1 + value) / 2;
  return { value, chance, interval: null, realCount, fakeCount, bestAccuracy, rebinned: bins.rebinned };
}

function notComputable(realCount: number, fakeCount: number): TotalVariation {
  const nan = Number.NaN;
  const numbers = { value: nan, chance: nan, bestAccuracy: nan };
  return { ...numbers, interval: null, realCount, fakeCount, rebinned: false };
}
