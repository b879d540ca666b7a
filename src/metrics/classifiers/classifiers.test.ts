import fc from "fast-check";
import { describe, expect, it } from "vitest";
import reference from "../../../fixtures/metrics/features.json";
import { referenceProbabilities } from "../features/testing/reference-features.ts";
import { seededNormal, seededRandom } from "../random-source.ts";
import { type SampleMatrix, sampleMatrix } from "../sample-matrix.ts";
import { compareFrequencies } from "./goodness-of-fit.ts";
import { inceptionScore } from "./inception-score.ts";
import { type GaussianMixture, gridOfModes, knownModes, ringOfModes } from "./known-modes.ts";
import { modeHistogram } from "./mode-histogram.ts";

const probabilities = referenceProbabilities({ seed: 9, sampleCount: 400, featureCount: 10, sharpness: 6 });

describe("inceptionScore", () => {
  it.each([1, 10] as const)("agrees with numpy to 1e-6 in %i splits", (splits) => {
    const score = inceptionScore({ values: probabilities, form: "probabilities" }, { splits });
    expect(score.value).toBeCloseTo(reference.inception[splits].mean, 6);
    expect(score.deviation).toBeCloseTo(reference.inception[splits].deviation, 6);
  });

  it("is exp(H(Y) − H(Y|X)) for one split, and the same from logits", () => {
    const logits = { ...probabilities, values: probabilities.values.map((value) => Math.log(value) + 700) };
    const score = inceptionScore({ values: logits, form: "logits" }, { splits: 1 });
    expect(score.value).toBeCloseTo(Math.exp(score.classEntropy - score.conditionalEntropy), 10);
    expect(score.value).toBeCloseTo(reference.inception[1].mean, 9);
  });

  it("lies between 1, when all samples are alike, and the number of classes, when they are certain and even", () => {
    const alike = sampleMatrix(new Float64Array(30).fill(1 / 3), 10, 3);
    expect(inceptionScore({ values: alike, form: "probabilities" }).value).toBeCloseTo(1, 12);
    const certain = Float64Array.from({ length: 36 }, (_, at) => (at % 3 === Math.floor(at / 3) % 3 ? 1 : 0));
    const even = sampleMatrix(certain, 12, 3);
    expect(inceptionScore({ values: even, form: "probabilities" }, { splits: 2 }).value).toBeCloseTo(3, 12);
  });

  it("is NaN with a number that is not finite, and with fewer samples than splits", () => {
    const broken = sampleMatrix(Float64Array.of(1, 0, Number.NaN, 1), 2, 2);
    expect(inceptionScore({ values: broken, form: "logits" }, { splits: 1 }).value).toBeNaN();
    const few = sampleMatrix(Float64Array.of(1, 0, 0, 1), 2, 2);
    expect(inceptionScore({ values: few, form: "probabilities" }).value).toBeNaN();
  });
});

describe("compareFrequencies", () => {
  const counts = [110, 95, 102, 60, 140, 98, 97, 101, 99, 98];

  it("agrees with scipy in χ², G, divergence, z and the adjusted p-values", () => {
    const found = compareFrequencies(counts, new Array(10).fill(0.1));
    expect(found.chiSquared.statistic).toBeCloseTo(reference.modes.chiSquared, 9);
    expect(found.chiSquared.pValue).toBeCloseTo(reference.modes.chiSquaredP, 9);
    expect(found.g.statistic).toBeCloseTo(reference.modes.g, 9);
    expect(found.g.pValue).toBeCloseTo(reference.modes.gP, 9);
    expect(found.divergence.value).toBeCloseTo(reference.modes.divergence, 12);
    for (const [place, { z, adjustedPValue }] of found.classes.entries()) {
      expect(z).toBeCloseTo(reference.modes.z[place] ?? Number.NaN, 10);
      expect(adjustedPValue).toBeCloseTo(reference.modes.adjustedP[place] ?? Number.NaN, 9);
    }
  });

  it("rejects the right frequencies in about 5 % of draws, and has the divergence of chance in the mean", () => {
    const random = seededRandom(5);
    let [rejected, divergence] = [0, 0];
    const rounds = 1000;
    for (let round = 0; round < rounds; round++) {
      const drawn = new Uint32Array(25);
      for (let sample = 0; sample < 2500; sample++) {
        const place = Math.floor(random() * 25);
        drawn[place] = (drawn[place] ?? 0) + 1;
      }
      const found = compareFrequencies(drawn, new Uint8Array(25).fill(1));
      if (found.chiSquared.pValue < 0.05) rejected++;
      divergence += found.divergence.value / rounds;
    }
    expect(rejected).toBeLessThanOrEqual(0.07 * rounds);
    expect(Math.abs(divergence / 0.0048 - 1)).toBeLessThan(0.03);
  });

  it("is infinite where what can't occur did, and NaN of nothing", () => {
    expect(compareFrequencies([5, 1], [1, 0]).chiSquared.pValue).toBe(0);
    expect(compareFrequencies([5, 1], [1, 0]).divergence.value).toBe(Number.POSITIVE_INFINITY);
    expect(compareFrequencies([0, 0], [1, 1]).chiSquared.statistic).toBeNaN();
  });

  it("does not depend on the scale of the frequencies, nor on the order of classes", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 8 }), (some) => {
        const frequencies = some.map((_, place) => place + 1);
        const once = compareFrequencies(some, frequencies);
        const reversed = compareFrequencies(
          some.toReversed(),
          frequencies.map((one) => one * 7).toReversed(),
        );
        expect(reversed.chiSquared.statistic).toBeCloseTo(once.chiSquared.statistic, 8);
        expect(once.divergence.value).toBeGreaterThan(-1e-12);
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});

describe("modeHistogram", () => {
  it("leaves out samples of which the classifier is unsure", () => {
    const values = sampleMatrix(Float64Array.of(0.9, 0.1, 0.45, 0.55, 0.2, 0.8, Number.NaN, 1), 4, 2);
    const found = modeHistogram({ values, form: "probabilities" }, [1, 1], { leastConfidence: 0.6 });
    expect(found.classes.map(({ count }) => count)).toEqual([1, 1]);
    expect(found.withoutClass.value).toBe(0.5);
    expect(found.withoutClass.interval?.low).toBeCloseTo(0.15, 2);
  });
});

function drawFrom({ centres, deviation }: GaussianMixture, count: number, seed: number): SampleMatrix {
  const normal = seededNormal(seed);
  const random = seededRandom(seed + 1);
  const values = new Float64Array(2 * count);
  for (let sample = 0; sample < count; sample++) {
    const mode = Math.floor(random() * centres.sampleCount);
    values[2 * sample] = (centres.values[2 * mode] ?? 0) + deviation * normal();
    values[2 * sample + 1] = (centres.values[2 * mode + 1] ?? 0) + deviation * normal();
  }
  return sampleMatrix(values, count, 2);
}

describe("knownModes", () => {
  it("gives a perfect sampler 98.89 % and all modes, with chance in the interval in at least 93 % of draws", () => {
    let within = 0;
    const rounds = 100;
    for (let seed = 0; seed < rounds; seed++) {
      const found = knownModes(drawFrom(gridOfModes(), 2500, 2 * seed), gridOfModes());
      const { interval, chance } = found.highQuality;
      expect(chance).toBeCloseTo(1 - Math.exp(-4.5), 12);
      expect([found.capturedModes, found.coveredModes]).toEqual([25, 25]);
      if (interval !== null && chance !== null && interval.low <= chance && chance <= interval.high) within++;
    }
    expect(within).toBeGreaterThanOrEqual(0.93 * rounds);
  });

  it("counts a mode with a single sample as captured, not as covered", () => {
    const samples = drawFrom({ ...ringOfModes({ modeCount: 1 }) }, 400, 3);
    samples.values.set([0, 1]);
    const found = knownModes(samples, ringOfModes());
    expect([found.capturedModes, found.coveredModes]).toEqual([2, 1]);
    expect(found.divergence.value).toBeGreaterThan(Math.log(8) - 0.03);
  });

  it("has eight distinct modes on the ring and the grid's corners at ±4", () => {
    expect(new Set([...ringOfModes().centres.values].map((x) => x.toFixed(6))).size).toBe(5 + 1);
    expect(Math.max(...gridOfModes().centres.values)).toBe(4);
  });
});
