/** A lasting rise of a series' mean above all it was before: slow overfitting, say. */

/** `tolerance`: a rise too small to matter; `limit`: how much excess may add up. Both in the series' unit. */
export interface PageHinkleyOptions {
  readonly tolerance: number;
  readonly limit: number;
}

export interface PageHinkley {
  readonly count: number;
  readonly mean: number;
  readonly excess: number;
  readonly leastExcess: number;
  readonly alarm: boolean;
}

export const PAGE_HINKLEY_START: PageHinkley = {
  count: 0,
  mean: 0,
  excess: 0,
  leastExcess: 0,
  alarm: false,
};

/**
 * One step of the Page–Hinkley test for a rise (negate the values for a fall).
 *
 * Values, mean and excess in the series' unit. The alarm stands while the excess lies more than `limit` above its
 * least; begin anew from `PAGE_HINKLEY_START` after taking it. A NaN value changes nothing. Cost: O(1).
 * Source: Page 1954, Hinkley 1971, with the running mean as reference.
 * @example
 * const options = { tolerance: 0, limit: 1 };
 * const calm = pageHinkleyStep(PAGE_HINKLEY_START, 0, options);
 * pageHinkleyStep(calm, 4, options).alarm; // => true
 */
export function pageHinkleyStep(state: PageHinkley, value: number, options: PageHinkleyOptions): PageHinkley {
  if (Number.isNaN(value)) return state;
  const count = state.count + 1;
  const mean = state.mean + (value - state.mean) / count;
  const excess = state.excess + value - mean - options.tolerance;
  const leastExcess = Math.min(state.leastExcess, excess);
  return { count, mean, excess, leastExcess, alarm: excess - leastExcess > options.limit };
}
