/** The points of a series that count: what a restarted run wrote again is taken from the restart. */
import { segmentsOf } from "../model/index.ts";
import type { SeriesPoints } from "./windows.ts";

/** A scalar series as it is kept, in arrival order. */
export interface KeptPoints {
  readonly steps: Float64Array;
  readonly wallTimes: Float64Array;
  readonly values: Float64Array;
}

/**
 * Points whose steps never decrease. Rows that a restart superseded are left out; a log without steps (all
 * the same) is read by the order of its points.
 */
export function mainLineOf(points: KeptPoints): SeriesPoints {
  const { steps, wallTimes, values } = points;
  const count = steps.length;
  if (count > 2 && steps[0] === steps[count - 1] && steps.every((step) => step === steps[0])) {
    return { steps: Float64Array.from(steps, (_, index) => index), wallTimes, values };
  }
  if (neverDecreases(steps)) return points;
  const segments = segmentsOf(steps);
  if (segments.every(({ supersededFromStep }) => supersededFromStep === null)) return points;
  const rows: number[] = [];
  for (const { from, to, supersededFromStep } of segments) {
    for (let row = from; row < to; row++) {
      if (supersededFromStep === null || (steps[row] ?? 0) < supersededFromStep) rows.push(row);
    }
  }
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] ?? Number.NaN);
  return { steps: pick(steps), wallTimes: pick(wallTimes), values: pick(values) };
}

/** Most logs were never restarted: looked at without taking them apart. */
function neverDecreases(steps: Float64Array): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < steps.length; row++) {
    const step = steps[row] ?? Number.NaN;
    if (!(step >= before)) return false;
    before = step;
  }
  return true;
}
