import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asinhEdges, binOf, countBetween, rebin } from "./histogram.ts";

const EDGES = Float64Array.of(0, 1, 2, 4);

describe("binOf", () => {
  it("takes bins as closed on the left and clamps to the outermost", () => {
    expect([-5, 0, 0.99, 1, 3.9, 4, 99].map((value) => binOf(value, EDGES))).toEqual([0, 0, 0, 1, 2, 2, 2]);
  });
});

describe("countBetween", () => {
  it("counts values by bin and leaves NaN out", () => {
    expect([...countBetween([0.5, 1, 1.5, 9, -9, Number.NaN], EDGES)]).toEqual([2, 2, 1]);
  });
});

describe("asinhEdges", () => {
  it("is symmetric, increasing, exact at both ends and at zero", () => {
    const edges = asinhEdges(65, 50);
    expect([edges[0], edges[32], edges[64]]).toEqual([-50, 0, 50]);
    for (let i = 1; i < edges.length; i++) expect(edges[i]).toBeGreaterThan(edges[i - 1] ?? 0);
    for (let i = 0; i < edges.length; i++) expect(edges[i]).toBeCloseTo(-(edges[64 - i] ?? 0), 10);
  });
});

describe("rebin", () => {
  it("spreads a bin's mass over the edges in proportion to width", () => {
    const wide = { lefts: Float64Array.of(0), rights: Float64Array.of(4), counts: Float64Array.of(8) };
    expect([...rebin(wide, EDGES)]).toEqual([2, 2, 4]);
  });

  it("puts a point mass into the one bin that holds it", () => {
    const point = { lefts: Float64Array.of(1.5), rights: Float64Array.of(1.5), counts: Float64Array.of(3) };
    expect([...rebin(point, EDGES)]).toEqual([0, 3, 0]);
  });

  it("keeps the total whatever the edges", () => {
    const anyHistogram = fc
      .array(fc.tuple(fc.double({ min: 0, max: 3, noNaN: true }), fc.nat(100)), {
        minLength: 1,
        maxLength: 20,
      })
      .chain((bins) =>
        fc.record({ bins: fc.constant(bins), start: fc.double({ min: -9, max: 9, noNaN: true }) }),
      );
    fc.assert(
      fc.property(anyHistogram, ({ bins, start }) => {
        const rights = Float64Array.from(bins);
        let at = start;
        bins.forEach(([width], i) => {
          at += width;
          rights[i] = at;
        });
        const lefts = Float64Array.from(bins, (_, i) => (i === 0 ? start : (rights[i - 1] ?? 0)));
        const counts = Float64Array.from(bins, ([, count]) => count);
        const total = counts.reduce((sum, count) => sum + count, 0);
        const moved = rebin({ lefts, rights, counts }, asinhEdges(12, 6)).reduce(
          (sum, count) => sum + count,
          0,
        );
        expect(moved).toBeCloseTo(total, 8);
      }),
    );
  });
});
