import { describe, expect, it } from "vitest";
import { rowsOf, type SampleMatrix, sampleMatrix } from "../sample-matrix.ts";
import { differentBins } from "./different-bins.ts";
import { authenticity, dataCopying } from "./memorisation.ts";
import { normalSamples } from "./testing/normal-samples.ts";

function blurred(matrix: SampleMatrix, noise: SampleMatrix): SampleMatrix {
  return {
    ...matrix,
    values: Float64Array.from(matrix.values, (value, at) => value + (noise.values[at] ?? 0)),
  };
}

describe("differentBins", () => {
  it("finds the chance share of different cells for one law, and the divergence of chance", () => {
    const draw = normalSamples(31);
    let [share, divergence, chance] = [0, 0, 0];
    const rounds = 8;
    for (let seed = 0; seed < rounds; seed++) {
      const real = draw({ sampleCount: 800, featureCount: 3 });
      const found = differentBins(real, draw({ sampleCount: 400, featureCount: 3 }), { seed, cells: 20 });
      share += found.differentShare.value / rounds;
      divergence += found.divergence.value / rounds;
      chance += (found.divergence.chance ?? Number.NaN) / rounds;
    }
    // Cells fit the samples they were made from, so both lie a little above chance.
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.1);
    expect(divergence / chance).toBeGreaterThan(0.85);
    expect(divergence / chance).toBeLessThan(1.4);
  });

  it("has the published divergence of MNIST's validation set for its chance level: .0014 is nothing but chance", () => {
    const real = sampleMatrix(new Float64Array(50_000), 50_000, 1);
    const fake = sampleMatrix(new Float64Array(10_000), 10_000, 1);
    const found = differentBins(real, fake, { seed: 1, rounds: 1 });
    expect(found.divergence.chance).toBeCloseTo(0.001485, 12);
    expect(found.divergence.value).toBe(0);
  });

  it("finds cells that the generated samples leave empty", () => {
    const draw = normalSamples(32);
    const real = draw({ sampleCount: 1000, featureCount: 2 });
    const right = rowsOf(
      real,
      Array.from({ length: 1000 }, (_, row) => row).filter((row) => (real.values[2 * row] ?? 0) > 0),
    );
    const found = differentBins(real, right, { seed: 1, cells: 10, zThreshold: 3 });
    expect(found.differentCells).toBeGreaterThanOrEqual(6);
    expect(found.cells.filter(({ fakeCount }) => fakeCount === 0).length).toBeGreaterThanOrEqual(2);
  });

  it("is NaN with fewer real samples than cells", () => {
    const few = sampleMatrix(new Float64Array(10), 5, 2);
    expect(differentBins(few, few, { seed: 1, cells: 6 }).differentShare.value).toBeNaN();
  });
});

describe("dataCopying and authenticity", () => {
  it("give one law a p-value below 0.05 in at most 7 % of draws", () => {
    const draw = normalSamples(33);
    let [copying, authentic] = [0, 0];
    const rounds = 200;
    for (let seed = 0; seed < rounds; seed++) {
      const train = draw({ sampleCount: 150, featureCount: 2 });
      const heldOut = draw({ sampleCount: 80, featureCount: 2 });
      const fake = draw({ sampleCount: 90, featureCount: 2 });
      if ((dataCopying({ train, heldOut, fake }, { seed }).pValue ?? 0) < 0.05) copying++;
      if ((authenticity({ train, heldOut, fake }).pValue ?? 0) < 0.05) authentic++;
    }
    expect(copying).toBeLessThanOrEqual(0.07 * rounds);
    expect(authentic).toBeLessThanOrEqual(0.07 * rounds);
  });

  it("notice copies with little noise", () => {
    const draw = normalSamples(34);
    const train = draw({ sampleCount: 400, featureCount: 8 });
    const heldOut = draw({ sampleCount: 300, featureCount: 8 });
    const fake = blurred(train, draw({ sampleCount: 400, featureCount: 8, deviation: 0.05 }));
    expect(dataCopying({ train, heldOut, fake }, { seed: 1 }).value).toBeLessThan(-3);
    const found = authenticity({ train, heldOut, fake });
    expect(found.value).toBeLessThan(0.02);
    // The research's simulation: 58 % of independent samples in 8 dimensions.
    expect(found.ofHeldOut).toBeGreaterThan(0.5);
    expect(found.ofHeldOut).toBeLessThan(0.66);
    expect(found.pValue).toBeLessThan(1e-6);
  });

  it("are NaN when no cell has enough samples of both, and for numbers that are not finite", () => {
    const train = sampleMatrix(Float64Array.of(0, 1, 2), 3, 1);
    expect(dataCopying({ train, heldOut: train, fake: train }, { seed: 1 }).value).toBeNaN();
    const fake = sampleMatrix(Float64Array.of(Number.NaN), 1, 1);
    expect(authenticity({ train, heldOut: train, fake }).value).toBeNaN();
  });
});
