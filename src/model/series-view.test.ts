import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NON_FINITE_MASK } from "./buckets.ts";
import { type SegmentView, viewOf } from "./series-view.ts";

function points(steps: readonly number[], values: readonly number[]) {
  return {
    steps: Float64Array.from(steps),
    wallTimes: Float64Array.from(steps, (_, i) => 1000 + i),
    values: Float64Array.from(values),
  };
}

const anySeries = fc
  .array(
    fc.record({
      step: fc.integer({ min: -50, max: 400 }),
      value: fc.oneof(
        fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
        fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
      ),
    }),
    { minLength: 1, maxLength: 300 },
  )
  .map((rows) => ({ steps: rows.map(({ step }) => step), values: rows.map(({ value }) => value) }));

const anyWindow = fc.record({
  from: fc.integer({ min: -60, max: 400 }),
  span: fc.integer({ min: 0, max: 500 }),
  maxBuckets: fc.integer({ min: 1, max: 60 }),
});

function extreme(
  segments: readonly SegmentView[],
  column: "mins" | "maxs",
  pick: (...all: number[]) => number,
): number {
  return pick(...segments.flatMap((segment) => [...segment[column]]).filter(Number.isFinite));
}

it("finds nothing in a range that ends before it begins, however often the series restarts", () => {
  const view = viewOf(points([0, 1, 2, 0, 1, 2], [1, 2, 3, 4, 5, 6]), {
    ...{ run: "r", tag: "t", maxBuckets: 1 },
    ...{ fromStep: 2, toStep: 0 },
  });
  expect(view).toMatchObject({ pointCount: 0, totalPointCount: 6, segments: [] });
});

describe("the bucket contract", () => {
  it("draws exactly the raw extremes of any window at any resolution", () => {
    fc.assert(
      fc.property(anySeries, anyWindow, ({ steps, values }, { from, span, maxBuckets }) => {
        const query = { run: "r", tag: "t", fromStep: from, toStep: from + span, maxBuckets };
        const { segments } = viewOf(points(steps, values), query);
        const inside = values.filter((value, i) => isInside(steps[i], from, span) && Number.isFinite(value));
        expect(extreme(segments, "mins", Math.min)).toBe(Math.min(...inside));
        expect(extreme(segments, "maxs", Math.max)).toBe(Math.max(...inside));
      }),
    );
  });

  it("marks the bucket of every non-finite value", () => {
    fc.assert(
      fc.property(anySeries, anyWindow, ({ steps, values }, { from, span, maxBuckets }) => {
        const query = { run: "r", tag: "t", fromStep: from, toStep: from + span, maxBuckets };
        const { segments } = viewOf(points(steps, values), query);
        values.forEach((value, i) => {
          if (Number.isFinite(value) || !isInside(steps[i], from, span)) return;
          const step = steps[i] ?? 0;
          const isMarked = segments.some(({ firstSteps, lastSteps, masks }) =>
            masks.some(
              (mask, b) => (firstSteps[b] ?? 0) <= step && step <= (lastSteps[b] ?? 0) && mask !== 0,
            ),
          );
          expect(isMarked).toBe(true);
        });
      }),
    );
  });

  it("counts every raw point of the window once", () => {
    fc.assert(
      fc.property(anySeries, anyWindow, ({ steps, values }, { from, span, maxBuckets }) => {
        const query = { run: "r", tag: "t", fromStep: from, toStep: from + span, maxBuckets };
        const view = viewOf(points(steps, values), query);
        const counted = view.segments.reduce((sum, { counts }) => sum + counts.reduce((a, b) => a + b, 0), 0);
        expect(counted).toBe(steps.filter((step) => isInside(step, from, span)).length);
        expect(view.pointCount).toBe(counted);
        expect(view.totalPointCount).toBe(steps.length);
      }),
    );
  });

  it("sends at most the asked number of buckets a segment, and at least raw points when there are few", () => {
    fc.assert(
      fc.property(anySeries, anyWindow, ({ steps, values }, { maxBuckets }) => {
        const view = viewOf(points(steps, values), { run: "r", tag: "t", maxBuckets });
        for (const { counts } of view.segments) expect(counts.length).toBeLessThanOrEqual(maxBuckets);
        if (steps.length <= maxBuckets) expect(view.bucketWidth).toBe(0);
      }),
    );
  });

  it("keeps a spike of one step among 100,000 at every zoom that contains it", () => {
    const steps = Array.from({ length: 100_000 }, (_, i) => i);
    const spike = points(
      steps,
      steps.map((step) => (step === 54_321 ? 1e6 : 1)),
    );
    for (let span = 100_000; span >= 2; span = Math.floor(span / 3)) {
      const fromStep = Math.max(0, 54_321 - Math.floor(span / 2));
      const view = viewOf(spike, { run: "r", tag: "t", fromStep, toStep: fromStep + span, maxBuckets: 500 });
      expect(extreme(view.segments, "maxs", Math.max)).toBe(1e6);
    }
  });
});

function isInside(step: number | undefined, from: number, span: number): boolean {
  return step !== undefined && step >= from && step <= from + span;
}

describe("viewOf", () => {
  it("aligns buckets to multiples of their width", () => {
    const steps = Array.from({ length: 64 }, (_, i) => i + 5);
    const view = viewOf(points(steps, steps), { run: "r", tag: "t", maxBuckets: 10 });
    expect(view.bucketWidth).toBe(8);
    expect([...(view.segments[0]?.firstSteps ?? [])]).toEqual([5, 8, 16, 24, 32, 40, 48, 56, 64]);
  });

  it("says in which way each raw value is not finite", () => {
    const values = [1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const { segments } = viewOf(points([0, 1, 2, 3], values), { run: "r", tag: "t", maxBuckets: 10 });
    const { nan, plusInfinity, minusInfinity } = NON_FINITE_MASK;
    expect([...(segments[0]?.masks ?? [])]).toEqual([0, nan, plusInfinity, minusInfinity]);
    expect([...(segments[0]?.maxs ?? [])]).toEqual([1, Number.NaN, Number.NaN, Number.NaN]);
  });

  it("splits at a restart and says from which step the older branch is superseded", () => {
    const view = viewOf(points([0, 1, 2, 3, 2, 3, 4], [0, 1, 2, 3, 20, 30, 40]), {
      run: "r",
      tag: "t",
      maxBuckets: 100,
    });
    expect(view.segments.map(({ firsts, supersededFromStep }) => [[...firsts], supersededFromStep])).toEqual([
      [[0, 1, 2, 3], 2],
      [[20, 30, 40], null],
    ]);
  });
});
