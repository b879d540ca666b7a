import { expect, it } from "vitest";
import { stepRangeOf } from "./step-range.ts";

it("finds the smallest and the largest step, exactly also where float64 is not", () => {
  expect(stepRangeOf(BigInt64Array.of(3n, -7n, 5n))).toEqual({ smallest: -7n, largest: 5n });
  const large = 2n ** 62n;
  expect(stepRangeOf(BigInt64Array.of(large + 1n, large, large + 3n))).toEqual({
    smallest: large,
    largest: large + 3n,
  });
});

it("has neither without steps", () => {
  expect(stepRangeOf(new BigInt64Array())).toEqual({ smallest: null, largest: null });
});
