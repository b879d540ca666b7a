/** What a read-out says of a series at a step. */
import { describe, expect, it } from "vitest";
import { viewOf } from "../../model/index.ts";
import { view } from "./testing/view.ts";
import { heightAt, valueAt } from "./value-at.ts";

describe("valueAt", () => {
  const restarted = view([0, 10, 20, 30, 20, 40], [1, 2, 3, 4, 30, 40]);

  it("reads the newest value in force at a step", () => {
    expect([5, 10, 20, 30, 99].map((step) => valueAt(restarted, step)?.value)).toEqual([1, 2, 30, 30, 40]);
  });

  it("is null before the first point and NaN where NaN was logged", () => {
    expect(valueAt(restarted, -1)).toBeNull();
    expect(valueAt(view([0, 1], [1, Number.NaN]), 1)?.value).toBeNaN();
    expect(valueAt(view([0, 1], [1, Number.NEGATIVE_INFINITY]), 1)?.value).toBe(Number.NEGATIVE_INFINITY);
  });

  it("gives the smoothed value beside the raw one, and none where nothing is smoothed", () => {
    const raw = view([0, 1, 2], [1, 3, Number.NaN]);
    const smoothed = viewOf(
      {
        steps: Float64Array.of(0, 1, 2),
        wallTimes: Float64Array.of(0, 1, 2),
        values: Float64Array.of(1, 3, Number.NaN),
      },
      { run: "r", tag: "t", maxBuckets: 9, smoothing: 0.5 },
    );
    expect([valueAt(raw, 1)?.smoothed, valueAt(smoothed, 1)?.smoothed]).toEqual([null, 1.75 / 0.75]);
    expect(valueAt(smoothed, 1)?.value).toBe(3);
    expect(valueAt(smoothed, 2)?.smoothed).toBe(null);
    expect([heightAt(raw, 1), heightAt(smoothed, 1), heightAt(raw, -1)]).toEqual([
      3,
      1.75 / 0.75,
      Number.NaN,
    ]);
  });
});
