import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowsOf, type SampleMatrix, sampleMatrix } from "../sample-matrix.ts";
import { frechetChance } from "./frechet-chance.ts";
import { frechetDistance } from "./frechet-distance.ts";
import { frechetAtInfinity, frechetInterval } from "./frechet-interval.ts";
import { normalSamples } from "./testing/normal-samples.ts";
import { reference, referencePairs } from "./testing/reference-values.ts";

const matrices = fc
  .record({ sampleCount: fc.integer({ min: 2, max: 8 }), featureCount: fc.integer({ min: 1, max: 5 }) })
  .chain(({ sampleCount, featureCount }) => {
    const size = sampleCount * featureCount;
    const values = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: size, maxLength: size });
    const matrix = values.map((row) => sampleMatrix(Float64Array.from(row), sampleCount, featureCount));
    return fc.record({ real: matrix, fake: matrix });
  });

function widened({ values, sampleCount, featureCount }: SampleMatrix, zeros: number): SampleMatrix {
  const wide = new Float64Array(sampleCount * (featureCount + zeros));
  for (let row = 0; row < sampleCount; row++) {
    wide.set(values.subarray(row * featureCount, (row + 1) * featureCount), row * (featureCount + zeros));
  }
  return sampleMatrix(wide, sampleCount, featureCount + zeros);
}

describe("frechetDistance", () => {
  it.each(referencePairs)("agrees with scipy's sqrtm to 1e-6 on $name", ({ name, real, fake }) => {
    const { frechetByScipy, frechetByTorchmetrics } = reference.pairs[name];
    // With fewer samples than features both references take roots of rounding noise: they differ from one another by 1e-8.
    expect(frechetDistance(real, fake).value / frechetByScipy).toBeCloseTo(1, 6);
    expect(frechetDistance(real, fake).value / frechetByTorchmetrics).toBeCloseTo(1, 6);
  });

  it("is (σ₁ − σ₂)² + (μ₁ − μ₂)² for one feature", () => {
    const real = sampleMatrix(Float32Array.of(-1, 1), 2, 1);
    const fake = sampleMatrix(Float32Array.of(2, 8), 2, 1);
    expect(frechetDistance(real, fake).value).toBeCloseTo(25 + 2 * (3 - 1) ** 2, 12);
  });

  it("is the same by samples and by covariances: features that are all zero change nothing", () => {
    for (const { real, fake } of referencePairs) {
      const direct = frechetDistance(real, fake).value;
      expect(frechetDistance(widened(real, 400), widened(fake, 400)).value / direct).toBeCloseTo(1, 10);
    }
  });

  it("is 0 at equality, symmetric, and indifferent to the order of samples, which it leaves alone", () => {
    fc.assert(
      fc.property(matrices, ({ real, fake }) => {
        const before = Float64Array.from(real.values);
        const { value } = frechetDistance(real, fake);
        const reversed = rowsOf(
          real,
          Array.from({ length: real.sampleCount }, (_, row) => real.sampleCount - 1 - row),
        );
        expect(frechetDistance(real, real).value).toBeCloseTo(0, 9);
        expect(frechetDistance(fake, real).value).toBeCloseTo(value, 8);
        expect(frechetDistance(reversed, fake).value).toBeCloseTo(value, 8);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(real.values).toEqual(before);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it("tells chance where the formula holds: 4 samples a feature", () => {
    const draw = normalSamples(3);
    const of = (sampleCount: number) =>
      frechetDistance(
        draw({ sampleCount, featureCount: 16 }),
        draw({ sampleCount, featureCount: 16, mean: 1 }),
      ).chance;
    expect(of(63)).toBeNull();
    // The research's table: .336 for the identity, here with eigenvalues estimated from 1,000 samples.
    expect(of(500)).toBeCloseTo(0.336, 2);
  });

  it("is NaN for a number that is not finite and for a single sample", () => {
    const real = sampleMatrix(Float64Array.of(1, 2, 3, Number.NaN), 2, 2);
    const fake = sampleMatrix(Float64Array.of(1, 2, 3, 4), 2, 2);
    expect(frechetDistance(real, fake).value).toBeNaN();
    expect(frechetDistance(fake, sampleMatrix(Float64Array.of(1, 2), 1, 2)).value).toBeNaN();
  });

  it("refuses features of two lengths", () => {
    const real = sampleMatrix(new Float64Array(4), 2, 2);
    expect(() => frechetDistance(real, sampleMatrix(new Float64Array(6), 2, 3))).toThrow(/2 features.*3/);
  });

  it("reports progress that never goes back and ends at 1", () => {
    const draw = normalSamples(4);
    const real = draw({ sampleCount: 600, featureCount: 40 });
    const seen: number[] = [];
    frechetDistance(real, real, { onProgress: (fractionDone) => seen.push(fractionDone) });
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });
});

describe("frechetChance", () => {
  it("is (1/n + 1/m)·(d + d(d + 1)/4) for the identity", () => {
    const [d, counts] = [64, { realCount: 500, fakeCount: 2000 }];
    const expected = (1 / 500 + 1 / 2000) * (d + (d * (d + 1)) / 4);
    expect(frechetChance(new Float64Array(d).fill(1), counts)).toBeCloseTo(expected, 12);
  });

  it("is .192 for the spectrum 1/i of 64 features and 500 samples a side, as simulated", () => {
    const spectrum = Float64Array.from({ length: 64 }, (_, place) => 1 / (place + 1));
    expect(frechetChance(spectrum, { realCount: 500, fakeCount: 500 })).toBeCloseTo(0.192, 3);
  });
});

describe("frechetInterval and frechetAtInfinity", () => {
  // 1,000 draws of each of three sizes gave 97 % and more; a test has time for some.
  const DRAWS = 100;

  it("hold chance and 0 for two samples of one law in at least 93 % of draws", () => {
    const draw = normalSamples(11);
    let [withChance, withZero] = [0, 0];
    for (let seed = 0; seed < DRAWS; seed++) {
      const real = draw({ sampleCount: 100, featureCount: 4 });
      const fake = draw({ sampleCount: 80, featureCount: 4 });
      const { chance, interval } = frechetInterval(real, fake, { seed });
      if (interval !== null && chance !== null && interval.low <= chance && chance <= interval.high)
        withChance++;
      const limit = frechetAtInfinity(real, fake, { seed, sizes: 8 }).interval;
      if (limit !== null && limit.low <= 0 && limit.high >= 0) withZero++;
    }
    expect(withChance).toBeGreaterThanOrEqual(0.93 * DRAWS);
    expect(withZero).toBeGreaterThanOrEqual(0.93 * DRAWS);
  });

  it("extrapolate the bias away: a tenth of chance is left at most", () => {
    const draw = normalSamples(12);
    let [sum, chanceSum] = [0, 0];
    for (let seed = 0; seed < 20; seed++) {
      const real = draw({ sampleCount: 200, featureCount: 4 });
      const fake = draw({ sampleCount: 200, featureCount: 4 });
      sum += frechetAtInfinity(real, fake, { seed }).value;
      chanceSum += frechetDistance(real, fake).chance ?? Number.NaN;
    }
    expect(Math.abs(sum)).toBeLessThan(chanceSum / 10);
  });

  it("give the same answer for the same seed", () => {
    const { real, fake } = referencePairs[0] ?? {
      real: sampleMatrix(new Float64Array(0), 0, 0),
      fake: sampleMatrix(new Float64Array(0), 0, 0),
    };
    expect(frechetAtInfinity(real, fake, { seed: 5 })).toEqual(frechetAtInfinity(real, fake, { seed: 5 }));
  });

  it("have no interval with fewer samples than the jackknife has groups", () => {
    const draw = normalSamples(13);
    const real = draw({ sampleCount: 9, featureCount: 2 });
    expect(frechetInterval(real, real, { seed: 1 }).interval).toBeNull();
  });
});
