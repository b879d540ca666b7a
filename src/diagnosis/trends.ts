/** What rules ask of a series besides its latest value: against its start, its past and its direction. */
import { medianOf, type Reading } from "./reading.ts";
import type { Window } from "./windows.ts";

/** Windows at a series' start whose median is what it is compared with. */
const START_WINDOWS = 5;
/** The ends of a stretch that are compared are each a quarter of it. */
const ENDS = 4;

/** NaN where it is not logged. */
export function latestOf(reading: Reading | null): number {
  return reading?.value ?? Number.NaN;
}

export function startOf(reading: Reading | null): number {
  return reading === null ? Number.NaN : medianOfWindows(reading.first(START_WINDOWS));
}

/** The signal as a share of what it was at the start; NaN where it is not logged. */
export function shareOfStart(reading: Reading | null): number {
  return latestOf(reading) / startOf(reading);
}

/** The highest value before this window, save for one lone window; NaN for fewer than two. */
export function highestBefore(reading: Reading | null): number {
  return extremeBefore(reading, (a, b) => Math.max(a, b));
}

/** The lowest value before this window, save for one lone window; NaN for fewer than two. */
export function lowestBefore(reading: Reading | null): number {
  return extremeBefore(reading, (a, b) => Math.min(a, b));
}

/** An extreme counts when it was kept for two windows in a row. */
function extremeBefore(reading: Reading | null, further: (a: number, b: number) => number): number {
  if (reading === null) return Number.NaN;
  const nearer = further(0, 1) === 1 ? Math.min : Math.max;
  let extreme = Number.NaN;
  let before = Number.NaN;
  for (const { median } of reading.recent(reading.windowCount).slice(0, -1)) {
    const kept = nearer(before, median);
    if (Number.isNaN(extreme)) extreme = kept;
    else if (!Number.isNaN(kept)) extreme = further(extreme, kept);
    before = median;
  }
  return extreme;
}

/** From the first quarter of the latest windows to their last quarter, as a share of the first; NaN where there are fewer. */
export function changeOver(reading: Reading | null, windowCount: number): number {
  if (reading === null || reading.windowCount < windowCount) return Number.NaN;
  const windows = reading.recent(windowCount);
  const end = Math.max(1, Math.floor(windowCount / ENDS));
  const [before, after] = [medianOfWindows(windows.slice(0, end)), medianOfWindows(windows.slice(-end))];
  return after === before ? 0 : (after - before) / Math.abs(before);
}

/** Median of several layers' or players' latest values; NaN for none. */
export function medianAcross(readings: readonly Reading[]): number {
  return medianOf(readings.map(({ value }) => value).filter(Number.isFinite));
}

/** NaN for none. */
export function largestOf(values: readonly number[]): number {
  return values.reduce(
    (largest, value) => (Number.isNaN(largest) || value > largest ? value : largest),
    Number.NaN,
  );
}

/** Whether there is a window in which it was anything but 0: what has not begun is logged as 0. */
export function hasBegun(reading: Reading): boolean {
  return reading.recent(reading.windowCount).some(({ low, high }) => low !== 0 || high !== 0);
}

function medianOfWindows(windows: readonly Window[]): number {
  return medianOf(windows.map(({ median }) => median).filter(Number.isFinite));
}
