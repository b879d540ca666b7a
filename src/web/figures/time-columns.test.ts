/** How long a logged column stands. */
import { describe, expect, it } from "vitest";
import { columnAt, columnEnds } from "./time-columns.ts";

describe("columnEnds", () => {
  it("lets each column last until the next one, and the last for a usual spacing", () => {
    expect([...columnEnds([0, 10, 20])]).toEqual([10, 20, 30]);
  });

  it("does not hold a column across a hole of more than three times the spacings around it", () => {
    expect([...columnEnds([0, 10, 20, 100, 110])]).toEqual([10, 20, 30, 110, 120]);
  });

  it("takes a log that thins out for what it is, not for holes", () => {
    const steps = [0, 1, 2, 5, 10, 20, 50, 100, 200];
    expect([...columnEnds(steps)]).toEqual([1, 2, 5, 10, 20, 50, 100, 200, 300]);
  });

  it("gives a single column one step", () => {
    expect([...columnEnds([7])]).toEqual([8]);
  });
});

describe("columnAt", () => {
  it("finds the column that stands at a step, and none in a hole", () => {
    const steps = [0, 10, 20, 100];
    const ends = columnEnds(steps);
    expect([5, 20, 60, 105, -1].map((step) => columnAt(steps, ends, step))).toEqual([0, 2, -1, 3, -1]);
  });
});
