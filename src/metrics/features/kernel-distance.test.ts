import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowsOf, sampleMatrix } from "../sample-matrix.ts";
import { clipDiscrepancy, gaussianDiscrepancy } from "./gaussian-discrepancy.ts";
import { kernelDistance, kernelDistanceOfSubsets } from "./kernel-distance.ts";
import { normalSamples } from "./testing/normal-samples.ts";
import { reference, referencePairs } from "./testing/reference-values.ts";

const FIRST_200 = Array.from({ length: 200 }, (_, row) => row);

describe("kernelDistance", () => {
  it.each(["many", "collapsed"] as const)("agrees with torchmetrics on %s", (name) => {
    const pair = referencePairs.find((candidate) => candidate.name === name);
    if (pair === undefined) throw new Error(`no pair is called ${name}`);
    const [real, fake] = [rowsOf(pair.real, FIRST_200), rowsOf(pair.fake, FIRST_200)];
    const { value } = kernelDistance(real, fake);
    expect(value / reference.kernelInception[name]).toBeCloseTo(1, 6);
    const subsets = kernelDistanceOfSubsets(real, fake, { seed: 1, subsets: 3, subsetSize: 200 });
    expect(subsets.value / value).toBeCloseTo(1, 9);
    expect(subsets.deviation).toBeCloseTo(0, 12);
  });

  it("is symmetric, unbiased, and does not touch its input", () => {
    const draw = normalSamples(5);
    let sum = 0;
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 60 }), (sampleCount) => {
        const real = draw({ sampleCount, featureCount: 4 });
        const fake = draw({ sampleCount: 30, featureCount: 4 });
        const before = real.values.slice();
        const { value } = kernelDistance(real, fake);
        expect(kernelDistance(fake, real).value).toBeCloseTo(value, 12);
        expect(real.values).toEqual(before);
        sum += value;
      }),
      { seed: 1, numRuns: 200 },
    );
    // Standard deviation of one is about 0.1 here, of the mean 0.007.
    expect(Math.abs(sum / 200)).toBeLessThan(0.02);
  });

  it("finds a shift of 0.1 σ with 200 samples of 64 features at .029, as the research measured", () => {
    const draw = normalSamples(6);
    let sum = 0;
    for (let round = 0; round < 8; round++) {
      const real = draw({ sampleCount: 200, featureCount: 64 });
      sum += kernelDistance(real, draw({ sampleCount: 200, featureCount: 64, mean: 0.1 })).value / 8;
    }
    expect(sum).toBeGreaterThan(0.024);
    expect(sum).toBeLessThan(0.036);
  });

  it("gives one law a p-value below 0.07 in at most 7 % of draws, and a shifted one the smallest", () => {
    const draw = normalSamples(7);
    let rejected = 0;
    const rounds = 200;
    for (let seed = 0; seed < rounds; seed++) {
      const real = draw({ sampleCount: 30, featureCount: 4 });
      const fake = draw({ sampleCount: 25, featureCount: 4 });
      if ((kernelDistance(real, fake, { permutations: 100, seed }).pValue ?? 0) < 0.05) rejected++;
    }
    expect(rejected).toBeLessThanOrEqual(0.07 * rounds);
    const real = draw({ sampleCount: 60, featureCount: 4 });
    const shifted = draw({ sampleCount: 60, featureCount: 4, mean: 1 });
    expect(kernelDistance(real, shifted, { permutations: 199, seed: 1 }).pValue).toBe(1 / 200);
    expect(kernelDistance(real, shifted).pValue).toBeNull();
  });

  it("is NaN where a subset would need more samples than there are", () => {
    const draw = normalSamples(8);
    const real = draw({ sampleCount: 50, featureCount: 2 });
    expect(kernelDistanceOfSubsets(real, real, { seed: 1 }).value).toBeNaN();
    expect(kernelDistance(rowsOf(real, [0]), real, { permutations: 9 }).pValue).toBeNaN();
  });
});

describe("gaussianDiscrepancy and clipDiscrepancy", () => {
  it("have the closed form of two points a unit apart", () => {
    const real = sampleMatrix(Float64Array.of(0, 0), 2, 1);
    const fake = sampleMatrix(Float64Array.of(1, 1), 2, 1);
    // Four of six distances are 1: σ = 1, and both samples are single points.
    expect(gaussianDiscrepancy(real, fake).sigma).toBe(1);
    expect(gaussianDiscrepancy(real, fake).value).toBeCloseTo(2 - 2 * Math.exp(-1 / 2), 14);
    expect(clipDiscrepancy(real, fake).value).toBeCloseTo(1000 * (2 - 2 * Math.exp(-1 / 200)), 10);
  });

  it("know the bias of the V-statistic: the mean for one law is chance", () => {
    const draw = normalSamples(9);
    let [value, chance] = [0, 0];
    for (let round = 0; round < 60; round++) {
      const real = draw({ sampleCount: 40, featureCount: 6 });
      const estimate = clipDiscrepancy(real, draw({ sampleCount: 60, featureCount: 6 }));
      value += estimate.value;
      chance += estimate.chance ?? Number.NaN;
    }
    expect(value / chance).toBeGreaterThan(0.9);
    expect(value / chance).toBeLessThan(1.1);
  });

  it("are NaN when most samples are copies of one: no scale is left", () => {
    const copies = sampleMatrix(new Float64Array(8).fill(2), 4, 2);
    expect(gaussianDiscrepancy(copies, copies).value).toBeNaN();
  });
});
