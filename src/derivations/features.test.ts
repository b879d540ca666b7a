import { describe, expect, it } from "vitest";
import { sampleMatrix, seededNormal } from "../metrics/index.ts";
import { catalogued, deriveFromClasses, deriveFromFeatures, measuredFeatures } from "./index.ts";

const SAMPLES = 80;
const FEATURES = 4;

function normalFeatures(seed: number, shift = 0) {
  const normal = seededNormal(seed);
  const values = Float64Array.from({ length: SAMPLES * FEATURES }, () => normal() + shift);
  return measuredFeatures(sampleMatrix(values, SAMPLES, FEATURES));
}

function estimatesOf(values: ReturnType<typeof deriveFromFeatures>) {
  return new Map(values.map(({ metric, estimate }) => [metric, estimate]));
}

describe("deriveFromFeatures", () => {
  it("names each metric after the encoder, and knows every one in words", () => {
    const values = deriveFromFeatures({
      encoder: "dino",
      real: normalFeatures(1),
      fake: normalFeatures(2),
      heldOut: normalFeatures(3),
      before: normalFeatures(4),
    });
    expect(values.map(({ metric }) => metric)).toEqual([
      "features/dino/frechet-distance",
      "features/dino/kernel-distance",
      "features/dino/precision",
      "features/dino/recall",
      "features/dino/density",
      "features/dino/coverage",
      "features/dino/diversity-ratio",
      "features/dino/offset-1",
      "features/dino/offset-2",
      "features/dino/movement",
      "features/dino/copying",
      "features/dino/authentic",
    ]);
    expect(values.filter(({ metric }) => catalogued(metric).formula === "")).toEqual([]);
  });

  it("finds two samples of one law near their chance levels, and a shift by one standard deviation a feature", () => {
    const real = normalFeatures(1);
    const alike = estimatesOf(
      deriveFromFeatures({ encoder: "e", real, fake: normalFeatures(2), heldOut: null }),
    );
    const shifted = estimatesOf(
      deriveFromFeatures({ encoder: "e", real, fake: normalFeatures(2, 1), heldOut: null }),
    );
    const near = alike.get("features/e/frechet-distance");
    expect(near?.value).toBeGreaterThan(near?.interval?.low ?? Number.NaN);
    expect(near?.chance).toBeCloseTo(0.2, 1);
    expect(Math.abs((near?.value ?? 0) - (near?.chance ?? 0))).toBeLessThan(0.3);
    expect(shifted.get("features/e/frechet-distance")?.value).toBeGreaterThan(FEATURES - 1);
    expect(alike.has("features/e/copying")).toBe(false);
  });

  it("measures how far samples have moved as a whole in distances of two real ones", () => {
    const real = normalFeatures(1);
    const movedBy = (shift: number) =>
      estimatesOf(
        deriveFromFeatures({
          ...{ encoder: "e", real, heldOut: null },
          fake: normalFeatures(2, shift),
          before: normalFeatures(2),
        }),
      ).get("features/e/movement")?.value ?? Number.NaN;
    expect(movedBy(0)).toBe(0);
    // A shift by 3 in each of 4 features is one of 6; two normal samples lie √(2 · 4) apart, roughly.
    expect(movedBy(3)).toBeCloseTo(6 / 2.6, 0);
  });

  it("says nothing of nine samples", () => {
    const few = measuredFeatures(sampleMatrix(new Float64Array(9 * FEATURES), 9, FEATURES));
    expect(deriveFromFeatures({ encoder: "e", real: normalFeatures(1), fake: few, heldOut: null })).toEqual(
      [],
    );
  });
});

describe("deriveFromClasses", () => {
  /** One sample a digit given, surely of that class out of four. */
  function read(...classes: readonly number[]) {
    const values = new Float64Array(classes.length * 4);
    classes.forEach((place, sample) => {
      values[sample * 4 + place] = 1;
    });
    return sampleMatrix(values, classes.length, 4);
  }
  const EVEN = read(0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3);

  it("gives entropy, score and shares beside those of the real samples", () => {
    const fake = read(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
    const values = estimatesOf(deriveFromClasses({ real: EVEN, fake }));
    expect(values.get("classes/entropy")).toMatchObject({ value: Math.LN2, chance: 2 * Math.LN2 });
    expect(values.get("classes/conditional-entropy")).toMatchObject({ value: 0, chance: 0 });
    expect(values.get("classes/inception-score")?.value).toBeCloseTo(2, 12);
    expect(values.get("classes/missing")?.value).toBe(2);
    expect(values.get("classes/missing")?.chance).toBeCloseTo(4 * 0.75 ** 12, 12);
    expect([0, 1, 2, 3].map((place) => values.get(`classes/share/${place}`)?.value)).toEqual([
      0.5, 0.5, 0, 0,
    ]);
    expect(values.get("classes/share/2")?.interval?.high).toBeCloseTo(0.2425, 3);
    expect(values.get("classes/without")).toMatchObject({ value: 0, realCount: 12, fakeCount: 12 });
  });

  it("does not miss a class that no real sample has", () => {
    const values = estimatesOf(
      deriveFromClasses({
        real: read(0, 1, 0, 1, 0, 1, 0, 1, 0, 1),
        fake: read(0, 1, 0, 1, 0, 1, 0, 1, 0, 1),
      }),
    );
    expect(values.get("classes/missing")?.value).toBe(0);
  });

  it("calls a share by its class", () => {
    expect(catalogued("classes/share/7").name).toBe("Share of class 7");
    expect(catalogued("features/a.onnx/recall").name).toBe("Recall");
  });
});
