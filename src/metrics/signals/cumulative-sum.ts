/** Slow drifts: small deviations of one sign added up until they can't be chance. */

const DEFAULT_ALLOWANCE = 0.5;
const DEFAULT_LIMIT = 8;
/** Siegmund's correction of the limit for steps that overshoot it. */
const OVERSHOOT = 1.166;

/** `allowance` (k) is taken off each deviation, `limit` (h) raises the alarm; both in standard deviations. */
export interface CumulativeSumOptions {
  readonly allowance?: number;
  readonly limit?: number;
}

/** `alarm` says that the newest value crossed the limit; the sums then begin anew with the next one. */
export interface CumulativeSum {
  readonly above: number;
  readonly below: number;
  readonly alarm: "rise" | "fall" | null;
}

export const CUMULATIVE_SUM_START: CumulativeSum = { above: 0, below: 0, alarm: null };

/**
 * One step of the two-sided cumulative sum: S⁺ = max(0, S⁺ + z − k), S⁻ = max(0, S⁻ − z − k).
 *
 * `score`: a prewhitened robust score (mean 0, deviation 1 while nothing drifts). Sums in standard deviations, ≥ 0.
 * A NaN score changes nothing and raises nothing; ±Infinity raises at once. Cost: O(1), no memory but the state.
 * Source: Page 1954. k = 0.5 is best against drifts of one deviation; see `cumulativeSumRunLength` for h.
 * @example
 * const first = cumulativeSumStep(CUMULATIVE_SUM_START, 5);
 * first.above; // => 4.5
 * cumulativeSumStep(first, 5).alarm; // => "rise"
 */
export function cumulativeSumStep(
  state: CumulativeSum,
  score: number,
  { allowance = DEFAULT_ALLOWANCE, limit = DEFAULT_LIMIT }: CumulativeSumOptions = {},
): CumulativeSum {
  const { above, below } = state.alarm === null ? state : CUMULATIVE_SUM_START;
  if (Number.isNaN(score)) return { above, below, alarm: null };
  const next = {
    above: Math.max(0, above + score - allowance),
    below: Math.max(0, below - score - allowance),
  };
  return { ...next, alarm: next.above > limit ? "rise" : next.below > limit ? "fall" : null };
}

/**
 * The mean number of steps until a false alarm on white noise, of both sides together.
 *
 * In steps. Cost: O(1). Source: Siegmund 1985, (e^{2kb} − 2kb − 1) / 2k² with b = h + 1.166 a side; both sides halve it.
 * @example
 * cumulativeSumRunLength({ limit: 5 }); // => 469
 */
export function cumulativeSumRunLength(options: CumulativeSumOptions = {}): number {
  const { allowance = DEFAULT_ALLOWANCE, limit = DEFAULT_LIMIT } = options;
  const exponent = 2 * allowance * (limit + OVERSHOOT);
  return (Math.exp(exponent) - exponent - 1) / (2 * allowance * allowance) / 2;
}
