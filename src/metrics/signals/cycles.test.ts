import fc from "fast-check";
import { describe, expect, it } from "vitest";
import reference from "../../../fixtures/metrics/signals.json";
import {
  autocorrelationPeriod,
  fisherPValue,
  robustBaseline,
  seededNormal,
  spectralPeak,
  windingNumber,
} from "../index.ts";
import { playDiracGan, radiusAt } from "./testing/dirac-gan.ts";

fc.configureGlobal({ seed: 2014 });

const STEPS = 2000;
const stepSize = 0.1;
/** 4π / h steps: the eigenvalues of the unpenalised game are ±i/2. */
const PERIOD = 125.66;

describe("the Dirac-GAN", () => {
  const simultaneous = playDiracGan({ steps: STEPS, stepSize });
  const alternating = playDiracGan({ steps: STEPS, stepSize, alternating: true });
  const penalised = playDiracGan({ steps: STEPS, stepSize, penalty: 0.3 });
  const heavilyPenalised = playDiracGan({ steps: STEPS, stepSize, penalty: 2 });

  it("moves as published: outwards, on a circle, and inwards", () => {
    expect(radiusAt(simultaneous, STEPS) / radiusAt(simultaneous, 1)).toBeCloseTo(11.84, 2);
    expect(radiusAt(alternating, STEPS) / radiusAt(alternating, 1)).toBeCloseTo(0.988, 3);
    expect(radiusAt(penalised, STEPS) / radiusAt(penalised, 1) / 6.8e-13).toBeCloseTo(1, 1);
  });

  it.each([
    ["simultaneous", simultaneous],
    ["alternating", alternating],
  ])("with %s steps shows its period in each detector of cycles", (_name, { generator, discriminator }) => {
    const peak = spectralPeak(generator);
    expect(peak?.isCycle).toBe(true);
    expect(Math.abs((peak?.period ?? 0) / PERIOD - 1)).toBeLessThan(0.03);
    const likeness = autocorrelationPeriod(generator);
    expect(Math.abs((likeness?.period ?? 0) / PERIOD - 1)).toBeLessThan(0.03);
    const { turns } = windingNumber(generator, discriminator);
    expect(Math.abs(Math.abs(turns) / (STEPS / PERIOD) - 1)).toBeLessThan(0.03);
  });

  it("shows by the radius which way it spirals", () => {
    const growthOf = ({ generator, discriminator }: typeof simultaneous) =>
      windingNumber(generator, discriminator).radiusGrowth;
    expect(growthOf(simultaneous)).toBeGreaterThan(2);
    expect(growthOf(alternating)).toBeCloseTo(1, 1);
    expect(growthOf(penalised)).toBeLessThan(0.01);
  });

  it("turns at a slower period under a penalty, and not even once above the critical one", () => {
    const zeros = [...penalised.generator.keys()].filter((step) => {
      const [before, here] = [penalised.generator[step - 1] ?? 0, penalised.generator[step] ?? 0];
      return before * here < 0;
    });
    const [first = 0, last = 0] = [zeros[0], zeros.at(-1)];
    const turnOfOneStep = Math.atan2(stepSize * Math.sqrt(0.25 - 0.15 ** 2), 1 - stepSize * 0.15);
    expect((2 * (last - first)) / (zeros.length - 1)).toBeCloseTo((2 * Math.PI) / turnOfOneStep, 0);
    const { generator, discriminator } = heavilyPenalised;
    expect(Math.abs(windingNumber(generator, discriminator).turns)).toBeLessThan(1);
  });
});

describe.each(reference.cases)("a series of $name", (given) => {
  it("has the peak and the p-value that numpy and exact fractions give", () => {
    const peak = spectralPeak(given.series);
    expect(peak?.share).toBeCloseTo(given.share, 10);
    expect(peak?.frequencyCount).toBe(given.frequencyCount);
    expect(peak?.pValue).toBeCloseTo(given.pValue, 7);
    const length = given.series.length - 1;
    expect(Math.abs(length / (peak?.period ?? 0) - length / given.wholePeriod)).toBeLessThan(0.5);
  });

  it("has the baseline that scipy gives", () => {
    const { median, scale, score } = robustBaseline(given.series);
    expect(median).toBeCloseTo(given.median, 10);
    expect(scale).toBeCloseTo(given.scale, 10);
    expect(score).toBeCloseTo(given.score, 10);
  });
});

describe("spectralPeak", () => {
  const normal = seededNormal(1929);
  const redNoise = (length: number) => {
    let value = 0;
    return Array.from({ length }, () => {
      value = 0.8 * value + normal();
      return value;
    });
  };

  it("seldom takes white or red noise for a cycle, in 1,000 draws of each", () => {
    const DRAWS = 1000;
    const alarms = (draw: () => number[]) =>
      Array.from({ length: DRAWS }, () => spectralPeak(draw())?.pValue ?? 1).filter((p) => p <= 0.05).length /
      DRAWS;
    expect(alarms(() => Array.from({ length: 64 }, normal))).toBeLessThanOrEqual(0.07);
    expect(alarms(() => redNoise(64))).toBeLessThanOrEqual(0.07);
  });

  it("asks for four periods in the window", () => {
    const slow = Array.from({ length: 200 }, (_, step) => Math.sin((2 * Math.PI * step) / 80));
    expect(spectralPeak(slow)?.isCycle).toBe(false);
  });

  it("passes over the periods that are known, with their harmonics", () => {
    const spikes = Array.from({ length: 320 }, (_, step) => (step % 16 === 0 ? 5 : 0) + normal());
    expect(spectralPeak(spikes)?.isCycle).toBe(true);
    expect(spectralPeak(spikes, [16])?.isCycle).toBe(false);
  });

  it("has no answer for short series, constants and NaN", () => {
    const constant = new Float64Array(64).fill(3);
    expect([
      spectralPeak([1, 2, 3]),
      spectralPeak(constant),
      spectralPeak([...constant, Number.NaN]),
    ]).toEqual([null, null, null]);
  });
});

describe("fisherPValue", () => {
  it.each([
    [16, 0.389],
    [32, 0.229],
    [64, 0.13],
    [128, 0.072],
  ])("of %i frequencies reaches one in a hundred at a share of %f", (frequencyCount, share) => {
    expect(fisherPValue(share, frequencyCount)).toBeCloseTo(0.01, 3);
  });

  it("falls from 1 to 0 as the share grows", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 400 }),
        fc.double({ min: 0.001, max: 0.99, noNaN: true }),
        (count, share) => {
          const here = fisherPValue(share, count);
          expect(here).toBeLessThanOrEqual(1);
          expect(fisherPValue(share + 0.005, count)).toBeLessThanOrEqual(here + 1e-6);
        },
      ),
    );
  });
});

describe("windingNumber", () => {
  const circle = (turns: number, count = 200) =>
    Array.from({ length: count + 1 }, (_, step) => (2 * Math.PI * turns * step) / count);

  it("counts turns with their direction", () => {
    const angles = circle(5);
    expect(windingNumber(angles.map(Math.cos), angles.map(Math.sin)).turns).toBeCloseTo(5, 1);
    expect(windingNumber(angles.map(Math.sin), angles.map(Math.cos)).turns).toBeCloseTo(-5, 1);
  });

  it("does not depend on the units of either series, and turns its sign when they are swapped", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const normal = seededNormal(seed);
        const [first, second] = [Array.from({ length: 13 }, normal), Array.from({ length: 13 }, normal)];
        const { turns } = windingNumber(first, second);
        const moved = windingNumber(
          first.map((value) => 3 * value + 5),
          second,
        );
        expect(moved.turns).toBeCloseTo(turns, 6);
        expect(windingNumber(second, first).turns).toBeCloseTo(-turns, 6);
      }),
    );
  });

  it("is NaN for constants and NaN, and refuses series of differing length", () => {
    expect(windingNumber([1, 1, 1], [1, 2, 3]).turns).toBeNaN();
    expect(windingNumber([1, Number.NaN, 1], [1, 2, 3]).turns).toBeNaN();
    expect(() => windingNumber([1], [1, 2])).toThrow(/Vectors of 1 and of 2 numbers/);
  });
});

describe("autocorrelationPeriod", () => {
  it("finds no period in noise, in a line, or in a constant", () => {
    const normal = seededNormal(12);
    const noise = Array.from({ length: 400 }, normal);
    const line = Array.from({ length: 100 }, (_, step) => step);
    expect([
      autocorrelationPeriod(noise),
      autocorrelationPeriod(line),
      autocorrelationPeriod([2, 2, 2]),
    ]).toEqual([null, null, null]);
  });
});
