/** Holds the shared bins to being comparable: fixed edges, sign and zeros visible, nothing lost. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { counted, GRADIENT_EDGES, histogramOf, LOGIT_EDGES, occupiedRange } from "./histogram-edges.ts";

const middleOf = (edges: Float64Array) => edges.length >> 1;

describe("LOGIT_EDGES", () => {
  it("have 0 as an edge, bins of 0.01 around it and at most 11 % far out", () => {
    const middle = middleOf(LOGIT_EDGES);
    expect(LOGIT_EDGES[middle]).toBe(0);
    expect(LOGIT_EDGES[middle + 1]).toBeCloseTo(0.01, 4);
    const last = LOGIT_EDGES.length - 1;
    expect(LOGIT_EDGES[last]).toBe(1e6);
    expect((LOGIT_EDGES[last] ?? 0) / (LOGIT_EDGES[last - 1] ?? 0)).toBeLessThan(1.11);
  });
});

describe("GRADIENT_EDGES", () => {
  it("have a middle bin around 0 that no gradient of 1e-12 falls in", () => {
    const zeros = counted([0, -0], GRADIENT_EDGES).counts;
    const tiny = counted([1e-12, -1e-12], GRADIENT_EDGES).counts;
    const middle = zeros.indexOf(2);
    expect(middle).toBe((GRADIENT_EDGES.length - 2) / 2);
    expect(tiny[middle]).toBe(0);
  });

  it("have five bins a decade", () => {
    const inDecade = GRADIENT_EDGES.filter((edge) => edge >= 1e-3 && edge < 1e-2);
    expect(inDecade.length).toBe(5);
  });
});

describe("counted", () => {
  it("puts infinities in the outermost bins, NaN in none, and counts both as non-finite", () => {
    const { counts, nonFiniteCount } = counted(
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 0.5],
      LOGIT_EDGES,
    );
    expect(nonFiniteCount).toBe(3);
    expect([counts[0], counts.at(-1)]).toEqual([1, 1]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
  });
});

describe("a trimmed histogram", () => {
  it("keeps every count, on edges of the family, bit for bit", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1 }), (values) => {
        const { counts } = counted(values, LOGIT_EDGES);
        const histogram = histogramOf(counts, LOGIT_EDGES, occupiedRange([counts]));
        expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
        expect(histogram.counts[0]).toBeGreaterThan(0);
        for (const edge of [...histogram.lefts, ...histogram.rights]) expect(LOGIT_EDGES).toContain(edge);
      }),
      { seed: 11 },
    );
  });

  it("is one empty bin in the middle where nothing could be counted", () => {
    const { counts } = counted([Number.NaN], LOGIT_EDGES);
    const histogram = histogramOf(counts, LOGIT_EDGES, occupiedRange([counts]));
    expect([...histogram.counts]).toEqual([0]);
    expect(histogram.lefts[0]).toBe(0);
  });
});
