/** A series in stretches of a few dozen steps: what rules look at, however densely a run logs. */

/** Logs that write every step are read in stretches of about this many steps, the cadence at which probes are usual. */
const WINDOW_STEPS = 50;
/** A stretch lasts no longer than this, so that logs whose steps are epochs are read point by point. */
const WINDOW_SECONDS = 30;
/** The first points decide how long a stretch is; fewer are read point by point until then. */
const POINTS_TO_DECIDE = 32;
/**
 * While a log is shorter than so many whole stretches it is read in shorter ones, of 1, 2, 4, … points, so that
 * a few hundred points have a course and not just a value. Each doubling makes windows of the past anew.
 */
const FEWEST_WINDOWS = 16;

/** Points of a series in arrival order. `steps` never decreases: what a restart superseded is left out. */
export interface SeriesPoints {
  readonly steps: ArrayLike<number>;
  readonly wallTimes: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

export interface Window {
  readonly fromStep: number;
  readonly toStep: number;
  /** Of the finite values; NaN where there is none. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly pointCount: number;
  readonly nonFiniteCount: number;
}

/** What a step of the log is, where that is known. An epoch is long enough to be looked at by itself. */
export type StepUnit = "epoch" | "unknown";

/** How many points make a whole stretch of a series: decided once, from its first points, and then kept. */
export function pointsPerStretch(
  { steps, wallTimes }: SeriesPoints,
  unit: StepUnit,
): { decided: boolean; length: number } {
  if (unit === "epoch") return { decided: true, length: 1 };
  if (steps.length < POINTS_TO_DECIDE) return { decided: false, length: 1 };
  const last = POINTS_TO_DECIDE - 1;
  const stepGap = ((steps[last] ?? 0) - (steps[0] ?? 0)) / last;
  const secondGap = ((wallTimes[last] ?? 0) - (wallTimes[0] ?? 0)) / last;
  const bySteps = stepGap > 0 ? WINDOW_STEPS / stepGap : WINDOW_STEPS;
  const bySeconds = secondGap > 0 ? WINDOW_SECONDS / secondGap : WINDOW_STEPS;
  const length = Math.round(Math.min(bySteps, bySeconds, WINDOW_STEPS));
  return { decided: true, length: Math.max(1, length) };
}

/** How many points make a window of a series of so many points: a whole stretch, or less of a short log. */
export function pointsPerWindow(pointCount: number, stretch: number): number {
  let length = 1;
  while (length < stretch && pointCount >= 2 * length * FEWEST_WINDOWS) length *= 2;
  return pointCount >= stretch * FEWEST_WINDOWS ? stretch : Math.min(length, stretch);
}

/** Makes one window after another, gathering their values in the same place. */
export class WindowMaker {
  readonly #finite = new Float64Array(WINDOW_STEPS);

  /** The window of the points `from` ≤ i < `to`, at most as many as a window has steps. */
  windowOf({ steps, values }: SeriesPoints, from: number, to: number): Window {
    const finite = this.#finite;
    let count = 0;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = from; i < to; i++) {
      const value = values[i] ?? Number.NaN;
      // Differs from itself only where it is not finite.
      if (value - value !== 0) continue;
      finite[count++] = value;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return {
      fromStep: steps[from] ?? Number.NaN,
      toStep: steps[to - 1] ?? Number.NaN,
      median: medianInPlace(finite, count),
      low: count === 0 ? Number.NaN : low,
      high: count === 0 ? Number.NaN : high,
      pointCount: to - from,
      nonFiniteCount: to - from - count,
    };
  }
}

/** Of the first `count`, which are put in another order. */
function medianInPlace(values: Float64Array, count: number): number {
  if (count === 0) return Number.NaN;
  const middle = count >> 1;
  select(values, count, middle);
  const upper = values[middle] ?? Number.NaN;
  if (count % 2 === 1) return upper;
  let lower = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < middle; i++) lower = Math.max(lower, values[i] ?? Number.NaN);
  return (lower + upper) / 2;
}

/** Puts at `place` what would stand there in order, with nothing larger before it (Hoare's selection). */
function select(values: Float64Array, count: number, place: number): void {
  let [first, last] = [0, count - 1];
  while (first < last) {
    const pivot = values[(first + last) >> 1] ?? Number.NaN;
    let [left, right] = [first, last];
    while (left <= right) {
      while ((values[left] ?? pivot) < pivot) left++;
      while ((values[right] ?? pivot) > pivot) right--;
      if (left > right) break;
      const value = values[left] ?? Number.NaN;
      values[left++] = values[right] ?? Number.NaN;
      values[right--] = value;
    }
    if (place <= right) last = right;
    else if (place >= left) first = left;
    else return;
  }
}
