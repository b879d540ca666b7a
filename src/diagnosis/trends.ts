/** What rules ask of a series besides its latest value: against its start, its past and its direction. */
import { medianOf } from "./baseline.ts";
import type { Reading } from "./reading.ts";

/** Windows at a series' start whose median is what it is compared with. */
const START_WINDOWS = 5;
/** The ends of a stretch that are compared are each a quarter of it. */
const ENDS = 4;

/** NaN where it is not logged. */
export function latestOf(reading: Reading | null): number {
  return reading?.value ?? Number.NaN;
}

/** Median of the latest so many windows; NaN where there are fewer. */
export function typicalOf(reading: Reading, windowCount: number): number {
  return reading.windowCount < windowCount
    ? Number.NaN
    : reading.medianOfWindows(windowCount - 1, windowCount);
}

export function startOf(reading: Reading | null): number {
  return reading === null ? Number.NaN : reading.medianOfFirst(START_WINDOWS);
}

/** The signal as a share of what it was at the start; NaN where it is not logged. */
export function shareOfStart(reading: Reading | null): number {
  return latestOf(reading) / startOf(reading);
}

/** The highest value before this window, save for one lone window; NaN for fewer than two. */
export function highestBefore(reading: Reading | null): number {
  return reading?.highestBefore() ?? Number.NaN;
}

/** The lowest value before this window, save for one lone window; NaN for fewer than two. */
export function lowestBefore(reading: Reading | null): number {
  return reading?.lowestBefore() ?? Number.NaN;
}

/** From the first quarter of the latest windows to their last quarter, as a share of the first; NaN where there are fewer. */
export function changeOver(reading: Reading | null, windowCount: number): number {
  if (reading === null || reading.windowCount < windowCount) return Number.NaN;
  const end = Math.max(1, Math.floor(windowCount / ENDS));
  const before = reading.medianOfWindows(windowCount - 1, end);
  const after = reading.medianOfWindows(end - 1, end);
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
