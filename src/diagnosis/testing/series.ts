/** Series for tests of rules, written as they would be told. */
import type { SeriesPoints } from "../windows.ts";

/** A probe every fifty steps, two seconds apart: one window a point. */
export const PROBE_STEPS = 50;
const SECONDS_A_PROBE = 2;

/** One point a probe; the first at step 50. */
export function probes(values: readonly number[], firstProbe = 1): SeriesPoints {
  return {
    steps: values.map((_, i) => (firstProbe + i) * PROBE_STEPS),
    wallTimes: values.map((_, i) => (firstProbe + i) * SECONDS_A_PROBE),
    values,
  };
}

export function flat(value: number, count: number): number[] {
  return Array.from({ length: count }, () => value);
}

/** The points `from` ≤ i < `to` of a series. */
export function slice({ steps, wallTimes, values }: SeriesPoints, from: number, to: number): SeriesPoints {
  const part = (column: ArrayLike<number>) => Array.from(column).slice(from, to);
  return { steps: part(steps), wallTimes: part(wallTimes), values: part(values) };
}
