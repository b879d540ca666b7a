import { describe, expect, it } from "vitest";
import { rowsOf, sampleMatrix, seededNormal, seededRandom, shuffledOrder } from "./index.ts";

describe("sampleMatrix", () => {
  it("refuses numbers that do not fill its rows", () => {
    expect(() => sampleMatrix(new Float64Array(5), 2, 3)).toThrow(
      /2 samples × 3 features needs 6 numbers, and 5/,
    );
  });

  it("copies rows in the order asked for", () => {
    const matrix = sampleMatrix(Float32Array.from([1, 2, 3, 4, 5, 6]), 3, 2);
    expect([...rowsOf(matrix, [2, 0, 2]).values]).toEqual([5, 6, 1, 2, 5, 6]);
  });
});

describe("seeded randomness", () => {
  it("gives the same numbers for the same seed, and others for another", () => {
    const first = seededRandom(7);
    const again = seededRandom(7);
    const other = seededRandom(8);
    const drawn = Array.from({ length: 4 }, () => first());
    expect(Array.from({ length: 4 }, () => again())).toEqual(drawn);
    expect(Array.from({ length: 4 }, () => other())).not.toEqual(drawn);
  });

  it("draws normal numbers of mean 0 and variance 1", () => {
    const normal = seededNormal(1);
    const drawn = Array.from({ length: 100_000 }, () => normal());
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
  });

  it("orders every place exactly once", () => {
    const order = shuffledOrder(100, seededRandom(3));
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, place) => place));
  });
});
