/** Labels beside lines. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeLabels } from "./label-placement.ts";

const bounds = { height: 15, top: 0, bottom: 200 };

describe("placeLabels", () => {
  it("leaves labels that have room where they want to be", () => {
    expect(placeLabels([20, 100, 60], bounds)).toEqual([20, 100, 60]);
  });

  it("moves two that collide apart by the same amount", () => {
    expect(placeLabels([100, 104], bounds)).toEqual([94.5, 109.5]);
  });

  it("never lets labels overlap or leave the bounds, while they fit", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 13 }), (wanted) => {
        const placed = placeLabels(wanted, bounds).sort((a, b) => a - b);
        placed.forEach((centre, i) => {
          expect(centre).toBeGreaterThanOrEqual(7.5 - 1e-9);
          expect(centre).toBeLessThanOrEqual(192.5 + 1e-9);
          if (i > 0) expect(centre - (placed[i - 1] ?? 0)).toBeGreaterThanOrEqual(15 - 1e-9);
        });
      }),
      { seed: 12 },
    );
  });

  it("keeps the order of the lines", () => {
    const [low = 0, high = 0] = placeLabels([101, 100], bounds);
    expect(low).toBeGreaterThan(high);
  });
});
