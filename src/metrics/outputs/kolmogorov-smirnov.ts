/** The greatest gap between the distributions of real and fake outputs, with its p-value. */
import type { Histogram } from "../../model/index.ts";
import type { TestedEstimate } from "../estimate.ts";
import { kolmogorovSmirnovPValue } from "../statistics/kolmogorov.ts";
import { sortedCopy } from "../statistics/quantiles.ts";
import { walkMerged } from "./merged-walk.ts";
import { holdBothSides, sharedBins, totalOf } from "./paired-bins.ts";
import { areComputable, type Scores } from "./scores.ts";

/** The mean of Kolmogorov's limit law: √(π/2) · ln 2. */
const MEAN_OF_LIMIT_LAW = Math.sqrt(Math.PI / 2) * Math.LN2;

/** `bestAccuracy` = (1 + value) / 2: balanced accuracy at the best single threshold. */
export interface KolmogorovSmirnov extends TestedEstimate {
  readonly pValue: number;
  readonly bestAccuracy: number;
}

/**
 * The Kolmogorov–Smirnov distance sup |F − G| between real and fake outputs, and its two-sided p-value.
 *
 * `real`, `fake`: one score a sample, any two lengths. A probability in [0, 1], 0 for equal samples, 1 for
 * separable ones; `chance` is the mean of the limit law, 0.869 √(1/n + 1/m). Unchanged by any increasing map.
 * NaN or no scores give NaN. Cost: O((n + m) log(n + m)), and that of `kolmogorovSmirnovPValue`.
 * Source: Smirnov 1939. Agrees with `scipy.stats.ks_2samp(method="exact")` while the p-value is exact.
 * @example
 * kolmogorovSmirnov([5, 6, 7], [1, 2, 3]).pValue; // => 0.1
 */
export function kolmogorovSmirnov(real: Scores, fake: Scores): KolmogorovSmirnov {
  const [n, m] = [real.length, fake.length];
  let gap = areComputable(real, fake) ? 0 : Number.NaN;
  if (!Number.isNaN(gap)) {
    walkMerged(sortedCopy(real), sortedCopy(fake), ({ realUpTo, fakeUpTo }) => {
      gap = Math.max(gap, Math.abs(realUpTo / n - fakeUpTo / m));
    });
  }
  return ofGap(gap, n, m);
}

/**
 * The same distance from two histograms: a lower bound, as gaps inside a bin are not seen; the p-value is then
 * an upper bound, unless edges differed and mass had to be spread.
 *
 * Units, range and chance as for `kolmogorovSmirnov`; an empty histogram gives NaN. Cost: O(bins), and the p-value's.
 * @example
 * const edges = { lefts: Float64Array.of(0, 1), rights: Float64Array.of(1, 2) };
 * const real = { ...edges, counts: Float64Array.of(1, 9) };
 * const fake = { ...edges, counts: Float64Array.of(9, 1) };
 * kolmogorovSmirnovOfHistograms(real, fake).value; // => 0.8
 */
export function kolmogorovSmirnovOfHistograms(
  real: Histogram,
  fake: Histogram,
): KolmogorovSmirnov & { readonly rebinned: boolean } {
  const bins = sharedBins(real, fake);
  const [n, m] = [totalOf(bins.real), totalOf(bins.fake)];
  let gap = holdBothSides(bins) ? 0 : Number.NaN;
  let [realUpTo, fakeUpTo] = [0, 0];
  for (let bin = 0; bin < bins.real.length; bin++) {
    realUpTo += bins.real[bin] ?? 0;
    fakeUpTo += bins.fake[bin] ?? 0;
    gap = Math.max(gap, Math.abs(realUpTo / n - fakeUpTo / m));
  }
  return { ...ofGap(gap, Math.round(n), Math.round(m)), rebinned: bins.rebinned };
}

function ofGap(value: number, realCount: number, fakeCount: number): KolmogorovSmirnov {
  return {
    value,
    chance: MEAN_OF_LIMIT_LAW * Math.sqrt(1 / realCount + 1 / fakeCount),
    interval: null,
    realCount,
    fakeCount,
    pValue: kolmogorovSmirnovPValue(value, realCount, fakeCount),
    bestAccuracy: (1 + value) / 2,
  };
}
