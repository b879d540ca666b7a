import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededNormal, seededRandom, shuffledOrder } from "../random-source.ts";
import { rowsOf, type SampleMatrix, sampleMatrix } from "../sample-matrix.ts";
import { energyCoefficient } from "./energy-coefficient.ts";
import { ownVariety, roughnessOf } from "./own-variety.ts";
import { sampleImages } from "./sample-images.ts";

const FEATURES = 64;
const UNIT = { low: 0, high: 1 };

function normals(sampleCount: number, seed: number, shift = 0): SampleMatrix {
  const normal = seededNormal(seed);
  const values = Float64Array.from({ length: sampleCount * FEATURES }, () => shift + normal());
  return sampleMatrix(values, sampleCount, FEATURES);
}

/** `kinds` samples, each `times` over. */
function repeated(kinds: number, times: number): SampleMatrix {
  const rows = Array.from({ length: kinds * times }, (_, row) => row % kinds);
  return rowsOf(normals(kinds, 1), rows);
}

const scaled = ({ values, ...rest }: SampleMatrix, factor: number) => ({
  ...rest,
  values: values.map((value) => value * factor),
});

describe("ownVariety", () => {
  it("is 1 without repeats for independent noise, and 0 with repeats only for one sample over and over", () => {
    const noise = ownVariety(normals(40, 1));
    expect(noise.variety).toBeCloseTo(1, 1);
    expect(noise).toMatchObject({ repeats: 0 });
    expect(ownVariety(repeated(1, 20))).toMatchObject({ variety: 0, repeats: 1 });
  });

  it("counts as repeats the pairs within each of k samples", () => {
    // 4 kinds 5 times each: 4 · C(5, 2) of C(20, 2) pairs.
    expect(ownVariety(repeated(4, 5)).repeats).toBeCloseTo((4 * 10) / 190, 12);
  });

  it("counts as twins the samples that come at least twice, however many kinds there are", () => {
    expect(ownVariety(repeated(10, 2)).twins).toBe(1);
    const { values, ...rest } = repeated(10, 2);
    const changed = values.map((value, at) => (at < 5 * FEATURES ? value + 1 : value));
    expect(ownVariety({ ...rest, values: changed }).twins).toBe(10 / 20);
    expect(ownVariety(normals(20, 2)).twins).toBe(0);
  });

  it("does not change with contrast or order, and leaves its input as it was", () => {
    const samples = normals(20, 3);
    const before = samples.values.slice();
    const { variety, contrast } = ownVariety(samples);
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.integer({ min: 1, max: 99 }),
        (factor, seed) => {
          const order = Array.from(shuffledOrder(20, seededRandom(seed)));
          const found = ownVariety(scaled(rowsOf(samples, order), factor));
          expect(found.variety).toBeCloseTo(variety, 9);
          expect(found.contrast / factor).toBeCloseTo(contrast, 9);
        },
      ),
      { numRuns: 10 },
    );
    expect(samples.values).toEqual(before);
  });

  it("has no variety for one flat colour, whose contrast is 0, or for what is not finite", () => {
    const flat = sampleMatrix(new Float64Array(4 * FEATURES).fill(0.5), 4, FEATURES);
    expect(ownVariety(flat)).toEqual({
      contrast: 0,
      variety: Number.NaN,
      repeats: Number.NaN,
      twins: Number.NaN,
    });
    expect(ownVariety(scaled(normals(4, 1), Number.NaN)).variety).toBeNaN();
  });
});

describe("roughnessOf", () => {
  const imagesOf = (values: Float64Array, edge: number, count: number) =>
    sampleImages({ count, width: edge, height: edge, channels: 1, values, range: UNIT });

  it("is 1 for white noise, twice that for a checkerboard, and small for a slope", () => {
    const edge = 16;
    const random = seededRandom(1);
    const noise = Float64Array.from({ length: 20 * edge * edge }, () => random());
    expect(roughnessOf(imagesOf(noise, edge, 20))).toBeCloseTo(1, 1);
    const board = Float64Array.from({ length: edge * edge }, (_, at) => (at + Math.floor(at / edge)) % 2);
    expect(roughnessOf(imagesOf(board, edge, 1))).toBeCloseTo(2, 12);
    const slope = Float64Array.from({ length: edge * edge }, (_, at) => at % edge);
    // Steps of 1 rightwards, none downwards; variance (16² − 1) / 12.
    expect(roughnessOf(imagesOf(slope, edge, 1))).toBeCloseTo(1 / 2 / (2 * (255 / 12)), 12);
  });

  it("never compares pixels of two images", () => {
    const values = Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1);
    expect(roughnessOf(imagesOf(values, 2, 2))).toBe(0);
  });
});

describe("energyCoefficient", () => {
  it("is 0 by chance alone for one law, and says how far chance goes", () => {
    const { value, byLuck } = energyCoefficient({ real: normals(64, 1), fake: normals(64, 2), seed: 1 });
    expect(Math.abs(value)).toBeLessThan(0.01);
    expect(byLuck).toBeGreaterThan(0);
    expect(byLuck).toBeLessThan(0.01);
  });

  it("agrees with the closed form of two laws on a line: 1 − (2/√π + 2/√π) / 2E|N(1, 2)|", () => {
    const normal = seededNormal(5);
    const line = (shift: number) =>
      sampleMatrix(
        Float64Array.from({ length: 64 }, () => shift + normal()),
        64,
        1,
      );
    // Far apart the distance across is the shift itself.
    const { value } = energyCoefficient({ real: line(0), fake: line(100), seed: 1 });
    expect(value).toBeCloseTo(1 - 2 / Math.sqrt(Math.PI) / 100, 2);
  });

  it("is the same for sides swapped, grows with their distance, and is 1 for two points", () => {
    const real = normals(32, 1);
    const near = energyCoefficient({ real, fake: normals(32, 2, 0.3), seed: 1 }).value;
    const far = energyCoefficient({ real, fake: normals(32, 2, 1), seed: 1 }).value;
    expect(far).toBeGreaterThan(near);
    const swapped = energyCoefficient({ real: normals(32, 2, 1), fake: real, seed: 1 }).value;
    expect(swapped).toBeCloseTo(far, 12);
    const point = (value: number) => sampleMatrix(new Float64Array(3).fill(value), 3, 1);
    expect(energyCoefficient({ real: point(0), fake: point(1), seed: 1 }).value).toBe(1);
  });

  it("has no value for a single sample or for what is not finite", () => {
    expect(energyCoefficient({ real: normals(1, 1), fake: normals(9, 2), seed: 1 }).value).toBeNaN();
    const broken = scaled(normals(9, 2), Number.NaN);
    expect(energyCoefficient({ real: normals(9, 1), fake: broken, seed: 1 }).value).toBeNaN();
  });
});
