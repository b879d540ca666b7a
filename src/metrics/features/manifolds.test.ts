import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleMatrix } from "../sample-matrix.ts";
import { coverageChance, densityCoverage } from "./density-coverage.ts";
import { nearestNeighbours, nearestWithin } from "./nearest-neighbours.ts";
import { precisionRecall } from "./precision-recall.ts";
import { normalSamples } from "./testing/normal-samples.ts";
import { reference, referencePairs } from "./testing/reference-values.ts";

describe("nearestNeighbours and nearestWithin", () => {
  it("are what a plain search finds, across the borders of blocks", () => {
    const draw = normalSamples(1);
    const queries = draw({ sampleCount: 300, featureCount: 3, mean: 5 });
    const references = draw({ sampleCount: 270, featureCount: 3, mean: 5 });
    const distance = (query: number, other: number, others = references) =>
      [0, 1, 2].reduce(
        (sum, at) =>
          sum + ((queries.values[query * 3 + at] ?? 0) - (others.values[other * 3 + at] ?? 0)) ** 2,
        0,
      );
    const across = nearestNeighbours(queries, references, { count: 4 });
    const within = nearestWithin(queries, { count: 4 });
    for (const query of [0, 255, 256, 299]) {
      const all = Array.from({ length: 270 }, (_, other) => ({ other, far: distance(query, other) }));
      const others = Array.from({ length: 300 }, (_, other) => ({
        other,
        far: distance(query, other, queries),
      }));
      const nearest = (list: typeof all) => list.toSorted((a, b) => a.far - b.far).map(({ other }) => other);
      expect([...across.places.slice(query * 4, query * 4 + 4)]).toEqual(nearest(all).slice(0, 4));
      expect([...within.places.slice(query * 4, query * 4 + 4)]).toEqual(nearest(others).slice(1, 5));
    }
  });

  it("put duplicates at 0 exactly, however far all lie from the origin", () => {
    const draw = normalSamples(2);
    const references = draw({ sampleCount: 50, featureCount: 64, mean: 1000 });
    const found = nearestNeighbours(references, references, { count: 1 });
    expect([...found.squaredDistances]).toEqual(new Array(50).fill(0));
    expect([...found.places]).toEqual(Array.from({ length: 50 }, (_, place) => place));
  });

  it("leave places empty where there are fewer samples than neighbours wanted", () => {
    const pair = sampleMatrix(Float64Array.of(0, 2), 2, 1);
    expect([...nearestWithin(pair, { count: 2 }).squaredDistances]).toEqual([4, Infinity, 4, Infinity]);
    expect([...nearestWithin(pair, { count: 2 }).places]).toEqual([1, -1, 0, -1]);
  });
});

describe("precisionRecall and densityCoverage", () => {
  it.each(referencePairs)("agree exactly with scikit-learn's distances on $name", ({ name, real, fake }) => {
    const { inclusive, exclusive } = reference.pairs[name];
    const { precision, recall } = precisionRecall(real, fake);
    const { density, coverage } = densityCoverage(real, fake);
    expect(precision.value).toBe(inclusive.precision);
    expect(recall.value).toBe(inclusive.recall);
    expect(density.value).toBeCloseTo(exclusive.density, 14);
    expect(coverage.value).toBe(exclusive.coverage);
  });

  it("let the surface decide when every sample is a copy", () => {
    const copies = sampleMatrix(new Float64Array(12).fill(1), 6, 2);
    expect(precisionRecall(copies, copies).precision.value).toBe(1);
    expect(densityCoverage(copies, copies).coverage.value).toBe(0);
  });

  it("exchange their roles with the sides", () => {
    const draw = normalSamples(3);
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 30 }), fc.integer({ min: 4, max: 30 }), (n, m) => {
        const real = draw({ sampleCount: n, featureCount: 3 });
        const fake = draw({ sampleCount: m, featureCount: 3, mean: 0.5 });
        const forth = precisionRecall(real, fake);
        const back = precisionRecall(fake, real);
        expect(forth.precision.value).toBeCloseTo(back.recall.value, 14);
        expect(forth.recall.value).toBeCloseTo(back.precision.value, 14);
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  it("have density 1 and coverage at chance for one law, in any dimension", () => {
    const draw = normalSamples(4);
    for (const featureCount of [2, 16]) {
      let [density, coverage] = [0, 0];
      const rounds = 30;
      for (let round = 0; round < rounds; round++) {
        const real = draw({ sampleCount: 200, featureCount });
        const found = densityCoverage(real, draw({ sampleCount: 100, featureCount }));
        density += found.density.value / rounds;
        coverage += found.coverage.value / rounds;
      }
      expect(density).toBeCloseTo(1, 1);
      expect(Math.abs(coverage - coverageChance({ realCount: 200, fakeCount: 100 }, 5))).toBeLessThan(0.02);
    }
  });

  it("know the chance levels of the research's table", () => {
    expect(coverageChance({ realCount: 300, fakeCount: 300 }, 5)).toBeCloseTo(0.9695, 4);
    expect(coverageChance({ realCount: 300, fakeCount: 300 }, 3)).toBeCloseTo(0.876, 3);
    expect(coverageChance({ realCount: 300, fakeCount: 100 }, 5)).toBeCloseTo(0.766, 3);
    expect(coverageChance({ realCount: 100, fakeCount: 300 }, 5)).toBeCloseTo(0.999, 3);
  });

  it("are NaN with no more samples than neighbours, or numbers that are not finite", () => {
    const few = sampleMatrix(Float64Array.of(1, 2, 3), 3, 1);
    expect(precisionRecall(few, few).precision.value).toBeNaN();
    const broken = sampleMatrix(Float64Array.of(1, 2, 3, 4, 5, Infinity), 6, 1);
    expect(densityCoverage(broken, broken).density.value).toBeNaN();
  });
});
