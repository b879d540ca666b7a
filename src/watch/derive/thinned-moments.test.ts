import { expect, it } from "vitest";
import { strideOf } from "./thinned-moments.ts";

it("takes every moment of a log that has no more than can be used", () => {
  expect([0, 1, 512].map((total) => strideOf("features", total))).toEqual([1, 1, 1]);
});

it("takes every second of more, and every other one again each time that a log doubles", () => {
  expect([513, 1024, 1025, 2200, 65_536].map((total) => strideOf("features", total))).toEqual([
    2, 2, 4, 8, 128,
  ]);
});

it("takes more of what costs less", () => {
  const kinds = ["samples", "outputs"] as const;
  expect(kinds.map((kind) => strideOf(kind, 4096))).toEqual([8, 1]);
});
