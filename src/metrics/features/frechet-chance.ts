/** What Fréchet distance two samples of one and the same law show: never zero, and large where samples are few. */

/** Samples a feature from which the first-order formula holds within a few percent; below, it is too low. */
const SAMPLES_PER_FEATURE = 4;

interface Counts {
  readonly realCount: number;
  readonly fakeCount: number;
}

export function isChanceKnown({ realCount, fakeCount }: Counts, featureCount: number): boolean {
  return Math.min(realCount, fakeCount) >= SAMPLES_PER_FEATURE * featureCount;
}

/**
 * Mean of the Fréchet distance between two samples of one Gaussian: (1/n + 1/m)·(Σλᵢ + ½ Σᵢⱼ λᵢλⱼ(1 + δᵢⱼ)/(λᵢ + λⱼ)).
 *
 * - Shape: `eigenvalues` [d] of the common covariance; those not above 0 add nothing.
 * - Squared units of the features, in [0, ∞). First order in 1/n: trust it from n, m ≥ 4d.
 * - Cost: d² divisions.
 * - Source: expansion of the Bures metric around equality (Bhatia, Jain & Lim 2019); the bias itself is described by
 *   Chong & Forsyth 2020, arXiv:1911.07023, who give no closed form.
 *
 * @example
 * frechetChance(Float64Array.of(1, 1), { realCount: 100, fakeCount: 100 }); // => 0.07
 */
export function frechetChance(eigenvalues: Float64Array, { realCount, fakeCount }: Counts): number {
  const positive = eigenvalues.filter((eigenvalue) => eigenvalue > 0);
  let sum = 0;
  for (const [place, eigenvalue] of positive.entries()) {
    // The diagonal term is 2λ²/2λ = λ, and half of it is added; pairs come twice, so their half is added once.
    sum += eigenvalue + eigenvalue / 2;
    for (let other = 0; other < place; other++) {
      const otherValue = positive[other] ?? 0;
      sum += (eigenvalue * otherValue) / (eigenvalue + otherValue);
    }
  }
  return sum * (1 / realCount + 1 / fakeCount);
}
