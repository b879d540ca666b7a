import { describe, expect, it } from "vitest";
import { planeCurve } from "./plane-curve.ts";
import { exactPull, exactPush, PlaneForces } from "./plane-forces.ts";

describe("the curve of UMAP", () => {
  it("is umap-learn's: a = 1.577, b = 0.895 at a minimum distance of 0.1", () => {
    const { a, b } = planeCurve(0.1);
    expect([a, b]).toEqual([expect.closeTo(1.5769, 3), expect.closeTo(0.8951, 3)]);
  });

  it("is umap-learn's: a = 0.583, b = 1.334 at a minimum distance of 0.5", () => {
    const { a, b } = planeCurve(0.5);
    expect([a, b]).toEqual([expect.closeTo(0.583, 3), expect.closeTo(1.334, 3)]);
  });
});

describe("looked-up forces", () => {
  const curve = planeCurve(0.1);
  const forces = new PlaneForces(curve);

  it("are within a thousandth of the exact ones at every distance", () => {
    for (let distance = 0.01; distance < 100; distance *= 1.0173) {
      const squared = distance * distance;
      expect(Math.abs(forces.pull(squared) / exactPull(curve, squared) - 1)).toBeLessThan(1e-3);
      expect(Math.abs(forces.push(squared) / exactPush(curve, squared) - 1)).toBeLessThan(1e-3);
    }
  });
});
