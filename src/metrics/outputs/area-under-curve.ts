/** The chance that the discriminator ranks a real sample above a fake one: its strength, free of any threshold. */
import type { Histogram } from "../../model/index.ts";
import { CONFIDENCE_LEVEL, type Interval, type TestedEstimate } from "../estimate.ts";
import { normalCdf, normalQuantile } from "../statistics/normal.ts";
import { sortedCopy } from "../statistics/quantiles.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { walkMerged } from "./merged-walk.ts";
import { sharedBins, totalOf } from "./paired-bins.ts";
import { areComputable, intervalAround, type Scores } from "./scores.ts";

/** In the null variance (n + m + 1) / (12 n m) of the rank sum. */
const RANK_VARIANCE_DIVISOR = 12;

/**
 * The area under the ROC curve, P(real > fake) + ½ P(real = fake), from two unpaired samples.
 *
 * `real`, `fake`: one score a sample, any two lengths. A probability in [0, 1]; ½ for one law and for constant
 * scores, 1 when each real score is higher. Unchanged by any increasing map; its complement when sides are swapped.
 * NaN or no scores give NaN. Cost: O((n + m) log(n + m)). Source: Mann & Whitney 1947 with mid-ranks; `interval`
 * of Hanley & McNeil 1982, or Wilson's for min(n, m) independent pairs where that has no width (areas of 0 and 1);
 * `pValue` from the tie-corrected normal limit, two-sided. Agrees with `sklearn.metrics.roc_auc_score`.
 * @example
 * areaUnderCurve([1, 2, 3], [0, 1, 2]).value; // => 0.777778
 */
export function areaUnderCurve(real: Scores, fake: Scores): TestedEstimate {
  const [realCount, fakeCount] = [real.length, fake.length];
  if (!areComputable(real, fake)) return ofRanks({ value: Number.NaN, ties: 0, realCount, fakeCount });
  let [pairs, ties, realBefore, fakeBefore] = [0, 0, 0, 0];
  walkMerged(sortedCopy(real), sortedCopy(fake), ({ realUpTo, fakeUpTo }) => {
    const [realHere, fakeHere] = [realUpTo - realBefore, fakeUpTo - fakeBefore];
    pairs += realHere * (fakeBefore + fakeHere / 2);
    ties += tieTerm(realHere + fakeHere);
    [realBefore, fakeBefore] = [realUpTo, fakeUpTo];
  });
  return ofRanks({ value: pairs / (realCount * fakeCount), ties, realCount, fakeCount });
}

/** `band`: where the area of the scores themselves lies for certain, whatever their places inside the bins. */
export interface BinnedAreaUnderCurve extends TestedEstimate {
  readonly band: { readonly low: number; readonly high: number };
  readonly rebinned: boolean;
}

/**
 * The same area from two histograms, with the exact band that the bins leave open: ± ½ Σ p_k q_k for shared edges.
 *
 * Units, range, chance and interval as for `areaUnderCurve` (the interval is of sampling alone: see `band` for the
 * bins). An empty histogram gives NaN. Cost: O(real bins × fake bins).
 * @example
 * const edges = { lefts: Float64Array.of(0, 1), rights: Float64Array.of(1, 2) };
 * const real = { ...edges, counts: Float64Array.of(1, 3) };
 * const fake = { ...edges, counts: Float64Array.of(3, 1) };
 * areaUnderCurveOfHistograms(real, fake).band; // => { low: 0.5625, high: 0.9375 }
 */
export function areaUnderCurveOfHistograms(real: Histogram, fake: Histogram): BinnedAreaUnderCurve {
  const bins = sharedBins(real, fake);
  const [realCount, fakeCount] = [totalOf(bins.real), totalOf(bins.fake)];
  let [pairs, ties, fakeBefore] = [0, 0, 0];
  for (let bin = 0; bin < bins.real.length; bin++) {
    const [realHere, fakeHere] = [bins.real[bin] ?? 0, bins.fake[bin] ?? 0];
    pairs += realHere * (fakeBefore + fakeHere / 2);
    ties += tieTerm(realHere + fakeHere);
    fakeBefore += fakeHere;
  }
  const value = pairs / (realCount * fakeCount);
  const estimate = ofRanks({ value, ties, realCount, fakeCount });
  return { ...estimate, band: certainBand(real, fake), rebinned: bins.rebinned };
}

/** The area if each pair of overlapping bins were all losses, and if it were all wins. */
function certainBand(real: Histogram, fake: Histogram): { low: number; high: number } {
  const pairs = totalOf(real.counts) * totalOf(fake.counts);
  let [low, high] = [0, 0];
  for (let r = 0; r < real.counts.length; r++) {
    for (let f = 0; f < fake.counts.length; f++) {
      const weight = ((real.counts[r] ?? 0) * (fake.counts[f] ?? 0)) / pairs;
      const [worst, best] = outcomes(binAt(real, r), binAt(fake, f));
      if (weight === 0) continue;
      low += weight * worst;
      high += weight * best;
    }
  }
  return pairs > 0 ? { low, high } : { low: Number.NaN, high: Number.NaN };
}

interface Span {
  readonly left: number;
  readonly right: number;
}

function binAt({ lefts, rights }: Histogram, bin: number): Span {
  return { left: lefts[bin] ?? Number.NaN, right: rights[bin] ?? Number.NaN };
}

/** The least and the most that a real sample in one bin can win against a fake one in the other. */
function outcomes(real: Span, fake: Span): readonly [number, number] {
  const bothPoints = real.left === real.right && fake.left === fake.right;
  if (bothPoints && real.left === fake.left) return [1 / 2, 1 / 2];
  if (real.left >= fake.right) return [1, 1];
  if (fake.left >= real.right) return [0, 0];
  return [0, 1];
}

interface Ranks {
  readonly value: number;
  readonly ties: number;
  readonly realCount: number;
  readonly fakeCount: number;
}

function ofRanks({ value, ties, realCount, fakeCount }: Ranks): TestedEstimate {
  const interval = hanleyMcNeil(value, realCount, fakeCount);
  const all = realCount + fakeCount;
  const nullVariance = (all + 1 - ties / (all * (all - 1))) / (RANK_VARIANCE_DIVISOR * realCount * fakeCount);
  const pValue = nullVariance > 0 ? 2 * normalCdf(-Math.abs(value - 1 / 2) / Math.sqrt(nullVariance)) : 1;
  return {
    value,
    chance: 1 / 2,
    interval,
    realCount,
    fakeCount,
    pValue: Number.isNaN(value) ? Number.NaN : pValue,
  };
}

function hanleyMcNeil(area: number, realCount: number, fakeCount: number): Interval | null {
  const pairs = Math.min(realCount, fakeCount);
  if (area === 0 || area === 1) return wilsonInterval(area * pairs, pairs);
  const bothReal = area / (2 - area) - area * area;
  const bothFake = (2 * area * area) / (1 + area) - area * area;
  const variance =
    (area * (1 - area) + (realCount - 1) * bothReal + (fakeCount - 1) * bothFake) / (realCount * fakeCount);
  const reach = normalQuantile((1 + CONFIDENCE_LEVEL) / 2) * Math.sqrt(variance);
  return intervalAround(area, reach, { low: 0, high: 1, level: CONFIDENCE_LEVEL });
}

/** t³ − t for a group of t equal scores. */
function tieTerm(equal: number): number {
  return equal * (equal - 1) * (equal + 1);
}
