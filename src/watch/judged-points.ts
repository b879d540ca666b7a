/** Tells which points of a series have been judged, and which follow those. */
import { mainLineOf, type SeriesPoints } from "../diagnosis/index.ts";
import { type ScalarColumns, stepsAsNumbers } from "../model/index.ts";

/** How far a series has been judged: its last point tells whether what stands before it is still the same. */
export interface Judged {
  /** Points of all that is read for the series. */
  readonly read: number;
  readonly count: number;
  readonly lastStep: bigint;
  readonly lastWallTime: number;
  /** In the signal's units, which all of a series' values together decide. */
  readonly lastValue: number;
}

/** A series as it is judged, and how many points were read for it. */
export type ReadColumns = ScalarColumns & { readonly read: number };

/** Whether what was judged still stands, and what follows goes on from it step by step. */
export function continues({ steps, wallTimes, values }: ScalarColumns, before: Judged): boolean {
  const { count, lastStep, lastWallTime, lastValue } = before;
  if (steps[count - 1] !== lastStep || wallTimes[count - 1] !== lastWallTime) return false;
  if (!Object.is(values[count - 1], lastValue)) return false;
  // A log without steps is read by the order of its points, which only the whole of it shows.
  if (steps[0] === lastStep) return false;
  for (let row = count; row < steps.length; row++) {
    if ((steps[row] ?? 0n) < (steps[row - 1] ?? 0n)) return false;
  }
  return true;
}

export function wholeOf({ steps, wallTimes, values }: ScalarColumns): SeriesPoints {
  return mainLineOf({ steps: stepsAsNumbers(steps), wallTimes, values });
}

/** Of steps that never go back, which are their own main line. */
export function rowsFrom({ steps, wallTimes, values }: ScalarColumns, row: number): SeriesPoints {
  return {
    steps: stepsAsNumbers(steps.subarray(row)),
    wallTimes: wallTimes.subarray(row),
    values: values.subarray(row),
  };
}

export function lastOf({ steps, wallTimes, values, read }: ReadColumns): Judged {
  return {
    read,
    count: steps.length,
    lastStep: steps.at(-1) ?? 0n,
    lastWallTime: wallTimes.at(-1) ?? Number.NaN,
    lastValue: values.at(-1) ?? Number.NaN,
  };
}
