/** Density and coverage: precision and recall that a few outliers do not move, with known chance levels. */
import type { Estimate } from "../estimate.ts";
import { unobserved } from "../progress.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { membershipOf, shareSet } from "./manifolds.ts";
import type { NeighbourhoodOptions } from "./precision-recall.ts";
import { areMeasurable, requireSameFeatures } from "./sample-pair.ts";

export interface DensityCoverage {
  readonly density: Estimate;
  readonly coverage: Estimate;
}

const DEFAULT_NEIGHBOURS = 5;

/**
 * Density: in how many balls of real samples a generated sample lies, as a share of the k expected. Coverage: the
 * share of real samples whose ball, reaching to their k-th real neighbour, holds a generated sample.
 *
 * - Shapes: `real` [n × d], `fake` [m × d], row-major.
 * - Density in [0, n / k], chance 1. Coverage in [0, 1], chance 1 − Π (n − 1 − j) / (n + m − 1 − j) over j < k, whatever
 *   the law and its dimension: read it as a share of that.
 * - NaN when a number is not finite or a side has no more than `neighbours` (5) samples.
 *   Throws `METRICS_FEATURE_COUNTS` when the feature counts differ.
 * - Cost: (n² / 2 + nm)·d products.
 * - Source: Naeem et al. 2020, arXiv:2002.09797, eq. 4–5; the ball leaves out its surface, as in their code (prdc).
 *   The chance level of coverage is exact: fakes among the first k neighbours, of n − 1 + m samples in random order.
 *
 * @example
 * const real = sampleMatrix(Float64Array.of(0, 1, 2, 3, 4), 5, 1);
 * const fake = sampleMatrix(Float64Array.of(1.5, 1.6, 1.7, 9), 4, 1);
 * densityCoverage(real, fake, { neighbours: 1 }).density.value; // => 1.5
 * densityCoverage(real, fake, { neighbours: 1 }).coverage.value; // => 0.4
 */
export function densityCoverage(
  real: SampleMatrix,
  fake: SampleMatrix,
  { neighbours = DEFAULT_NEIGHBOURS, onProgress = unobserved }: NeighbourhoodOptions = {},
): DensityCoverage {
  requireSameFeatures(real, fake);
  const counts = { realCount: real.sampleCount, fakeCount: fake.sampleCount };
  const of = (value: number, chance: number): Estimate => ({ value, chance, interval: null, ...counts });
  const chance = coverageChance(counts, neighbours);
  if (!areMeasurable(real, fake, neighbours + 1)) {
    return { density: of(Number.NaN, 1), coverage: of(Number.NaN, chance) };
  }
  const found = membershipOf({ real, fake, neighbours, surface: "outside", onProgress }, "skip");
  const hits = found.realBallsAroundFake.reduce((sum, balls) => sum + balls, 0);
  return {
    density: of(hits / (neighbours * fake.sampleCount), 1),
    coverage: of(shareSet(found.isRealBallHit), chance),
  };
}

/**
 * The mean coverage of two samples of one law.
 *
 * - In [0, 1]; 1 − 2⁻ᵏ for many samples of both. Exact for laws without duplicates.
 * - Cost: k products. Source: the chance that none of k draws without repetition is generated.
 *
 * @example
 * coverageChance({ realCount: 300, fakeCount: 100 }, 5); // => 0.766
 */
export function coverageChance(
  { realCount, fakeCount }: { readonly realCount: number; readonly fakeCount: number },
  neighbours: number,
): number {
  let missed = 1;
  for (let drawn = 0; drawn < neighbours; drawn++) {
    missed *= Math.max(0, realCount - 1 - drawn) / (realCount + fakeCount - 1 - drawn);
  }
  return 1 - missed;
}
