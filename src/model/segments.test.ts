import { expect, it } from "vitest";
import { segmentsOf } from "./segments.ts";

const of = (...steps: number[]) => segmentsOf(Float64Array.from(steps));

it("has no segments without points", () => {
  expect(of()).toEqual([]);
});

it("keeps equal steps in one segment", () => {
  expect(of(0, 0, 0, 1)).toEqual([{ from: 0, to: 4, supersededFromStep: null }]);
});

it("marks from where each branch is written again by any later one", () => {
  expect(of(0, 10, 20, 15, 25, 5, 6)).toEqual([
    { from: 0, to: 3, supersededFromStep: 5 },
    { from: 3, to: 5, supersededFromStep: 5 },
    { from: 5, to: 7, supersededFromStep: null },
  ]);
});
