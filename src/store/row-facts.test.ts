import { expect, it } from "vitest";
import { factsOf } from "./row-facts.ts";

const info = { tag: "loss", kind: "scalar", plugin: "scalars", displayName: "", description: "" } as const;

it("finds ranges of steps and of finite wall times, the first of these, and counts values that are not finite", () => {
  const scalars = {
    steps: BigInt64Array.of(5n, -1n, 7n, 6n),
    wallTimes: Float64Array.of(Number.NaN, 20, 10, Number.POSITIVE_INFINITY),
    values: Float64Array.of(1, Number.NaN, Number.NEGATIVE_INFINITY, -0),
  };
  expect(factsOf({ info, scalars })).toEqual({
    smallest: -1n,
    largest: 7n,
    earliestWallTime: 10,
    latestWallTime: 20,
    firstWallTime: 20,
    nonFiniteCount: 2,
  });
});

it("has empty ranges without rows", () => {
  const scalars = { steps: new BigInt64Array(), wallTimes: new Float64Array(), values: new Float64Array() };
  expect(factsOf({ info, scalars })).toEqual({
    smallest: null,
    largest: null,
    earliestWallTime: Number.POSITIVE_INFINITY,
    latestWallTime: Number.NEGATIVE_INFINITY,
    firstWallTime: Number.NEGATIVE_INFINITY,
    nonFiniteCount: 0,
  });
});
