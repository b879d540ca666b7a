import { describe, expect, it } from "vitest";
import { sampleMatrix, seededNormal } from "../metrics/index.ts";
import { measuredFeatures } from "./measured-features.ts";
import { offsetsOf } from "./offset.ts";

const COUNT = 400;

function around(place: readonly number[], seed = 1) {
  const normal = seededNormal(seed);
  const values = Array.from({ length: COUNT }, () => place.map((mean) => mean + normal())).flat();
  return measuredFeatures(sampleMatrix(Float64Array.from(values), COUNT, place.length));
}

describe("offsetsOf", () => {
  it("is 0 along both directions where the means agree", () => {
    const { first, second } = offsetsOf(around([0, 0]), around([0, 0]));
    expect([first, second]).toEqual([0, 0]);
  });

  it("measures how far the means lie apart in median distances, whichever way", () => {
    for (const place of [
      [5, 0],
      [0, -5],
      [3, 4],
    ]) {
      const { first, second } = offsetsOf(around([0, 0]), around(place));
      // The median distance of two draws of a standard normal law on a plane is √(2 · 2 ln 2).
      expect(Math.hypot(first, second)).toBeCloseTo(5 / Math.sqrt(4 * Math.LN2), 1);
    }
  });

  it("changes its sign with the side", () => {
    const [left, right] = [-3, 3].map((place) => offsetsOf(around([0, 0, 0]), around([place, 0, 0])));
    expect(Math.sign(left?.first ?? 0)).toBe(-Math.sign(right?.first ?? 0));
  });

  it("knows one direction of one feature", () => {
    const { first, second } = offsetsOf(around([0]), around([2]));
    expect(Math.abs(first)).toBeCloseTo(2 / 0.95, 0);
    expect(second).toBeNaN();
  });
});
