/** What is usual for a series: the median and spread of its recent past, which single wild values do not move. */
import {
  median,
  medianAbsoluteDeviation,
  NORMAL_CONSISTENCY,
  type Numbers,
} from "../statistics/quantiles.ts";

const DEFAULT_WINDOW = 500;
const DEFAULT_EXCLUDED = 50;

/**
 * `window`: values of the past looked at, the newest `excludeNewest` of which do not count, so that a change does not
 * hide itself. `leastScale`: a spread, in the series' unit, below which differences do not matter.
 */
export interface BaselineOptions {
  readonly window?: number;
  readonly excludeNewest?: number;
  readonly leastScale?: number;
}

/** `score`: by how many spreads the newest value lies above the median. `count` values made the baseline. */
export interface RobustBaseline {
  readonly median: number;
  readonly scale: number;
  readonly score: number;
  readonly count: number;
}

/**
 * The newest value of a series against its own past: (value − median) / (1.4826 · MAD).
 *
 * `series`: oldest first. Median and scale in the series' unit; the score is about a standard normal number for
 * independent normal values, 0 at the median, and ±Infinity where the past was constant and the value is not (unless
 * `leastScale` says otherwise). NaN and infinite values of the past are passed over; a NaN newest value, or no past,
 * gives NaN. Cost: O(window log window). Source: Hampel 1974; 1.4826 = 1 / Φ⁻¹(¾).
 * Differs from the usual form in no small constant being added to the scale: say it in the series' unit.
 * @example
 * robustBaseline([1, 2, 3, 4, 5, 11.8956], { excludeNewest: 1 }).score; // => 6.000
 */
export function robustBaseline(series: Numbers, options: BaselineOptions = {}): RobustBaseline {
  const { window = DEFAULT_WINDOW, excludeNewest = DEFAULT_EXCLUDED, leastScale = 0 } = options;
  const past: number[] = [];
  const end = series.length - excludeNewest;
  for (let at = Math.max(0, series.length - window); at < end; at++) {
    const value = series[at] ?? Number.NaN;
    if (Number.isFinite(value)) past.push(value);
  }
  const middle = median(past);
  const scale = Math.max(leastScale, NORMAL_CONSISTENCY * medianAbsoluteDeviation(past));
  const away = (series[series.length - 1] ?? Number.NaN) - middle;
  return { median: middle, scale, score: away === 0 ? 0 : away / scale, count: past.length };
}
