/** Finding steps, by place and by key. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexAtOrBefore, nearestIndex, rangeAfterKey, stepAfterKey } from "./nearest-step.ts";

const steps = Float64Array.of(0, 100, 200, 350, 1000);
const domain = { from: 0, to: 1000 };

function keyFrom(key: string, current: number, shiftKey = false): number | null {
  return stepAfterKey({ key, shiftKey }, { current, domain, snapSteps: steps });
}

describe("nearestIndex", () => {
  it("is as near as any other step", () => {
    const increasing = fc.uniqueArray(fc.integer({ min: 0, max: 1e6 }), { minLength: 1 });
    fc.assert(
      fc.property(increasing, fc.integer({ min: -10, max: 1e6 + 10 }), (values, step) => {
        const sorted = values.sort((a, b) => a - b);
        const distance = Math.abs((sorted[nearestIndex(sorted, step)] ?? Number.NaN) - step);
        expect(distance).toBe(Math.min(...sorted.map((value) => Math.abs(value - step))));
      }),
      { seed: 7 },
    );
  });

  it("is −1 when there is nothing", () => {
    expect([nearestIndex([], 3), indexAtOrBefore([], 3)]).toEqual([-1, -1]);
  });
});

describe("stepAfterKey", () => {
  it("goes from one logged step to the next, and ten with Shift", () => {
    expect([keyFrom("ArrowRight", 100), keyFrom("ArrowLeft", 350), keyFrom("ArrowRight", 100, true)]).toEqual(
      [200, 200, 1000],
    );
  });

  it("goes to the neighbours of a step between two logged ones", () => {
    expect([keyFrom("ArrowRight", 120), keyFrom("ArrowLeft", 120)]).toEqual([200, 100]);
  });

  it("stays at the ends", () => {
    expect([
      keyFrom("ArrowLeft", 0),
      keyFrom("ArrowRight", 1000),
      keyFrom("Home", 350),
      keyFrom("End", 0),
    ]).toEqual([0, 1000, 0, 1000]);
  });

  it("leaves other keys to the page", () => {
    expect(keyFrom("a", 100)).toBeNull();
  });

  it("moves by a hundredth of the range where nothing is known to snap to", () => {
    expect(
      stepAfterKey({ key: "ArrowRight", shiftKey: false }, { current: 500, domain, snapSteps: undefined }),
    ).toBe(510);
  });
});

describe("rangeAfterKey", () => {
  it("halves or doubles the range around the cursor, and 0 shows everything", () => {
    expect(rangeAfterKey("+", 500, domain)).toEqual({ from: 250, to: 750 });
    expect(rangeAfterKey("-", 500, domain)).toEqual({ from: -500, to: 1500 });
    expect(rangeAfterKey("0", 500, domain)).toBeNull();
    expect(rangeAfterKey("x", 500, domain)).toBeUndefined();
  });
});
