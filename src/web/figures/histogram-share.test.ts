/** Histograms as shares of their samples. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asinhEdges, countBetween } from "../../model/index.ts";
import { asinhScale, linearScale } from "../../plots/index.ts";
import {
  greatestShare,
  massRange,
  medianMagnitude,
  medianOf,
  SHARE_PIXELS,
  sampleCount,
  shareAbove,
  shareRows,
} from "./histogram-share.ts";

const everything = { from: 0, to: Number.POSITIVE_INFINITY };

function histogram(edges: readonly number[], ...columns: readonly (readonly number[])[]) {
  return {
    steps: Float64Array.from(columns.keys()),
    edges: Float64Array.from(edges),
    counts: Float64Array.from(columns.flat()),
  };
}

describe("shareRows", () => {
  it("shares out all samples of a column over the pixels of the axis", () => {
    const values = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(values, (logits) => {
        const edges = asinhEdges(33, 60);
        const one = { steps: Float64Array.of(0), edges, counts: countBetween(logits, edges) };
        const scale = asinhScale({ domain: [-60, 60], range: [100, 0] });
        const rows = shareRows(one, { scale, top: 0, rowHeight: 0.5, rowCount: 200 });
        const total = rows.reduce((sum, share) => sum + share * (0.5 / SHARE_PIXELS), 0);
        expect(total).toBeCloseTo(1, 9);
      }),
      { seed: 3 },
    );
  });

  it("gives equal densities equal shares, however unequal the bins", () => {
    const scale = linearScale({ domain: [0, 10], range: [100, 0] });
    const uneven = histogram([0, 1, 10], [10, 90]);
    const rows = shareRows(uneven, { scale, top: 0, rowHeight: 1, rowCount: 100 });
    for (const share of rows) expect(share).toBeCloseTo(SHARE_PIXELS / 100, 12);
  });

  it("is NaN for a column without samples", () => {
    const scale = linearScale({ domain: [0, 1], range: [10, 0] });
    const rows = shareRows(histogram([0, 1], [0]), { scale, top: 0, rowHeight: 1, rowCount: 10 });
    expect([...rows].every(Number.isNaN)).toBe(true);
  });
});

describe("greatestShare", () => {
  it("looks at columns in sight only, past those without samples", () => {
    const one = histogram([0, 1, 2], [1, 0], [0, 0], [1, 1]);
    const rows = Float64Array.of(1, 0, Number.NaN, Number.NaN, 0.5, 0.5);
    expect(greatestShare(one, rows, everything)).toBe(1);
    expect(greatestShare(one, rows, { from: 1, to: 2 })).toBe(0.5);
  });
});

describe("the numbers of a column", () => {
  const one = histogram([-2, -1, 0, 1, 2], [1, 1, 1, 1], [0, 0, 0, 8]);

  it("counts its samples", () => {
    expect([sampleCount(one, 0), sampleCount(one, 1)]).toEqual([4, 8]);
  });

  it("has its median where half of the mass lies below", () => {
    expect([medianOf(one, 0), medianOf(one, 1)]).toEqual([0, 1.5]);
  });

  it("splits the bin that holds the threshold evenly", () => {
    expect([shareAbove(one, 0, 0), shareAbove(one, 0, 0.5), shareAbove(one, 1, 0)]).toEqual([0.5, 0.375, 1]);
  });

  it("spans the edges that hold mass in sight", () => {
    expect(massRange(one, { from: 1, to: 1 })).toEqual([1, 2]);
    expect(massRange(one, { from: 5, to: 9 })).toBeNull();
  });

  it("is linear up to the median magnitude", () => {
    expect(medianMagnitude(histogram([-100, -1, 0, 1, 100], [1, 3, 3, 1]), everything)).toBe(0.5);
  });
});
