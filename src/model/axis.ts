/** The horizontal axes a series can be laid on, for logs whose steps alone do not tell the story. */
import type { Points } from "./buckets.ts";

/** `index`: order of arrival, from 0. `relative`: milliseconds since the run's first value. `wall`: milliseconds since the epoch. */
export const AXES = ["step", "index", "relative", "wall"] as const;
export type Axis = (typeof AXES)[number];

/** Whole numbers then serve as places on every axis, so that buckets, ranges and cursors need no other kind. */
const MILLISECONDS = 1000;

export interface Layout {
  readonly axis: Axis;
  /** The wall time at which relative time begins. */
  readonly originSeconds: number;
  /** Rows of the series before these points. */
  readonly rowsBefore: number;
}

/** The same points with their places on the axis where the steps were. */
export function onAxis(points: Points, { axis, originSeconds, rowsBefore }: Layout): Points {
  switch (axis) {
    case "step":
      return points;
    case "index":
      return { ...points, steps: places(points, (row) => rowsBefore + row) };
    case "relative":
      return { ...points, steps: places(points, (_, time) => (time - originSeconds) * MILLISECONDS) };
    case "wall":
      return { ...points, steps: places(points, (_, time) => time * MILLISECONDS) };
  }
}

function places({ wallTimes }: Points, placeOf: (row: number, wallTime: number) => number): Float64Array {
  const out = new Float64Array(wallTimes.length);
  for (let row = 0; row < out.length; row++) out[row] = placeOf(row, wallTimes[row] ?? 0);
  return out;
}

/** The place on `axis` of something logged at `wallTimeSeconds`; null on axes that time alone does not decide. */
export function placeOfWallTime(axis: Axis, wallTimeSeconds: number, originSeconds: number): number | null {
  if (axis === "wall") return wallTimeSeconds * MILLISECONDS;
  return axis === "relative" ? (wallTimeSeconds - originSeconds) * MILLISECONDS : null;
}
