/** How much training a log has shown, so that one that writes at every step is not judged sooner than another. */
import type { Reading } from "./reading.ts";
import { largestOf } from "./trends.ts";
import type { StepUnit } from "./windows.ts";

/** A log of so many windows is long, whatever its steps count. Short ones are read in windows of a step or two. */
const WINDOWS_OF_LONG_LOG = 60;

/**
 * Steps from the first window of the longest of these series to its latest. NaN where steps do not say how
 * much training that was: of epochs, and of a log that is long whatever it counts.
 */
export function stepsOfTraining(
  readings: readonly (Reading | null)[],
  stepUnit: StepUnit = "unknown",
): number {
  const known = readings.filter((reading) => reading !== null);
  const isLong = known.some(({ windowCount }) => windowCount >= WINDOWS_OF_LONG_LOG);
  if (isLong || stepUnit === "epoch") return Number.NaN;
  return largestOf(known.map((reading) => reading.window.toStep - (reading.first(1)[0]?.fromStep ?? 0)));
}
