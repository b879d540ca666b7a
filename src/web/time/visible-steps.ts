/** Which steps a run has, which are visible, and which to ask for. */
import type { RunResponse, TagSummary } from "../../api/index.ts";
import { type Axis, placeOfWallTime } from "../../model/index.ts";
import type { StepRange } from "../address/address.ts";
import { referenceTag } from "./reference-tag.ts";

/** From the first to the last step of any tag; at least one step wide, so that it can be drawn. */
export function extentOf(tags: readonly TagSummary[]): StepRange {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { firstStep, lastStep, points } of tags) {
    if (points === 0) continue;
    from = Math.min(from, Number(firstStep), Number(lastStep));
    to = Math.max(to, Number(firstStep), Number(lastStep));
  }
  if (from > to) return { from: 0, to: 1 };
  return { from, to: Math.max(to, from + 1) };
}

/** Every place of a run on an axis: of all points, from first to last. */
export function axisExtent(axis: Axis, { tags, summary }: Pick<RunResponse, "tags" | "summary">): StepRange {
  const { firstWallTime, lastWallTime } = summary;
  const first = placeOfWallTime(axis, firstWallTime ?? 0, firstWallTime ?? 0);
  const last = placeOfWallTime(axis, lastWallTime ?? 0, firstWallTime ?? 0);
  if (first !== null && last !== null) return roundedRange({ from: first, to: last });
  if (axis === "step") return extentOf(tags);
  const longest = referenceTag(tags)?.points ?? Math.max(0, ...tags.map(({ points }) => points));
  return { from: 0, to: Math.max(1, longest - 1) };
}

/** Steps are whole; a range of less than one step would show nothing. */
export function roundedRange({ from, to }: StepRange): StepRange {
  const start = Math.floor(from);
  return { from: start, to: Math.max(start + 1, Math.ceil(to)) };
}

/** Rounded up, so that a window being resized does not ask anew at every pixel. */
const WIDTH_STEP_PIXELS = 160;

/** Beyond both edges, as a share of the visible steps: lines run on to where they are cut off. */
const MARGIN = 0.25;

export interface SeriesWindow {
  readonly fromStep?: number;
  readonly toStep?: number;
  readonly maxBuckets: number;
}

/** The steps to ask for, and in how many buckets, so that each pixel column has about one. */
export function windowOf(zoom: StepRange | null, widthPixels: number): SeriesWindow {
  const plotWidth = Math.ceil(widthPixels / WIDTH_STEP_PIXELS) * WIDTH_STEP_PIXELS;
  if (zoom === null) return { maxBuckets: plotWidth };
  const margin = Math.ceil((zoom.to - zoom.from) * MARGIN);
  return {
    fromStep: zoom.from - margin,
    toStep: zoom.to + margin,
    maxBuckets: Math.round(plotWidth * (1 + 2 * MARGIN)),
  };
}
