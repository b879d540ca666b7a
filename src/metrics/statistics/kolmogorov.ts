/** How large the greatest gap between two empirical distributions gets by chance. */

/** Below it the theta form of the series converges in a few terms, above it the alternating one. */
const FORMS_MEET = 1;
const MOST_TERMS = 40;
const EIGHT = 8;
/** Cells of the table that the exact p-value may visit: some 50 ms. */
const MOST_CELLS = 1e7;
/** Gaps are multiples of 1 / (n · m): half of that step tells equal from smaller despite rounding. */
const HALF_STEP = 0.5;

/**
 * The chance that Kolmogorov's limit variable exceeds `x`.
 *
 * Range: [0, 1], 1 for x ≤ 0. Cost: a few exponentials. Source: Kolmogorov 1933. Agrees with `scipy.special.kolmogorov`.
 * @example
 * kolmogorovSurvival(1.3580986); // => 0.05
 */
export function kolmogorovSurvival(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 1;
  let sum = 0;
  if (x < FORMS_MEET) {
    for (let term = 0; term < MOST_TERMS; term++) {
      sum += Math.exp(-(((2 * term + 1) * Math.PI) ** 2) / (EIGHT * x * x));
    }
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  for (let term = 1; term < MOST_TERMS; term++) {
    sum += (term % 2 === 1 ? 2 : -2) * Math.exp(-2 * term * term * x * x);
  }
  return Math.max(0, sum);
}

/**
 * The chance that two samples of one continuous law, of the given sizes, lie at least `gap` apart in
 * the Kolmogorov–Smirnov sense (two-sided). With ties it is conservative.
 *
 * Range: [0, 1]. Cost: O(gap · n · m) while that is below 10⁷ (exact, by counting lattice paths);
 * above it Kolmogorov's limit with n·m/(n+m). Source: Hodges 1958. Agrees with `scipy.stats.ks_2samp(method="exact")`
 * to 1e-10; differs from its `asymp`, which takes the one-sample law, in the limit case.
 * @example
 * kolmogorovSmirnovPValue(1, 3, 3); // => 0.1
 */
export function kolmogorovSmirnovPValue(gap: number, firstCount: number, secondCount: number): number {
  if (Number.isNaN(gap) || firstCount === 0 || secondCount === 0) return Number.NaN;
  if (gap <= 0) return 1;
  const bandCells = Math.min(1, 2 * gap) * firstCount * secondCount;
  if (bandCells <= MOST_CELLS) return exactPValue(gap, firstCount, secondCount);
  return kolmogorovSurvival(gap * Math.sqrt((firstCount * secondCount) / (firstCount + secondCount)));
}

/**
 * Fills, row by row, the chance that a random path to (i, j) has left the band |i/n − j/m| < gap.
 * Summing chances of leaving, not of staying, keeps small p-values exact. Each row begins one cell outside
 * the band, which overwrites what the row before left there.
 */
function exactPValue(gap: number, firstCount: number, secondCount: number): number {
  const reach = gap * firstCount * secondCount - HALF_STEP;
  const left = new Float64Array(secondCount + 1).fill(1);
  for (let i = 0; i <= firstCount; i++) {
    const from = Math.max(0, Math.floor((i * secondCount - reach) / firstCount) - 1);
    const to = Math.min(secondCount, Math.ceil((i * secondCount + reach) / firstCount));
    for (let j = from; j <= to; j++) {
      if (Math.abs(i * secondCount - j * firstCount) > reach) left[j] = 1;
      else if (i + j === 0) left[j] = 0;
      else {
        const fromLeft = j === 0 ? 0 : j * (left[j - 1] ?? 0);
        const fromBelow = i === 0 ? 0 : i * (left[j] ?? 0);
        left[j] = (fromLeft + fromBelow) / (i + j);
      }
    }
  }
  return Math.min(1, left[secondCount] ?? Number.NaN);
}
