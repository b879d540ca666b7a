/** The regularised incomplete beta function, and the Student and binomial laws that it gives. */
import { continuedFraction } from "./continued-fraction.ts";
import { logGamma } from "./log-gamma.ts";

/**
 * I_x(a, b), the regularised incomplete beta function, for a, b > 0 and x in [0, 1]; NaN elsewhere.
 *
 * Range: [0, 1]. Cost: O(√max(a, b)) terms. Source: DLMF 8.17.22 (continued fraction).
 * Agrees with `scipy.special.betainc` to 1e-11 relative.
 * @example
 * incompleteBeta(0.5, 2, 3); // => 0.6875
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(a > 0) || !(b > 0) || !(x >= 0 && x <= 1)) return Number.NaN;
  if (x === 0 || x === 1) return x;
  const scale = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? scale / (a * fraction(x, a, b))
    : 1 - scale / (b * fraction(1 - x, b, a));
}

/**
 * The chance that a Student variable of `degreesOfFreedom` exceeds `statistic` (one side).
 *
 * Range: [0, 1], ½ at 0; NaN for degrees of freedom that are not positive. Cost: that of `incompleteBeta`.
 * Source: DLMF 8.17 with x = ν / (ν + t²). Agrees with `scipy.stats.t.sf` to 1e-11 relative.
 * @example
 * studentSurvival(2.2281388519649385, 10); // => 0.025
 */
export function studentSurvival(statistic: number, degreesOfFreedom: number): number {
  if (!(degreesOfFreedom > 0) || Number.isNaN(statistic)) return Number.NaN;
  const squared = statistic * statistic;
  const x = squared === Number.POSITIVE_INFINITY ? 0 : degreesOfFreedom / (degreesOfFreedom + squared);
  const beyond = incompleteBeta(x, degreesOfFreedom / 2, 1 / 2) / 2;
  return statistic >= 0 ? beyond : 1 - beyond;
}

/**
 * The chance of at least `successes` in `trials` independent trials of probability `chance` each.
 *
 * Range: [0, 1]. Cost: that of `incompleteBeta`. Source: DLMF 8.17.5. Agrees with `scipy.stats.binom.sf(k − 1, n, p)`.
 * @example
 * binomialSurvival(9, 10, 0.5); // => 0.0107421875
 */
export function binomialSurvival(successes: number, trials: number, chance: number): number {
  if (successes <= 0) return 1;
  if (successes > trials) return 0;
  return incompleteBeta(chance, successes, trials - successes + 1);
}

function fraction(x: number, a: number, b: number): number {
  return continuedFraction(1, (index) => {
    const half = index >> 1;
    const at = a + 2 * half;
    return index % 2 === 1
      ? [(-(a + half) * (a + b + half) * x) / (at * (at + 1)), 1]
      : [(half * (b - half) * x) / ((at - 1) * at), 1];
  });
}
