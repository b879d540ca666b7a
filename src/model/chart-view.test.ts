import fc from "fast-check";
import { expect, it } from "vitest";
import { AXES } from "./axis.ts";
import type { Points } from "./buckets.ts";
import { type ChartQuery, chartViewOf } from "./chart-view.ts";
import { type SeriesView, viewOf } from "./series-view.ts";

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

function reducedInParts(parts: readonly Points[], query: ChartQuery): SeriesView {
  const reduction = chartViewOf(parts, query);
  for (;;) {
    const { done, value } = reduction.next();
    if (done === true) return value;
  }
}

const ALL = { run: "r", tag: "t", maxBuckets: 100 };

it("keeps the raw extremes beside the smoothed line", () => {
  const { segments } = viewOf(points([0, 1, 2], [1, 2, 4]), { ...ALL, maxBuckets: 1, smoothing: 0.5 });
  expect(segments).toHaveLength(1);
  expect([segments[0]?.mins[0], segments[0]?.maxs[0]]).toEqual([1, 4]);
  expect(segments[0]?.smoothed?.[0]).toBeCloseTo(2.625 / 0.875, 12);
});

it("smooths from the first point of the series, not from the first in sight", () => {
  const all = viewOf(points([0, 1, 2, 3], [9, 1, 2, 4]), { ...ALL, smoothing: 0.9 });
  const late = viewOf(points([0, 1, 2, 3], [9, 1, 2, 4]), { ...ALL, smoothing: 0.9, fromStep: 3 });
  expect(late.segments[0]?.smoothed?.[0]).toBe(all.segments[0]?.smoothed?.[3]);
});

it("shows a bucket's last finite smoothed value, and NaN where it has none", () => {
  const { segments } = viewOf(points([0, 1, 2, 3], [5, Number.NaN, Number.NaN, Number.NaN]), {
    ...ALL,
    maxBuckets: 2,
    smoothing: 0.5,
  });
  expect([...(segments[0]?.smoothed ?? [])]).toEqual([5, Number.NaN]);
});

it("has no smoothed line and no steps beside its places unless asked", () => {
  const [segment] = viewOf(points([0, 1], [1, 2]), ALL).segments;
  expect([segment?.smoothed, segment?.atSteps]).toEqual([undefined, undefined]);
});

it("lays a log without steps out by order of arrival", () => {
  const [segment] = viewOf(points([0, 0, 0], [5, 6, 7]), { ...ALL, axis: "index" }).segments;
  expect([...(segment?.firstSteps ?? [])]).toEqual([0, 1, 2]);
  expect([...(segment?.atSteps ?? [])]).toEqual([0, 0, 0]);
});

it("buckets by order of arrival, across restarts", () => {
  const view = viewOf(points([0, 1, 2, 1, 2, 3], [1, 2, 3, 4, 5, 6]), {
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
  const wall = viewOf(log, { ...ALL, axis: "wall" });
  const relative = viewOf(log, { ...ALL, axis: "relative", originSeconds: 999 });
  expect([...(wall.segments[0]?.firstSteps ?? [])]).toEqual([1_000_000, 1_000_500]);
  expect([...(relative.segments[0]?.firstSteps ?? [])]).toEqual([1000, 1500]);
});

it("reads a range as places on the asked axis", () => {
  const view = viewOf(points([0, 0, 0, 0], [1, 2, 3, 4]), {
    ...ALL,
    axis: "index",
    fromStep: 1,
    toStep: 2,
  });
  expect([...(view.segments[0]?.lasts ?? [])]).toEqual([2, 3]);
});

const anyLog = fc.array(
  fc.record({
    step: fc.integer({ min: 0, max: 60 }),
    time: fc.integer({ min: 0, max: 1000 }),
    value: fc.oneof(
      fc.double({ noNaN: true, min: -9, max: 9 }),
      fc.constantFrom(Number.NaN, Number.NEGATIVE_INFINITY),
    ),
  }),
  { maxLength: 150 },
);
const anyQuery = fc.record({
  axis: fc.constantFrom(...AXES),
  smoothing: fc.constantFrom(0, 0.9),
  maxBuckets: fc.integer({ min: 1, max: 80 }),
  fromStep: fc.constantFrom(undefined, 10, 400),
  toStep: fc.constantFrom(undefined, 30, 700_000),
});

it("gives the same view however the series is cut into parts", () => {
  fc.assert(
    fc.property(anyLog, anyQuery, fc.integer({ min: 1, max: 40 }), (log, query, length) => {
      const whole = points(
        log.map(({ step }) => step),
        log.map(({ value }) => value),
        log.map(({ time }) => time),
      );
      const parts: Points[] = [];
      for (let from = 0; from < log.length; from += length) {
        const { steps, wallTimes, values } = whole;
        const [a, b] = [from, from + length];
        parts.push({
          steps: steps.subarray(a, b),
          wallTimes: wallTimes.subarray(a, b),
          values: values.subarray(a, b),
        });
      }
      expect(reducedInParts(parts, { ...ALL, ...query })).toEqual(viewOf(whole, { ...ALL, ...query }));
    }),
    { seed: 6886 },
  );
});

it("pauses after each part, so that nobody waits for a long series as a whole", () => {
  const part = points([0, 1, 2], [1, 2, 3]);
  let read = 0;
  function* parts(): Generator<Points> {
    for (; read < 5; read++) yield part;
  }
  const reduction = chartViewOf(parts(), { ...ALL, maxBuckets: 1, axis: "index", smoothing: 0.5 });
  const readAtPauses: number[] = [];
  for (let next = reduction.next(); next.done !== true; next = reduction.next()) readAtPauses.push(read);
  // Five parts are laid out, then reduced.
  expect(readAtPauses).toEqual([0, 1, 2, 3, 4, 5, 5, 5, 5, 5]);
});
