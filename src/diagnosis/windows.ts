/** A series in stretches of a few dozen steps: what rules look at, however densely a run logs. */

/** Logs that write every step are read in stretches of about this many steps, the cadence at which probes are usual. */
const WINDOW_STEPS = 50;
/** A stretch lasts no longer than this, so that logs whose steps are epochs are read point by point. */
const WINDOW_SECONDS = 30;
/** The first points decide how long a stretch is; fewer are read point by point until then. */
const POINTS_TO_DECIDE = 32;

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

/** How many points make a window of a series: decided once, from its first points, and then kept. */
export function pointsPerWindow({ steps, wallTimes }: SeriesPoints): { decided: boolean; length: number } {
  if (steps.length < POINTS_TO_DECIDE) return { decided: false, length: 1 };
  const last = POINTS_TO_DECIDE - 1;
  const stepGap = ((steps[last] ?? 0) - (steps[0] ?? 0)) / last;
  const secondGap = ((wallTimes[last] ?? 0) - (wallTimes[0] ?? 0)) / last;
  const bySteps = stepGap > 0 ? WINDOW_STEPS / stepGap : WINDOW_STEPS;
  const bySeconds = secondGap > 0 ? WINDOW_SECONDS / secondGap : WINDOW_STEPS;
  const length = Math.round(Math.min(bySteps, bySeconds, WINDOW_STEPS));
  return { decided: true, length: Math.max(1, length) };
}

/** Sorts the values of one window after another in the same place. */
export class WindowMaker {
  readonly #sorted = new Float64Array(WINDOW_STEPS);

  /** The window of the points `from` ≤ i < `to`, at most as many as a window has steps. */
  windowOf({ steps, values }: SeriesPoints, from: number, to: number): Window {
    const sorted = this.#sorted;
    let count = 0;
    for (let i = from; i < to; i++) {
      const value = values[i] ?? Number.NaN;
      // Differs from itself only where it is not finite.
      if (value - value === 0) insert(sorted, count++, value);
    }
    return {
      fromStep: steps[from] ?? Number.NaN,
      toStep: steps[to - 1] ?? Number.NaN,
      median: medianOfSorted(sorted, count),
      low: count === 0 ? Number.NaN : (sorted[0] ?? Number.NaN),
      high: count === 0 ? Number.NaN : (sorted[count - 1] ?? Number.NaN),
      pointCount: to - from,
      nonFiniteCount: to - from - count,
    };
  }
}

/** Into the first `count` of the column, which are sorted: for a few dozen this is faster than sorting. */
function insert(sorted: Float64Array, count: number, value: number): void {
  let place = count;
  for (; place > 0; place--) {
    const before = sorted[place - 1] ?? Number.NaN;
    if (before <= value) break;
    sorted[place] = before;
  }
  sorted[place] = value;
}

function medianOfSorted(sorted: Float64Array, count: number): number {
  if (count === 0) return Number.NaN;
  const upper = sorted[count >> 1] ?? Number.NaN;
  return count % 2 === 1 ? upper : ((sorted[(count >> 1) - 1] ?? Number.NaN) + upper) / 2;
}
