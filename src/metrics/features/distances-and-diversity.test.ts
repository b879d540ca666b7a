import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowsOf, sampleMatrix } from "../sample-matrix.ts";
import { meanFeatureMatching } from "./mean-feature-matching.ts";
import { nearestNeighbourTest } from "./nearest-neighbour-test.ts";
import { realismScores } from "./realism.ts";
import { slicedWasserstein } from "./sliced-wasserstein.ts";
import { normalSamples } from "./testing/normal-samples.ts";
import { repeated } from "./testing/reference-values.ts";
import { vendiScore, vendiScores } from "./vendi-score.ts";

describe("meanFeatureMatching", () => {
  it("is unbiased, and its interval holds 0 for one law in at least 93 % of draws", () => {
    const draw = normalSamples(21);
    let [sum, within] = [0, 0];
    const rounds = 1000;
    for (let round = 0; round < rounds; round++) {
      const real = draw({ sampleCount: 40, featureCount: 3 });
      const { value, interval } = meanFeatureMatching(real, draw({ sampleCount: 30, featureCount: 3 }));
      sum += value;
      if (interval !== null && interval.low <= 0 && interval.high >= 0) within++;
    }
    expect(Math.abs(sum / rounds)).toBeLessThan(0.01);
    expect(within).toBeGreaterThanOrEqual(0.93 * rounds);
  });

  it("does not depend on the scale of the features in its ratio", () => {
    const draw = normalSamples(22);
    const real = draw({ sampleCount: 50, featureCount: 4 });
    const fake = draw({ sampleCount: 50, featureCount: 4, mean: 1 });
    const scaled = (matrix: typeof real) => ({ ...matrix, values: matrix.values.map((value) => 8 * value) });
    const { ratio } = meanFeatureMatching(real, fake);
    expect(meanFeatureMatching(scaled(real), scaled(fake)).ratio).toBeCloseTo(ratio, 12);
    expect(ratio).toBeGreaterThan(0.5);
  });

  it("is NaN for a single sample", () => {
    const one = sampleMatrix(Float64Array.of(1), 1, 1);
    expect(meanFeatureMatching(one, one).value).toBeNaN();
  });
});

describe("slicedWasserstein", () => {
  it("scaled is 3dμ² for a shift by μ, as torch-fidelity's test has it", () => {
    const draw = normalSamples(23);
    const [featureCount, mean] = [64, 1];
    const real = draw({ sampleCount: 1000, featureCount });
    const fake = draw({ sampleCount: 1000, featureCount, mean });
    const { scaled } = slicedWasserstein(real, fake, { seed: 1, directions: 100 });
    expect(scaled / (3 * featureCount * mean ** 2)).toBeGreaterThan(0.9);
    expect(scaled / (3 * featureCount * mean ** 2)).toBeLessThan(1.1);
  });

  it("is 0 at equality, symmetric, the same for repeated samples, and leaves its input alone", () => {
    const draw = normalSamples(24);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (n, m) => {
        const real = draw({ sampleCount: n, featureCount: 3 });
        const fake = draw({ sampleCount: m, featureCount: 3 });
        const before = real.values.slice();
        const options = { seed: 3, directions: 5 };
        const { value } = slicedWasserstein(real, fake, options);
        expect(slicedWasserstein(fake, real, options).value).toBeCloseTo(value, 12);
        expect(slicedWasserstein(repeated(real, 3), fake, options).value).toBeCloseTo(value, 10);
        expect(slicedWasserstein(real, repeated(real, 2), options).value).toBe(0);
        expect(real.values).toEqual(before);
      }),
      { seed: 1, numRuns: 50 },
    );
  });
});

describe("realismScores", () => {
  it("are 1 on the surface, Infinity for a copy, and leave out the balls of outliers", () => {
    const real = sampleMatrix(Float64Array.of(0, 1, 2, 3, 100), 5, 1);
    const fake = sampleMatrix(Float64Array.of(-1, 2, 50), 3, 1);
    const [surface, copy, far] = realismScores(real, fake, { neighbours: 1 });
    expect(surface).toBeCloseTo(1, 12);
    expect(copy).toBe(Number.POSITIVE_INFINITY);
    expect(far).toBeCloseTo(1 / 47, 12);
  });
});

describe("nearestNeighbourTest", () => {
  it("gives one law a p-value below 0.05 in at most 7 % of draws, and holds chance in its interval in 93 %", () => {
    const draw = normalSamples(25);
    let [rejected, within] = [0, 0];
    const rounds = 500;
    for (let round = 0; round < rounds; round++) {
      const real = draw({ sampleCount: 40, featureCount: 2 });
      const { pValue, interval, chance } = nearestNeighbourTest(
        real,
        draw({ sampleCount: 30, featureCount: 2 }),
      );
      if ((pValue ?? 0) < 0.05) rejected++;
      if (interval !== null && chance !== null && interval.low <= chance && chance <= interval.high) within++;
    }
    expect(rejected).toBeLessThanOrEqual(0.07 * rounds);
    expect(within).toBeGreaterThanOrEqual(0.93 * rounds);
  });

  it("tells collapse from its halves: real samples find each other, copies of a few find copies", () => {
    const draw = normalSamples(26);
    const real = draw({ sampleCount: 200, featureCount: 4 });
    const copies = repeated(draw({ sampleCount: 10, featureCount: 4 }), 20);
    const found = nearestNeighbourTest(real, copies);
    expect(found.fakeAccuracy).toBe(1);
    expect(found.pValue).toBeLessThan(0.001);
    expect(nearestNeighbourTest(real, rowsOf(real, [...Array(200).keys()])).realAccuracy).toBe(0);
  });
});

describe("vendiScore", () => {
  it("gives three pairs of equal samples 2.999999996, as the authors' example", () => {
    const samples = [0, 0, 10, 10, 20, 20];
    const similarities = samples.flatMap((a) => samples.map((b) => Math.exp(-Math.abs(a - b))));
    const matrix = sampleMatrix(Float64Array.from(similarities), 6, 6);
    expect(vendiScore(matrix)).toBeCloseTo(2.999999996, 9);
    expect(vendiScore(matrix, { order: 2 })).toBeLessThan(vendiScore(matrix));
    expect(vendiScore(matrix, { order: Number.POSITIVE_INFINITY })).toBeCloseTo(3, 3);
  });

  it("is the number of samples for the identity and 1 for copies", () => {
    const identity = Float64Array.from({ length: 25 }, (_, at) => (at % 6 === 0 ? 1 : 0));
    expect(vendiScore(sampleMatrix(identity, 5, 5))).toBeCloseTo(5, 12);
    expect(vendiScore(sampleMatrix(new Float64Array(25).fill(1), 5, 5))).toBeCloseTo(1, 12);
  });

  it("compares both sides at one size, by whichever Gram matrix is the smaller", () => {
    const draw = normalSamples(27);
    for (const featureCount of [8, 90]) {
      const real = draw({ sampleCount: 300, featureCount });
      const found = vendiScores(real, draw({ sampleCount: 60, featureCount }), { seed: 1 });
      expect(found.sampleCount).toBe(60);
      expect(found.ratio).toBeGreaterThan(0.9);
      expect(found.ratio).toBeLessThan(1.1);
    }
  });
});
