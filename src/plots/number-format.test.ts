/** How numbers read on the page. */
import { describe, expect, it } from "vitest";
import {
  formatCount,
  formatPercent,
  formatStepShort,
  formatTicks,
  formatUnevenTick,
  formatValue,
} from "./number-format.ts";

describe("formatCount", () => {
  it("separates thousands and keeps every digit", () => {
    expect([0, 999, 12400, 1234567].map(formatCount)).toEqual(["0", "999", "12,400", "1,234,567"]);
  });
});

describe("formatStepShort", () => {
  it("uses k, M and G without losing a digit that three decimals can hold", () => {
    expect([0, 800, 12400, 1250000, 3e9].map(formatStepShort)).toEqual(["0", "800", "12.4k", "1.25M", "3G"]);
  });
});

describe("formatValue", () => {
  it("keeps four significant digits and no idle zeros", () => {
    expect([0.71324, 12.4, 1.3863, 1500, 0].map(formatValue)).toEqual([
      "0.7132",
      "12.4",
      "1.386",
      "1500",
      "0",
    ]);
  });

  it("writes tens of thousands out", () => {
    expect([10_000, 61_863.2, -99_999].map(formatValue)).toEqual(["10000", "61860", "−100000"]);
  });

  it("turns to powers of ten where decimals are hard to read", () => {
    expect([1e-7, -3.14159e-5, 2.5e6].map(formatValue)).toEqual(["1e−7", "−3.14e−5", "2.5e6"]);
  });

  it("says NaN and infinities in words", () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(formatValue)).toEqual([
      "NaN",
      "+Infinity",
      "−Infinity",
    ]);
  });
});

describe("formatPercent", () => {
  it("writes a share of one with at most one decimal", () => {
    expect([0, 0.614, 1].map(formatPercent)).toEqual(["0\u202f%", "61.4\u202f%", "100\u202f%"]);
  });
});

describe("formatTicks", () => {
  it("gives all ticks of an axis the decimals that their distance needs", () => {
    expect(formatTicks([0, 0.5, 1, 1.5])).toEqual(["0.0", "0.5", "1.0", "1.5"]);
    expect(formatTicks([0, 0.25, 0.5])).toEqual(["0.00", "0.25", "0.50"]);
    expect(formatTicks([-20, 0, 20])).toEqual(["−20", "0", "20"]);
    expect(formatTicks([0, 1e-5, 2e-5])).toEqual(["0", "1e−5", "2e−5"]);
  });
});

describe("formatUnevenTick", () => {
  it("gives each tick its own decimals", () => {
    expect([-10, 0, 0.3, 3].map(formatUnevenTick)).toEqual(["−10", "0", "0.3", "3"]);
  });
});
