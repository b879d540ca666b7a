import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededNormal } from "../random-source.ts";
import { type SampleMatrix, sampleMatrix } from "../sample-matrix.ts";
import { birthdaySupport } from "./birthday-support.ts";
import { classChangeShare, fixedNoiseDisplacement, modeHoppingIndex } from "./fixed-noise-motion.ts";
import { pairwiseDistanceRatio } from "./pairwise-distance-ratio.ts";
import { pixelRangeTest } from "./pixel-range.ts";
import { poissonInterval } from "./poisson-interval.ts";
import { pattern, REFERENCE } from "./testing/reference.ts";

function normalMatrix(sampleCount: number, featureCount: number, seed: number): SampleMatrix {
  const normal = seededNormal(seed);
  return sampleMatrix(
    Float64Array.from({ length: sampleCount * featureCount }, () => normal()),
    sampleCount,
    featureCount,
  );
}

function scaled({ values, sampleCount, featureCount }: SampleMatrix, factor: number): SampleMatrix {
  return sampleMatrix(
    Float64Array.from(values, (value) => value * factor),
    sampleCount,
    featureCount,
  );
}

describe("pairwiseDistanceRatio", () => {
  it.each(REFERENCE.distanceRatio)("agrees with numpy on $realCount and $fakeCount samples", (reference) => {
    const { realCount, fakeCount, features, ratio } = reference;
    const real = sampleMatrix(pattern(realCount * features, 7), realCount, features);
    const fake = scaled(sampleMatrix(pattern(fakeCount * features, 8), fakeCount, features), 1 / 2);
    const found = pairwiseDistanceRatio({ real, fake });
    expect(found.value).toBeCloseTo(ratio, 12);
    expect(found).toMatchObject({ chance: 1, realCount, fakeCount });
  });

  it("is 1 at equality, scales with the spread of the fakes, and is 0 for a constant generator", () => {
    const real = normalMatrix(50, 4, 1);
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (factor) => {
        const { value } = pairwiseDistanceRatio({ real, fake: scaled(real, factor) });
        expect(value / factor).toBeCloseTo(1, 9);
      }),
      { numRuns: 5 },
    );
    const constant = sampleMatrix(new Float64Array(200).fill(3), 50, 4);
    expect(pairwiseDistanceRatio({ real, fake: constant })).toMatchObject({
      value: 0,
      interval: { high: 0 },
    });
  });

  it("covers 1 with its interval in at least 93 % of draws from one law", () => {
    const draws = 100;
    let covered = 0;
    for (let draw = 0; draw < draws; draw++) {
      const real = normalMatrix(60, 8, 2 * draw + 1);
      const fake = normalMatrix(60, 8, 2 * draw + 2);
      const { interval } = pairwiseDistanceRatio({ real, fake });
      if (interval !== null && interval.low <= 1 && interval.high >= 1) covered += 1;
    }
    expect(covered).toBeGreaterThanOrEqual(93);
  });

  it("says how many samples it used, and answers NaN where it cannot tell", () => {
    const real = normalMatrix(30, 2, 5);
    expect(pairwiseDistanceRatio({ real, fake: real, mostSamples: 20 })).toMatchObject({
      realCount: 20,
      fakeCount: 20,
    });
    const broken = sampleMatrix(Float64Array.of(0, Number.NaN, 1, 2), 2, 2);
    const equal = sampleMatrix(new Float64Array(4), 2, 2);
    const one = sampleMatrix(new Float64Array(2), 1, 2);
    for (const [ofReal, ofFake] of [
      [real, broken],
      [equal, real],
      [one, real],
      [real, one],
    ] as const)
      expect(pairwiseDistanceRatio({ real: ofReal, fake: ofFake })).toMatchObject({
        value: Number.NaN,
        interval: null,
      });
  });
});

describe("poissonInterval", () => {
  it.each(REFERENCE.poisson)("agrees with scipy for a count of $count", ({ count, low, high }) => {
    const found = poissonInterval(count);
    expect(found.low).toBeCloseTo(low, 8);
    expect(found.high).toBeCloseTo(high, 8);
  });
});

describe("birthdaySupport", () => {
  it("finds about k for k equally likely images, within its interval", () => {
    const support = 40;
    const normal = seededNormal(9);
    const images = Float64Array.from({ length: support * 3 }, () => 10 * normal());
    const drawn = pattern(300, 4).map((value) => Math.floor(value * support));
    const fake = sampleMatrix(
      Float64Array.from(
        { length: 900 },
        (_, at) => images[(drawn[Math.floor(at / 3)] ?? 0) * 3 + (at % 3)] ?? 0,
      ),
      300,
      3,
    );
    const found = birthdaySupport({ real: normalMatrix(200, 3, 2), fake });
    expect(found.support).toBeGreaterThan(0.8 * support);
    expect(found.support).toBeLessThan(1.2 * support);
    expect(found.closest).toHaveLength(20);
    expect(found.closest.every(({ distance }) => distance === 0)).toBe(true);
  });

  it("gives a lower limit when no duplicates were seen", () => {
    const fake = normalMatrix(100, 32, 3);
    const found = birthdaySupport({ real: normalMatrix(100, 32, 4), fake, threshold: 0 });
    expect(found.support).toBe(Number.POSITIVE_INFINITY);
    expect(found.interval?.low).toBeCloseTo(4950 / 3.688879454, 6);
    expect(found.interval?.high).toBe(Number.POSITIVE_INFINITY);
  });

  it("names the closest pairs in order, and counts duplicates among the reals by the same rule", () => {
    const line = (...places: number[]) => sampleMatrix(Float64Array.from(places), places.length, 1);
    const found = birthdaySupport({
      real: line(0, 0.5, 9, 20),
      fake: line(0, 1, 3, 3.25, 30),
      threshold: 0.5,
      shownPairs: 2,
    });
    expect(found).toMatchObject({ duplicatePairs: 1, realDuplicatePairs: 1, support: 10 });
    expect(found.closest).toEqual([
      { first: 2, second: 3, distance: 0.25 },
      { first: 0, second: 1, distance: 1 },
    ]);
    expect(birthdaySupport({ real: line(0, 1), fake: line(1) })).toMatchObject({
      support: Number.NaN,
      interval: null,
    });
  });
});

describe("pixelRangeTest", () => {
  const real = Float64Array.from({ length: 2000 }, (_, at) => Math.tanh((at - 1000) / 200));

  it("finds a sigmoid against data in [−1, 1], and no mismatch with tanh", () => {
    const sigmoid = real.map((value) => (value + 1) / 2);
    const mismatch = pixelRangeTest({ real, fake: sigmoid, limits: { low: -1, high: 1 } });
    expect(mismatch.isMismatch).toBe(true);
    expect(mismatch.belowFakes.share).toBeCloseTo(0.5, 2);
    expect(mismatch.aboveFakes.share).toBe(0);
    expect(mismatch.fake.atLowLimit).toBe(0);
    expect(pixelRangeTest({ real, fake: real }).isMismatch).toBe(false);
  });

  it("counts values at both limits: a clipped generator has half of them there", () => {
    const clipped = real.map((value) => (Math.abs(value) < 0.5 ? value : Math.sign(value)));
    const { fake } = pixelRangeTest({ real, fake: clipped, limits: { low: -1, high: 1 } });
    expect(fake.atLowLimit + fake.atHighLimit).toBeGreaterThan(0.5);
    expect(fake).toMatchObject({ minimum: -1, maximum: 1, count: 2000, nonFinite: 0 });
  });

  it("reads bytes as the numbers that they are", () => {
    const [bytes, others] = [3, 7].map((factor) =>
      Uint8Array.from({ length: 500 }, (_, at) => (at * factor) % 250),
    );
    const ofBytes = pixelRangeTest({ real: bytes ?? [], fake: others ?? [] });
    expect(ofBytes).toEqual(
      pixelRangeTest({ real: Float64Array.from(bytes ?? []), fake: Float64Array.from(others ?? []) }),
    );
    expect(ofBytes.real).toMatchObject({ minimum: 0, maximum: 249, count: 500 });
  });

  it("counts values that are not finite apart, and tells nothing from no values", () => {
    const { fake } = pixelRangeTest({ real, fake: [0, Number.NaN, Number.POSITIVE_INFINITY, 1] });
    expect(fake).toMatchObject({ nonFinite: 2, count: 2, minimum: 0, maximum: 1 });
    const nothing = pixelRangeTest({ real, fake: [] });
    expect(nothing.isMismatch).toBe(false);
    expect(nothing.fake.minimum).toBeNaN();
  });
});

describe("samples of fixed noise", () => {
  it("move by the distance of each position, relative to that between reals", () => {
    const before = sampleMatrix(Float64Array.of(0, 0, 1, 1, 5, 5), 3, 2);
    const after = sampleMatrix(Float64Array.of(3, 4, 1, 1, 5, 6), 3, 2);
    expect(fixedNoiseDisplacement({ before, after, realMedianDistance: 2 })).toEqual({
      byPosition: Float64Array.of(5, 0, 1),
      median: 1,
      relative: 0.5,
    });
    expect(() =>
      fixedNoiseDisplacement({ before, after: normalMatrix(2, 2, 1), realMedianDistance: 1 }),
    ).toThrow(/3 × 2 \(positions × features\), the second 2 × 2/);
  });

  it("change class by the share of positions that do", () => {
    expect(classChangeShare([1, 2, 3, 4], [1, 2, 4, 3])).toBe(0.5);
    expect(classChangeShare([1], [1, 2])).toBeNaN();
    expect(classChangeShare([], [])).toBeNaN();
  });

  it("hop when they move as far as they are wrong, and converge when they do not", () => {
    const distance = (a: SampleMatrix, b: SampleMatrix) => Math.abs((a.values[0] ?? 0) - (b.values[0] ?? 0));
    const at = (place: number) => sampleMatrix(Float64Array.of(place), 1, 1);
    const cycling = [1, -1, 1, -1].map(at);
    const resting = [1, 1.01, 1, 0.99].map(at);
    expect(modeHoppingIndex({ snapshots: cycling, real: at(0), distance })).toBe(2);
    expect(modeHoppingIndex({ snapshots: resting, real: at(0), distance })).toBeCloseTo(0.01, 12);
    expect(modeHoppingIndex({ snapshots: [at(1)], real: at(0), distance })).toBeNaN();
  });
});
