/** What rows add to the facts of their tag and of their file, found in one walk over them. */
import type { TagBatch } from "../model/index.ts";
import { type StepRange, stepRangeOf } from "./step-range.ts";

export interface RowFacts extends StepRange {
  /** Of the rows whose wall time is finite, in seconds; where there are none, +∞, −∞ and −∞. */
  readonly earliestWallTime: number;
  readonly latestWallTime: number;
  readonly firstWallTime: number;
  /** How many scalars are NaN or infinite. */
  readonly nonFiniteCount: number;
}

export function factsOf({ scalars, blobs }: TagBatch): RowFacts {
  const { steps, wallTimes } = scalars ?? blobs;
  let earliestWallTime = Number.POSITIVE_INFINITY;
  let latestWallTime = Number.NEGATIVE_INFINITY;
  let firstWallTime = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < wallTimes.length; row++) {
    const wallTime = wallTimes[row] ?? Number.NaN;
    if (!isFiniteNumber(wallTime)) continue;
    if (firstWallTime === Number.NEGATIVE_INFINITY) firstWallTime = wallTime;
    if (wallTime < earliestWallTime) earliestWallTime = wallTime;
    if (wallTime > latestWallTime) latestWallTime = wallTime;
  }
  const nonFiniteCount = scalars === undefined ? 0 : countNonFinite(scalars.values);
  return { ...stepRangeOf(steps), earliestWallTime, latestWallTime, firstWallTime, nonFiniteCount };
}

function countNonFinite(values: Float64Array): number {
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    if (!isFiniteNumber(values[row] ?? 0)) count += 1;
  }
  return count;
}

/** Faster than `Number.isFinite` while the loop around it is not yet optimised, as in a load of some seconds. */
function isFiniteNumber(value: number): boolean {
  return value - value === 0;
}
