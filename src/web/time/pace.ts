/** How fast a run trains, from when its points were written. */
import type { SeriesView } from "../../model/index.ts";

/** Long enough that a pause for validation does not show as a stop, short enough to see a slow-down. */
const WINDOW_SECONDS = 60;
/** At least this many rows, where a run logs less than every few seconds. */
const WINDOW_ROWS = 10;

/** Over the last minute of the newest branch; null where there is no time to measure. */
export function stepsPerSecond(view: SeriesView): number | null {
  const segment = view.segments.at(-1);
  const last = (segment?.counts.length ?? 0) - 1;
  if (segment === undefined || last < 1) return null;
  const endTime = segment.lastWallTimes[last] ?? 0;
  let first = last;
  while (
    first > 0 &&
    (last - first < WINDOW_ROWS || endTime - (segment.lastWallTimes[first] ?? 0) < WINDOW_SECONDS)
  ) {
    first -= 1;
  }
  const seconds = endTime - (segment.lastWallTimes[first] ?? 0);
  const steps = (segment.lastSteps[last] ?? 0) - (segment.lastSteps[first] ?? 0);
  return seconds > 0 ? steps / seconds : null;
}
