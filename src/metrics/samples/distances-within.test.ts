import { describe, expect, it } from "vitest";
import { seededNormal } from "../random-source.ts";
import { sampleMatrix } from "../sample-matrix.ts";
import { distancesOfFirst, distancesWithin } from "./distances-within.ts";
import { energyCoefficient } from "./energy-coefficient.ts";
import { ownVariety } from "./own-variety.ts";
import { distanceBetween } from "./pairwise-distances.ts";
import { pairwiseSpread } from "./pairwise-spread.ts";
import { writeDistances } from "./row-distances.ts";

const FEATURES = 7;

function normals(count: number, seed: number) {
  const normal = seededNormal(seed);
  return sampleMatrix(
    Float64Array.from({ length: count * FEATURES }, () => normal()),
    count,
    FEATURES,
  );
}

describe("writeDistances", () => {
  it("gives each pair the bits that it has alone, in groups of four and in what is left", () => {
    const samples = normals(12, 1);
    const distances = new Float64Array(11);
    writeDistances({ samples, row: 0 }, { samples, first: 1, end: 12 }, { distances, at: 0 });
    expect([...distances]).toEqual(Array.from(distances, (_, at) => distanceBetween(samples, 0, at + 1)));
  });
});

describe("distancesOfFirst", () => {
  it("finds those of fewer samples among those of more", () => {
    const samples = normals(9, 2);
    const known = distancesWithin(samples, 8);
    expect(distancesOfFirst(samples, 5, known)).toEqual(distancesWithin(samples, 5).ofPairs);
    expect(distancesOfFirst(samples, 8, known)).toBe(known.ofPairs);
  });

  it("computes those of more samples than are known", () => {
    const samples = normals(9, 2);
    expect(distancesOfFirst(samples, 9, distancesWithin(samples, 4))).toEqual(
      distancesWithin(samples, 9).ofPairs,
    );
  });
});

it("changes no measure that is given the distances it would compute", () => {
  const [real, fake] = [normals(70, 3), normals(140, 4)];
  const known = { real: distancesWithin(real, 128), fake: distancesWithin(fake, 128) };
  expect(energyCoefficient({ real, fake, seed: 1, known })).toEqual(
    energyCoefficient({ real, fake, seed: 1 }),
  );
  expect(ownVariety(fake, known.fake)).toEqual(ownVariety(fake));
  const spreads = [known.fake, undefined].map((given) => pairwiseSpread(fake, { seed: 1, known: given }));
  const [drawn, drawnWithout] = spreads.map(({ drawnMedians }) => drawnMedians());
  expect(drawn).toEqual(drawnWithout);
});
