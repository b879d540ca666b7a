import { describe, expect, it } from "vitest";
import { seededRandom } from "../random-source.ts";
import { sampleMatrix } from "../sample-matrix.ts";
import { distanceBetween, distancesOfPairs, medianOfCopies, orderedPairs } from "./pairwise-distances.ts";

const SAMPLE_COUNT = 24;

/** On a line, in whole numbers, so that distances are equal by the dozen. */
const random = seededRandom(3);
const samples = sampleMatrix(
  Float64Array.from({ length: SAMPLE_COUNT }, () => Math.floor(10 * random())),
  SAMPLE_COUNT,
  1,
);
const distances = distancesOfPairs(samples);
const pairs = orderedPairs(SAMPLE_COUNT, distances, distances.toSorted());

/** Sample `i` written out `copies[i]` times, and the middle one of all distances but those of copies of one. */
function medianOfWrittenOut(copies: readonly number[]): number {
  const rows = copies.flatMap((count, row) => new Array<number>(count).fill(row));
  const distances = rows.flatMap((row, place) =>
    rows.slice(place + 1).flatMap((other) => (other === row ? [] : [distanceBetween(samples, row, other)])),
  );
  return distances.sort((a, b) => a - b)[Math.ceil(distances.length / 2) - 1] ?? Number.NaN;
}

describe("orderedPairs", () => {
  it("gives each pair once, nearer ones first", () => {
    const places = Array.from(pairs.first, (first, pair) => SAMPLE_COUNT * first + (pairs.second[pair] ?? 0));
    expect(new Set(places).size).toBe((SAMPLE_COUNT * (SAMPLE_COUNT - 1)) / 2);
    const distances = Array.from(pairs.first, (first, pair) =>
      distanceBetween(samples, first, pairs.second[pair] ?? Number.NaN),
    );
    expect([...pairs.distances]).toEqual(distances);
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
  });
});

describe("medianOfCopies", () => {
  it("is the median of the samples written out as often as they were drawn", () => {
    for (let draw = 0; draw < 50; draw++) {
      const copies = new Array<number>(SAMPLE_COUNT).fill(0);
      for (let one = 0; one < SAMPLE_COUNT; one++) {
        const place = Math.floor(SAMPLE_COUNT * random());
        copies[place] = (copies[place] ?? 0) + 1;
      }
      expect(medianOfCopies(pairs, copies)).toBe(medianOfWrittenOut(copies));
    }
  });

  it("finds a median among the nearest pairs, too", () => {
    const values = samples.values;
    const copies = Array.from({ length: SAMPLE_COUNT }, (_, place) =>
      Math.abs((values[place] ?? 0) - 5) <= 1 ? 2 : 0,
    );
    const median = medianOfWrittenOut(copies);
    expect(median).toBeLessThanOrEqual(1);
    expect(medianOfCopies(pairs, copies)).toBe(median);
  });

  it("is not a number where one sample alone was drawn", () => {
    expect(medianOfCopies(pairs, [SAMPLE_COUNT, ...new Array<number>(SAMPLE_COUNT - 1).fill(0)])).toBeNaN();
  });
});
