/** Pixels and values, there and back. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asinhScale, linearScale, logScale } from "./scale.ts";

const SEED = { seed: 41 };

describe.each([
  ["linear", linearScale({ domain: [-5, 20], range: [200, 0] }), -5, 20],
  ["log", logScale({ domain: [1e-3, 1e4], range: [200, 0] }), 1e-3, 1e4],
  ["asinh", asinhScale({ domain: [-60, 60], range: [0, 300] }), -60, 60],
] as const)("the %s scale", (_, scale, low, high) => {
  it("undoes itself", () => {
    fc.assert(
      fc.property(fc.double({ min: low, max: high, noNaN: true }), (value) => {
        expect(Math.abs(scale.invert(scale.at(value)) - value)).toBeLessThan(
          1e-9 * Math.max(1, Math.abs(value)),
        );
      }),
      SEED,
    );
  });
});

describe("asinhScale", () => {
  it("puts 0 in the middle of a symmetric domain and opposite values at opposite places", () => {
    const scale = asinhScale({ domain: [-60, 60], range: [0, 300] });
    expect(scale.at(0)).toBe(150);
    expect(scale.at(7) + scale.at(-7)).toBeCloseTo(300, 9);
  });
});

describe("logScale", () => {
  it("gives each decade the same length and has no place for zero", () => {
    const scale = logScale({ domain: [1, 1000], range: [0, 300] });
    expect([scale.at(10), scale.at(100)].map(Math.round)).toEqual([100, 200]);
    expect(scale.at(0)).toBe(Number.NEGATIVE_INFINITY);
  });
});
