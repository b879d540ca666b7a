/** How far counts are from expected frequencies: two tests, a divergence, and a test of each class. */
import type { Estimate } from "../estimate.ts";
import { chiSquaredSurvival } from "../statistics/incomplete-gamma.ts";
import { benjaminiHochberg } from "../statistics/multiple-tests.ts";
import { normalCdf } from "../statistics/normal.ts";

export interface GoodnessTest {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
}

export interface ClassTest {
  readonly count: number;
  readonly expected: number;
  /** Standard deviations of the binomial law from `expected`. */
  readonly z: number;
  /** Two-sided, adjusted for the number of classes: those ≤ q are wrong with a false discovery rate of q. */
  readonly adjustedPValue: number;
}

export interface FrequencyComparison {
  readonly chiSquared: GoodnessTest;
  readonly g: GoodnessTest;
  /** KL(counts ‖ expected) in nats as counted; `chance` is (classes − 1) / 2n, to be subtracted. */
  readonly divergence: Estimate;
  /** 1 / Σp̂² without bias: how many equally frequent classes would collide as often. */
  readonly effectiveClasses: number;
  readonly classes: readonly ClassTest[];
}

/**
 * Compares counts of classes with the frequencies they should have.
 *
 * - Shapes: `counts` [classCount], `frequencies` [classCount], which need not sum to 1.
 * - χ² and G in [0, ∞), classCount − 1 in the mean for one law; divergence in [0, ∞) nats; trust the p-values from an
 *   expected count of 5 a class. Classes without frequency count only when they occur: then the statistics are infinite.
 * - NaN when nothing was counted.
 * - Cost: some operations a class. Source: Pearson 1900; Wilks 1938; Benjamini & Hochberg 1995; Paninski 2003 for the bias.
 *
 * @example
 * const { chiSquared, divergence } = compareFrequencies([60, 40], [1, 1]);
 * chiSquared.statistic; // => 4
 * chiSquared.pValue; // => 0.0455
 * divergence.value; // => 0.0201
 */
export function compareFrequencies(
  counts: ArrayLike<number>,
  frequencies: ArrayLike<number>,
): FrequencyComparison {
  const observed = Array.from(counts);
  const total = observed.reduce((sum, count) => sum + count, 0);
  const weights = Array.from(frequencies);
  const weight = weights.reduce((sum, one) => sum + one, 0);
  const shares = weights.map((one) => one / weight);
  const possible = shares.filter((share, place) => share > 0 || (observed[place] ?? 0) > 0).length;
  const degreesOfFreedom = Math.max(0, possible - 1);
  const test = (statistic: number): GoodnessTest => ({
    ...{ statistic, degreesOfFreedom },
    pValue: statistic === Number.POSITIVE_INFINITY ? 0 : chiSquaredSurvival(statistic, degreesOfFreedom),
  });
  const divergence = observed.reduce(
    (sum, count, place) =>
      sum + (count === 0 ? 0 : (count / total) * Math.log(count / total / (shares[place] ?? 0))),
    total === 0 ? Number.NaN : 0,
  );
  const pairs = observed.reduce((sum, count) => sum + count * (count - 1), 0);
  return {
    chiSquared: test(chiSquaredOf(observed, shares, total)),
    g: test(Math.max(0, 2 * total * divergence)),
    divergence: {
      ...{ value: divergence, chance: degreesOfFreedom / (2 * total), interval: null },
      ...{ realCount: 0, fakeCount: total },
    },
    effectiveClasses: (total * (total - 1)) / pairs,
    classes: classTests(observed, shares, total),
  };
}

function chiSquaredOf(counts: readonly number[], shares: readonly number[], total: number): number {
  if (total === 0) return Number.NaN;
  return counts.reduce((sum, count, place) => {
    const expected = total * (shares[place] ?? Number.NaN);
    return sum + (count === expected ? 0 : (count - expected) ** 2 / expected);
  }, 0);
}

function classTests(counts: readonly number[], shares: readonly number[], total: number): ClassTest[] {
  const tests = counts.map((count, place) => {
    const share = shares[place] ?? Number.NaN;
    const expected = total * share;
    const z = count === expected ? 0 : (count - expected) / Math.sqrt(expected * (1 - share));
    return { count, expected, z: total === 0 ? Number.NaN : z };
  });
  const adjusted = benjaminiHochberg(tests.map(({ z }) => 2 * normalCdf(-Math.abs(z))));
  return tests.map((one, place) => ({ ...one, adjustedPValue: adjusted[place] ?? Number.NaN }));
}
