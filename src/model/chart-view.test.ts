import { expect, it } from "vitest";
import { chartViewOf } from "./series-view.ts";

function points(
  steps: readonly number[],
  values: readonly number[],
  wallTimes = steps.map((_, i) => 100 + i),
) {
  return {
    steps: Float64Array.from(steps),
    wallTimes: Float64Array.from(wallTimes),
    values: Float64Array.from(values),
  };
}

const ALL = { run: "r", tag: "t", maxBuckets: 100 };

it("keeps the raw extremes beside the smoothed line", () => {
  const { segments } = chartViewOf(points([0, 1, 2], [1, 2, 4]), { ...ALL, maxBuckets: 1, smoothing: 0.5 });
  expect(segments).toHaveLength(1);
  expect([segments[0]?.mins[0], segments[0]?.maxs[0]]).toEqual([1, 4]);
  expect(segments[0]?.smoothed?.[0]).toBeCloseTo(2.625 / 0.875, 12);
});

it("smooths from the first point of the series, not from the first in sight", () => {
  const all = chartViewOf(points([0, 1, 2, 3], [9, 1, 2, 4]), { ...ALL, smoothing: 0.9 });
  const late = chartViewOf(points([0, 1, 2, 3], [9, 1, 2, 4]), { ...ALL, smoothing: 0.9, fromStep: 3 });
  expect(late.segments[0]?.smoothed?.[0]).toBe(all.segments[0]?.smoothed?.[3]);
});

it("shows a bucket's last finite smoothed value, and NaN where it has none", () => {
  const { segments } = chartViewOf(points([0, 1, 2, 3], [5, Number.NaN, Number.NaN, Number.NaN]), {
    ...ALL,
    maxBuckets: 2,
    smoothing: 0.5,
  });
  expect([...(segments[0]?.smoothed ?? [])]).toEqual([5, Number.NaN]);
});

it("has no smoothed line and no steps beside its places unless asked", () => {
  const [segment] = chartViewOf(points([0, 1], [1, 2]), ALL).segments;
  expect([segment?.smoothed, segment?.atSteps]).toEqual([undefined, undefined]);
});

it("lays a log without steps out by order of arrival", () => {
  const [segment] = chartViewOf(points([0, 0, 0], [5, 6, 7]), { ...ALL, axis: "index" }).segments;
  expect([...(segment?.firstSteps ?? [])]).toEqual([0, 1, 2]);
  expect([...(segment?.atSteps ?? [])]).toEqual([0, 0, 0]);
});

it("buckets by order of arrival, across restarts", () => {
  const view = chartViewOf(points([0, 1, 2, 1, 2, 3], [1, 2, 3, 4, 5, 6]), {
    ...ALL,
    maxBuckets: 3,
    axis: "index",
  });
  expect(view.bucketWidth).toBe(2);
  expect(view.segments.map(({ firstSteps }) => [...firstSteps])).toEqual([[0, 2, 4]]);
  expect([...(view.segments[0]?.atSteps ?? [])]).toEqual([1, 1, 3]);
});

it("measures wall time in milliseconds, and relative time from the origin", () => {
  const log = points([0, 1], [1, 2], [1000, 1000.5]);
  const wall = chartViewOf(log, { ...ALL, axis: "wall" });
  const relative = chartViewOf(log, { ...ALL, axis: "relative", originSeconds: 999 });
  expect([...(wall.segments[0]?.firstSteps ?? [])]).toEqual([1_000_000, 1_000_500]);
  expect([...(relative.segments[0]?.firstSteps ?? [])]).toEqual([1000, 1500]);
});

it("reads a range as places on the asked axis", () => {
  const view = chartViewOf(points([0, 0, 0, 0], [1, 2, 3, 4]), {
    ...ALL,
    axis: "index",
    fromStep: 1,
    toStep: 2,
  });
  expect([...(view.segments[0]?.lasts ?? [])]).toEqual([2, 3]);
});
