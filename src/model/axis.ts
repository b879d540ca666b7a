/** The horizontal axes a series can be laid on, for logs whose steps alone do not tell the story. */
import type { Points } from "./buckets.ts";

/** `index`: order of arrival, from 0. `relative`: milliseconds since the run's first value. `wall`: milliseconds since the epoch. */
export const AXES = ["step", "index", "relative", "wall"] as const;
export type Axis = (typeof AXES)[number];

/** Whole numbers then serve as places on every axis, so that buckets, ranges and cursors need no other kind. */
const MILLISECONDS = 1000;

/**
 * The same points with their places on `axis` where the steps were. `originSeconds` is the wall time
 * at which relative time begins.
 */
export function onAxis(points: Points, axis: Axis, originSeconds: number): Points {
  switch (axis) {
    case "step":
      return points;
    case "index":
      return { ...points, steps: places(points, (index) => index) };
    case "relative":
      return { ...points, steps: places(points, (_, time) => (time - originSeconds) * MILLISECONDS) };
    case "wall":
      return { ...points, steps: places(points, (_, time) => time * MILLISECONDS) };
  }
}

function places({ wallTimes }: Points, placeOf: (index: number, wallTime: number) => number): Float64Array {
  const out = new Float64Array(wallTimes.length);
  for (let i = 0; i < out.length; i++) out[i] = placeOf(i, wallTimes[i] ?? 0);
  return out;
}

/** The place on `axis` of something logged at `wallTimeSeconds`; null on axes that time alone does not decide. */
export function placeOfWallTime(axis: Axis, wallTimeSeconds: number, originSeconds: number): number | null {
  if (axis === "wall") return wallTimeSeconds * MILLISECONDS;
  return axis === "relative" ? (wallTimeSeconds - originSeconds) * MILLISECONDS : null;
}
