import { describe, expect, it } from "vitest";
import { seededNormal } from "../random-source.ts";
import { sampleMatrix } from "../sample-matrix.ts";
import { missingClusters } from "./missing-clusters.ts";

const CORNERS = [0, 1, 2].flatMap((x) => [0, 1, 2].map((y) => [x, y] as const));

/** So many samples around each of the corners, in turn. */
function around(
  corners: readonly (readonly [number, number])[],
  { each, spread, seed }: { each: number; spread: number; seed: number },
) {
  const normal = seededNormal(seed);
  const values = Array.from({ length: each }, () =>
    corners.flatMap(([x, y]) => [x + spread * normal(), y + spread * normal()]),
  ).flat();
  return sampleMatrix(Float64Array.from(values), values.length / 2, 2);
}

const REAL = around(CORNERS, { each: 22, spread: 0.05, seed: 1 });

describe("missingClusters", () => {
  it("is 0 for one law", () => {
    expect(missingClusters(REAL, around(CORNERS, { each: 22, spread: 0.05, seed: 2 })).value).toBe(0);
  });

  it("counts one and two of nine modes that no sample is in", () => {
    for (const missing of [1, 2]) {
      const fake = around(CORNERS.slice(missing), { each: 22, spread: 0.05, seed: 3 });
      expect(missingClusters(REAL, fake).value).toBe(missing);
    }
  });

  it("does not mind modes that are drawn beside where they are, or too narrow", () => {
    const beside = CORNERS.map(([x, y]) => [x + 0.12, y - 0.1] as const);
    expect(missingClusters(REAL, around(beside, { each: 22, spread: 0.01, seed: 4 })).value).toBe(0);
  });

  it("gives samples between modes to nobody", () => {
    const between = around([[0, 0.5]], { each: 60, spread: 0.05, seed: 5 });
    const rest = around(CORNERS.slice(1), { each: 22, spread: 0.05, seed: 6 });
    const fake = sampleMatrix(Float64Array.from([...between.values, ...rest.values]), 60 + 8 * 22, 2);
    expect(missingClusters(REAL, fake).value).toBe(1);
  });

  it("says nothing where the data are one cluster, or too few samples lie in any", () => {
    const one = around([[0, 0]], { each: 200, spread: 1, seed: 7 });
    expect(missingClusters(one, one).value).toBeNaN();
    expect(missingClusters(REAL, around([[9, 9]], { each: 100, spread: 0.1, seed: 8 })).value).toBeNaN();
  });

  it("counts a real sample once, however often it comes", () => {
    const few = around(CORNERS, { each: 8, spread: 0.05, seed: 9 });
    const thrice = sampleMatrix(Float64Array.from([...few.values, ...few.values, ...few.values]), 3 * 72, 2);
    expect(missingClusters(thrice, around(CORNERS, { each: 22, spread: 0.05, seed: 10 })).value).toBe(0);
  });

  it("leaves its arguments as they were, and answers NaN to NaN", () => {
    const before = Float64Array.from(REAL.values);
    missingClusters(REAL, REAL);
    expect(REAL.values).toEqual(before);
    expect(missingClusters(REAL, sampleMatrix(new Float64Array(20).fill(Number.NaN), 10, 2)).value).toBeNaN();
  });
});
