/** Where axes put their ticks. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asinhTicks, linearTicks, logTicks, niceStep, spacedTicks, stepTicks } from "./ticks.ts";

const SEED = { seed: 20240607 };

describe("niceStep", () => {
  it("is one of 1, 2, 2.5, 5 times a power of ten", () => {
    expect([niceStep(10, 5), niceStep(1, 4), niceStep(2.6, 5), niceStep(37, 5)]).toEqual([2, 0.25, 0.5, 10]);
  });
});

describe("linearTicks", () => {
  it("are round, inside the ends, and evenly apart", () => {
    expect(linearTicks(0, 2.6, 5)).toEqual([0, 0.5, 1, 1.5, 2, 2.5]);
    expect(linearTicks(0.5, 0.5, 5)).toEqual([0.5]);
  });

  it("stay inside any range and few", () => {
    const range = fc.tuple(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
    );
    fc.assert(
      fc.property(range, ([low, span]) => {
        const high = low + span;
        fc.pre(high > low);
        const ticks = linearTicks(low, high, 5);
        expect(ticks.length).toBeLessThanOrEqual(9);
        const slack = (high - low) * 1e-6 + Math.max(Math.abs(low), Math.abs(high)) * 1e-9;
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(low - slack);
          expect(tick).toBeLessThanOrEqual(high + slack);
        }
      }),
      SEED,
    );
  });
});

describe("stepTicks", () => {
  it("are whole steps, however short the range", () => {
    expect(stepTicks(0, 3, 8)).toEqual([0, 1, 2, 3]);
    expect(stepTicks(0, 10000, 5)).toEqual([0, 2000, 4000, 6000, 8000, 10000]);
    expect(stepTicks(7, 7, 5)).toEqual([7]);
  });
});

describe("logTicks", () => {
  it("are powers of ten when there are many decades, with multiples when there are few", () => {
    expect(logTicks(1e-4, 1e2, 7)).toEqual([1e-4, 1e-3, 0.01, 0.1, 1, 10, 100]);
    expect(logTicks(1, 100, 6)).toEqual([1, 2, 5, 10, 20, 50, 100]);
    expect(logTicks(0.2, 4, 5)).toEqual([0.2, 0.5, 1, 2]);
  });
});

describe("asinhTicks", () => {
  it("are 0 and 1, 3, 10 … to both sides", () => {
    expect(asinhTicks(-12, 40, 1)).toEqual([-10, -3, -1, 0, 1, 3, 10, 30]);
  });
});

describe("spacedTicks", () => {
  it("drops the less round ones where they would touch", () => {
    expect(spacedTicks([-10, -3, -1, 0, 1, 3, 10], (tick) => tick * 4, 12)).toEqual([-10, -3, 0, 3, 10]);
  });
});
