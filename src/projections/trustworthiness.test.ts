import { describe, expect, it } from "vitest";
import { clusters } from "./testing/clusters.ts";
import { trustworthiness } from "./trustworthiness.ts";
import { finish } from "./work.ts";

/** Samples 0, 1, …, on a line. */
const line = (sampleCount: number) => ({
  sampleCount,
  featureCount: 1,
  values: Float64Array.from({ length: sampleCount }, (_, place) => place),
});
const exactly = (neighbourCount: number) => ({ neighbourCount, mostMultiplications: 1e12, seed: 1 });

describe("trustworthiness", () => {
  it("is 1 for a layout that keeps every distance", () => {
    const positions = Float64Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? at / 2 : 0));
    const judged = finish(trustworthiness(line(20), positions, exactly(3)));
    expect(judged).toEqual({ value: 1, neighbourCount: 3, judgedCount: 20, sampleCount: 20 });
  });

  it("has a closed form where two ends of a line of five change places", () => {
    // In the plane 4 1 2 3 0. With k = 1: 4 and 0 get neighbours 1 and 3, both of rank 3 (excess 2); 1 gets 2 or 4,
    // 3 gets 2 or 0; the first found is kept, for 1 it is 2 and for 3 it is 0 or 2, at equal distance: the smaller index.
    const positions = Float64Array.from([4, 0, 1.1, 0, 2, 0, 2.9, 0, 0, 0]);
    const judged = finish(trustworthiness(line(5), positions, exactly(1)));
    expect(judged.value).toBeCloseTo(1 - (2 / (5 * 1 * 6)) * (2 + 2), 12);
  });

  it("is near a half for places drawn at random", () => {
    const { matrix } = clusters(400);
    const positions = clusters(400, { count: 1, featureCount: 2, seed: 9 }).matrix.values;
    const judged = finish(trustworthiness(matrix, positions, exactly(12)));
    expect(judged.value).toBeGreaterThan(0.45);
    expect(judged.value).toBeLessThan(0.55);
  });

  it("judges a subset where all would cost too much, and says how many", () => {
    const { matrix } = clusters(400);
    const positions = clusters(400, { count: 1, featureCount: 2, seed: 9 }).matrix.values;
    const cheap = { neighbourCount: 12, mostMultiplications: 400 * 6 * 150, seed: 1 };
    const judged = finish(trustworthiness(matrix, positions, cheap));
    expect(judged.judgedCount).toBe(150);
    expect(judged.value).toBeGreaterThan(0.4);
    expect(judged.value).toBeLessThan(0.6);
  });

  it("is not a number where there are too few samples for k", () => {
    expect(finish(trustworthiness(line(12), new Float64Array(24), exactly(11))).value).toBeNaN();
  });
});
