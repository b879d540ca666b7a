/** Finds on one axis what lies at a place of another, through the time at which both were logged. */
import type { SeriesView } from "../../model/index.ts";
import type { Address } from "../address/address.ts";
import { roundedRange } from "./visible-steps.ts";

/** One bucket's place and time, first to last. */
interface Reach {
  readonly from: number;
  readonly to: number;
}

/**
 * The place in `to` of what lies at `place` in `from`: views of one series on two axes, with wall times.
 * Within a bucket as far along as the place is. null where a view is empty or has no times.
 */
export function placeInOther(place: number, from: SeriesView, to: SeriesView): number | null {
  const time = timeAt(from, place);
  return time === null ? null : placeAt(to, time);
}

/** By the newest segment that had begun by then, as everywhere on the page. */
function timeAt({ segments }: SeriesView, place: number): number | null {
  const begun = segments.findLast(({ firstSteps }) => (firstSteps[0] ?? Number.NaN) <= place) ?? segments[0];
  if (begun === undefined) return null;
  const { firstSteps, lastSteps, firstWallTimes, lastWallTimes } = begun;
  const row = Math.max(0, lastAtMost(firstSteps, place));
  return between(place, reachOf(firstSteps, lastSteps, row), reachOf(firstWallTimes, lastWallTimes, row));
}

function placeAt({ segments }: SeriesView, time: number): number | null {
  const begun =
    segments.findLast(({ firstWallTimes }) => (firstWallTimes[0] ?? Number.NaN) <= time) ?? segments[0];
  if (begun === undefined) return null;
  const { firstSteps, lastSteps, firstWallTimes, lastWallTimes } = begun;
  const row = Math.max(0, lastAtMost(firstWallTimes, time));
  return between(time, reachOf(firstWallTimes, lastWallTimes, row), reachOf(firstSteps, lastSteps, row));
}

function reachOf(firsts: Float64Array, lasts: Float64Array, row: number): Reach {
  return { from: firsts[row] ?? Number.NaN, to: lasts[row] ?? Number.NaN };
}

/** Last row whose entry is at most `value`, -1 for none; entries do not decrease. */
function lastAtMost(column: Float64Array, value: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((column[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function between(value: number, of: Reach, into: Reach): number | null {
  const length = of.to - of.from;
  const share = length > 0 ? Math.min(1, Math.max(0, (value - of.from) / length)) : 0;
  const found = into.from + share * (into.to - into.from);
  return Number.isFinite(found) ? found : null;
}

/** What has no place on the new axis lets go. */
export function translatedPlaces(
  { step, range }: Pick<Address, "step" | "range">,
  placeOf: (place: number) => number | null,
): Pick<Address, "step" | "range"> {
  const at = step === null ? null : placeOf(step);
  const [from, to] = range === null ? [null, null] : [placeOf(range.from), placeOf(range.to)];
  return {
    step: at === null ? null : Math.round(at),
    range: from === null || to === null || to <= from ? null : roundedRange({ from, to }),
  };
}
