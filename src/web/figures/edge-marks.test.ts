/** Marks for values that no axis can show. */
import { describe, expect, it } from "vitest";
import { linearScale } from "../../plots/index.ts";
import { edgeMarks, restartSteps } from "./edge-marks.ts";
import { view } from "./testing/view.ts";

describe("edgeMarks", () => {
  const time = linearScale({ domain: [0, 1000], range: [0, 1000] });

  it("marks every non-finite value, merging marks that would touch and counting them", () => {
    const values = [0, Number.NaN, Number.NaN, 1, Number.POSITIVE_INFINITY, Number.NaN];
    const marks = edgeMarks(view([0, 10, 20, 30, 40, 500], values), time, "linear");
    expect(marks.map(({ kind, from, count, isExact }) => [kind, from, count, isExact])).toEqual([
      ["nan", 10, 2, true],
      ["nan", 500, 1, true],
      ["plusInfinity", 40, 1, true],
    ]);
  });

  it("marks values that a logarithmic axis has no place for", () => {
    const marks = edgeMarks(view([0, 100], [-1, 1]), time, "log");
    expect(marks.map(({ kind, count }) => [kind, count])).toEqual([["nonPositive", 1]]);
  });
});

describe("restartSteps", () => {
  it("names the step from which a restart rewrites", () => {
    expect(restartSteps(view([0, 1, 2, 3, 2, 3], [0, 0, 0, 0, 0, 0]))).toEqual([2]);
    expect(restartSteps(view([0, 1], [0, 0]))).toEqual([]);
  });
});
