/** Two-sample test by nearest neighbours: can a sample's neighbour tell which side it comes from? */
import { CONFIDENCE_LEVEL, type TestedEstimate } from "../estimate.ts";
import { type Progress, unobserved } from "../progress.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { normalCdf } from "../statistics/normal.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { nearestWithin } from "./nearest-neighbours.ts";
import { areMeasurable, requireSameFeatures } from "./sample-pair.ts";

export interface NearestNeighbourTest extends TestedEstimate {
  /** Of the real samples alone: far below ½ where generated samples crowd around them. */
  readonly realAccuracy: number;
  /** Of the generated samples alone: far above ½ where they crowd together. */
  readonly fakeAccuracy: number;
}

/**
 * Leave-one-out accuracy of the nearest neighbour among all others at telling real from generated.
 *
 * - Shapes: `real` [n × d], `fake` [m × d], row-major.
 * - Shares in [0, 1]; `chance` is that of one law, (n(n − 1) + m(m − 1)) / (N(N − 1)) with N = n + m. A low
 *   `realAccuracy` beside a high `fakeAccuracy` means copies or collapse. `pValue` is two-sided, by the normal law with
 *   a variance that allows for mutual neighbours; `interval` is Wilson's for half as many samples, for the same reason.
 * - NaN when a number is not finite or a side has fewer than 2 samples.
 *   Throws `METRICS_FEATURE_COUNTS` when the feature counts differ.
 * - Cost: (n + m)²·d / 2 products.
 * - Source: Lopez-Paz & Oquab 2017, arXiv:1610.06545; Xu et al. 2018, arXiv:1806.07755, for the halves; Schilling 1986
 *   for neighbours as a test. Of equally near neighbours the first counts, real ones before generated.
 *
 * @example
 * const real = sampleMatrix(Float64Array.of(0, 1), 2, 1);
 * const fake = sampleMatrix(Float64Array.of(10, 11), 2, 1);
 * nearestNeighbourTest(real, fake).value; // => 1
 * nearestNeighbourTest(real, fake).chance; // => 0.3333
 */
export function nearestNeighbourTest(
  real: SampleMatrix,
  fake: SampleMatrix,
  { onProgress = unobserved }: { readonly onProgress?: Progress } = {},
): NearestNeighbourTest {
  requireSameFeatures(real, fake);
  const [n, m] = [real.sampleCount, fake.sampleCount];
  const all = n + m;
  const chance = (n * (n - 1) + m * (m - 1)) / (all * (all - 1));
  const counts = { realCount: n, fakeCount: m };
  if (!areMeasurable(real, fake, 2)) {
    const value = Number.NaN;
    return {
      value,
      chance,
      interval: null,
      ...counts,
      pValue: value,
      realAccuracy: value,
      fakeAccuracy: value,
    };
  }
  const values = new Float64Array(all * real.featureCount);
  values.set(real.values);
  values.set(fake.values, real.values.length);
  const pooled = { sampleCount: all, featureCount: real.featureCount, values };
  const { places } = nearestWithin(pooled, { count: 1, onProgress });
  const realRight = places.subarray(0, n).filter((place) => place < n).length;
  const fakeRight = places.subarray(n).filter((place) => place >= n).length;
  const value = (realRight + fakeRight) / all;
  // Neighbours are mutual for up to two thirds of samples: at most twice the variance of independent tosses.
  const deviation = Math.sqrt((2 * chance * (1 - chance)) / all);
  const { low, high } = wilsonInterval((realRight + fakeRight) / 2, all / 2);
  return {
    ...{ value, chance, interval: { low, high, level: CONFIDENCE_LEVEL }, ...counts },
    pValue: 2 * normalCdf(-Math.abs(value - chance) / deviation),
    realAccuracy: realRight / n,
    fakeAccuracy: fakeRight / m,
  };
}
