import { expect, it } from "vitest";
import { stepForJson, stepsAsNumbers } from "./series.ts";

it("turns int64 steps into the same numbers, negative and beyond 32 bits", () => {
  const steps = BigInt64Array.of(0n, 1n, -1n, 4_294_967_296n, -4_294_967_297n, 9_007_199_254_740_991n);
  expect([...stepsAsNumbers(steps)]).toEqual([0, 1, -1, 4294967296, -4294967297, Number.MAX_SAFE_INTEGER]);
});

it("reads steps that begin inside a larger buffer", () => {
  expect([...stepsAsNumbers(BigInt64Array.of(7n, 8n, 9n).subarray(1))]).toEqual([8, 9]);
});

it("writes a step that JSON numbers can't hold as digits", () => {
  expect(stepForJson(12n)).toBe(12);
  expect(stepForJson(9_007_199_254_740_993n)).toBe("9007199254740993");
});
