/** Continued fractions by Lentz's method, shared by the incomplete gamma and beta functions. */

/** Stands in for a denominator of zero. */
const TINY = 1e-300;
/** Relative change of the value at which it stands. */
const CONVERGED = 1e-16;
/** More than the slowest converging argument of the callers needs (about 5 √(a + b) terms). */
const MOST_TERMS = 100_000;

/**
 * The value of b₀ + a₁ / (b₁ + a₂ / (b₂ + …)), by the modified method of Lentz.
 * `term(j)` gives [aⱼ, bⱼ] for j ≥ 1; `first` is b₀.
 */
export function continuedFraction(first: number, term: (index: number) => readonly [number, number]): number {
  let value = first === 0 ? TINY : first;
  let upper = value;
  let lower = 0;
  for (let index = 1; index <= MOST_TERMS; index++) {
    const [numerator, denominator] = term(index);
    lower = denominator + numerator * lower;
    upper = denominator + numerator / upper;
    if (lower === 0) lower = TINY;
    if (upper === 0) upper = TINY;
    lower = 1 / lower;
    const change = upper * lower;
    value *= change;
    if (Math.abs(change - 1) <= CONVERGED) break;
  }
  return value;
}
