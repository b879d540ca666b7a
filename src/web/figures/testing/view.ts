/** Makes series views from plain lists, for tests. */
import { type SeriesView, viewOf } from "../../../model/index.ts";

export function view(steps: readonly number[], values: readonly number[], maxBuckets = 4000): SeriesView {
  const column = Float64Array.from(steps);
  const points = { steps: column, wallTimes: column, values: Float64Array.from(values) };
  return viewOf(points, { run: "r", tag: "t", maxBuckets });
}
