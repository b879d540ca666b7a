/** How long a logged column stands on the time axis: until the next one, but not across a hole. */
import { indexAtOrBefore } from "./nearest-step.ts";

/** A column is held for at most this many usual spacings; a longer silence is shown as missing. */
const HELD_SPACINGS = 3;

/**
 * End step of each column, for increasing `steps`. A column lasts until the next begins; before a hole,
 * and at the end, for one usual (median) spacing.
 */
export function columnEnds(steps: ArrayLike<number>): Float64Array {
  const spacing = medianSpacing(steps);
  const ends = new Float64Array(steps.length);
  for (let i = 0; i < steps.length; i++) {
    const start = steps[i] ?? 0;
    const next = steps[i + 1] ?? Number.POSITIVE_INFINITY;
    ends[i] = next - start <= spacing * HELD_SPACINGS ? next : start + spacing;
  }
  return ends;
}

/** Median distance of neighbours; 1 where there are none. */
export function medianSpacing(steps: ArrayLike<number>): number {
  if (steps.length < 2) return 1;
  const spacings = new Float64Array(steps.length - 1);
  for (let i = 0; i < spacings.length; i++) spacings[i] = (steps[i + 1] ?? 0) - (steps[i] ?? 0);
  spacings.sort();
  return spacings[spacings.length >> 1] || 1;
}

/** Index of the column that stands at `step`, or −1 in a hole. */
export function columnAt(steps: ArrayLike<number>, ends: Float64Array, step: number): number {
  const index = indexAtOrBefore(steps, step);
  return index >= 0 && step <= (ends[index] ?? 0) ? index : -1;
}
