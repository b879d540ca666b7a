/** How a signal has been of late, whatever a few outliers say. */
import { NORMAL_CONSISTENCY } from "../metrics/index.ts";
import type { Window } from "./windows.ts";

/** Windows that make the baseline, and the newest ones left out of it so that an event does not hide itself. */
const BASELINE_WINDOWS = 10;
const BASELINE_LEAVES_OUT = 1;
const FEWEST_BASELINE_WINDOWS = 5;

/** How a signal has been of late: centre and spread that a few outliers do not move. */
export interface Baseline {
  readonly median: number;
  /** In units of a standard deviation; 0 for a series that does not move. */
  readonly spread: number;
}

/** Of the windows before `at`; null while there are too few. */
export function baselineOf(windows: readonly Window[], at: number): Baseline | null {
  const to = at + 1 - BASELINE_LEAVES_OUT;
  const values = finiteMedians(windows, Math.max(0, to - BASELINE_WINDOWS), to);
  if (values.length < FEWEST_BASELINE_WINDOWS) return null;
  const median = medianOf(values);
  const spread = NORMAL_CONSISTENCY * medianOf(values.map((value) => Math.abs(value - median)));
  return { median, spread };
}

/** Of the windows `from` ≤ i < `to`. */
export function finiteMedians(windows: readonly Window[], from: number, to: number): number[] {
  const medians: number[] = [];
  for (let at = from; at < to; at++) {
    const median = windows[at]?.median ?? Number.NaN;
    if (Number.isFinite(median)) medians.push(median);
  }
  return medians;
}

/** As `median` of metrics, for the handful of numbers of a baseline, where it is asked for at every window. */
export function medianOf(values: readonly number[]): number {
  const sorted: number[] = [];
  for (const value of values) {
    let place = sorted.push(value) - 1;
    for (; place > 0 && (sorted[place - 1] ?? value) > value; place--)
      sorted[place] = sorted[place - 1] ?? value;
    sorted[place] = value;
  }
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
