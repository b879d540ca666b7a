/** How long a logged column stands on the time axis: until the next one, but not across a hole. */
import { indexAtOrBefore } from "./nearest-step.ts";

/** A silence longer than this many times the spacings around it is a hole; logs often thin out, which is none. */
const HELD_SPACINGS = 3;

/**
 * End step of each column, for increasing `steps`. A column lasts until the next begins; before a hole, and
 * at the end, it lasts as long as the column before it did (a single column: one step).
 */
export function columnEnds(steps: ArrayLike<number>): Float64Array {
  const ends = new Float64Array(steps.length);
  let usual = spacingAfter(steps, 0) || 1;
  for (let i = 0; i < steps.length; i++) {
    const spacing = spacingAfter(steps, i);
    const around = Math.max(spacingAfter(steps, i - 1), spacingAfter(steps, i + 1));
    const isHeld = spacing > 0 && (around === 0 || spacing <= around * HELD_SPACINGS);
    if (isHeld) usual = spacing;
    ends[i] = (steps[i] ?? 0) + (isHeld ? spacing : usual);
  }
  return ends;
}

/** Steps from column `index` to the next; 0 where there is none. */
function spacingAfter(steps: ArrayLike<number>, index: number): number {
  const from = steps[index];
  const next = steps[index + 1];
  return from === undefined || next === undefined ? 0 : next - from;
}

/** Index of the column that stands at `step`, or −1 in a hole. */
export function columnAt(steps: ArrayLike<number>, ends: Float64Array, step: number): number {
  const index = indexAtOrBefore(steps, step);
  return index >= 0 && step <= (ends[index] ?? 0) ? index : -1;
}
