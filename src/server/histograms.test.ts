import { describe, expect, it } from "vitest";
import { evenlyPicked, sharedEdges } from "./histograms.ts";

function histogram(...bins: readonly (readonly [number, number, number])[]) {
  return {
    lefts: Float64Array.from(bins, ([left]) => left),
    rights: Float64Array.from(bins, ([, right]) => right),
    counts: Float64Array.from(bins, ([, , count]) => count),
  };
}

describe("evenlyPicked", () => {
  it("keeps first and last and spaces the rest", () => {
    expect(evenlyPicked([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([0, 4, 8]);
    expect(evenlyPicked([1, 2], 9)).toEqual([1, 2]);
  });
});

describe("sharedEdges", () => {
  it("takes the writer's edges when every histogram has them", () => {
    const same = [histogram([0, 1, 5], [1, 3, 2]), histogram([0, 1, 0], [1, 3, 9])];
    expect([...sharedEdges(same, 80)]).toEqual([0, 1, 3]);
  });

  it("joins stretches of one edge list", () => {
    const stretches = [histogram([0, 1, 5], [1, 3, 2]), histogram([1, 3, 1], [3, 7, 9])];
    expect([...sharedEdges(stretches, 80)]).toEqual([0, 1, 3, 7]);
  });

  it("covers the range that holds mass, evenly, when they differ", () => {
    const different = [histogram([0, 1, 5], [1, 2, 0]), histogram([0, 2, 5], [2, 99, 0])];
    expect([...sharedEdges(different, 4)]).toEqual([0, 0.5, 1, 1.5, 2]);
  });

  it("spaces edges by asinh when a few values are far from the rest, and still covers them", () => {
    const edges = sharedEdges([histogram([0, 1, 1e6], [999, 1000, 1]), histogram([-1, 1, 10])], 40);
    expect(edges[0]).toBeLessThanOrEqual(-1);
    expect(edges.at(-1)).toBe(1000);
    expect(edges).toContain(0);
    expect(edges.filter((edge) => edge > 0 && edge < 1).length).toBeGreaterThan(0);
  });

  it("gives constant data one bin's width around it", () => {
    expect([...sharedEdges([histogram([3, 3, 8])], 2)]).toEqual([1.5, 3, 4.5]);
  });

  it("has no edges without histograms", () => {
    expect(sharedEdges([], 10).length).toBe(0);
  });
});
