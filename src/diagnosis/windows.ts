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

/** The window of the points `from` ≤ i < `to`. */
export function windowOf({ steps, values }: SeriesPoints, from: number, to: number): Window {
  const finite = new Float64Array(to - from);
  let count = 0;
  for (let i = from; i < to; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isFinite(value)) finite[count++] = value;
  }
  const sorted = finite.subarray(0, count).sort();
  return {
    fromStep: steps[from] ?? Number.NaN,
    toStep: steps[to - 1] ?? Number.NaN,
    median: medianOfSorted(sorted),
    low: sorted[0] ?? Number.NaN,
    high: sorted.at(-1) ?? Number.NaN,
    pointCount: to - from,
    nonFiniteCount: to - from - count,
  };
}

function medianOfSorted(sorted: Float64Array): number {
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  if (sorted.length % 2 === 1 || sorted.length === 0) return upper;
  return ((sorted[(sorted.length >> 1) - 1] ?? Number.NaN) + upper) / 2;
}
