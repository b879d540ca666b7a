/** What a read-out says of a series at a step. */
import { describe, expect, it } from "vitest";
import { view } from "./testing/view.ts";
import { valueAt } from "./value-at.ts";

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
});
