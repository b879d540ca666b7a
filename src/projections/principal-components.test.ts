import { describe, expect, it } from "vitest";
import { type SampleMatrix, seededNormal } from "../metrics/index.ts";
import { principalComponents, projectOnto } from "./principal-components.ts";
import { symmetricEigen } from "./symmetric-eigen.ts";
import { finish } from "./work.ts";

function normalMatrix(sampleCount: number, scales: readonly number[], seed = 1): SampleMatrix {
  const normal = seededNormal(seed);
  const featureCount = scales.length;
  const values = Float64Array.from(
    { length: sampleCount * featureCount },
    (_, at) => normal() * (scales[at % featureCount] ?? 0) + 5,
  );
  return { sampleCount, featureCount, values };
}

const components = (matrix: SampleMatrix, componentCount: number) =>
  finish(principalComponents(matrix, { componentCount, seed: 1 }));

describe("symmetricEigen", () => {
  it("finds 3 and 1 for [[2, 1], [1, 2]], along the diagonals", () => {
    const { values, vectors } = symmetricEigen(Float64Array.from([2, 1, 1, 2]), 2);
    expect([...values]).toEqual([expect.closeTo(3, 12), expect.closeTo(1, 12)]);
    expect(Math.abs(vectors[0] ?? 0)).toBeCloseTo(Math.SQRT1_2, 12);
    expect(vectors[0]).toBeCloseTo(vectors[1] ?? 0, 12);
  });
});

describe("principalComponents", () => {
  it("finds the variances 9/2 and 1/2 of four points on the axes of an ellipse, and their directions", () => {
    // Covariance with divisor n − 1 = 3: [[6, 0], [0, 2/3]], turned by 45 degrees.
    const half = Math.SQRT1_2;
    const values = Float64Array.from([3 * half, 3 * half, -3 * half, -3 * half, half, -half, -half, half]);
    const found = components({ sampleCount: 4, featureCount: 2, values }, 2);
    expect([...found.variances]).toEqual([expect.closeTo(6, 12), expect.closeTo(2 / 3, 12)]);
    expect([...found.explained]).toEqual([expect.closeTo(0.9, 12), expect.closeTo(0.1, 12)]);
    expect([...found.directions].map(Math.abs)).toEqual(
      [half, half, half, half].map((part) => expect.closeTo(part, 12)),
    );
  });

  it("makes the largest part of each direction positive", () => {
    const { directions, featureCount } = components(normalMatrix(50, [1, 5, 2, 3]), 4);
    for (let rank = 0; rank < 4; rank++) {
      const parts = [...directions.subarray(rank * featureCount, (rank + 1) * featureCount)];
      const largest = parts.reduce((most, part) => (Math.abs(part) > Math.abs(most) ? part : most), 0);
      expect(largest).toBeGreaterThan(0);
    }
  });

  it("gives the same from the Gram matrix as from the covariance", () => {
    const scales = Array.from({ length: 40 }, (_, feature) => 1 / (1 + feature));
    const wide = normalMatrix(30, scales);
    // The same samples three times over have the same directions, and are more than features.
    const tall = {
      sampleCount: 90,
      featureCount: 40,
      values: Float64Array.from([...wide.values, ...wide.values, ...wide.values]),
    };
    const [fromGram, fromCovariance] = [components(wide, 3), components(tall, 3)];
    for (const [at, part] of fromCovariance.directions.entries()) {
      expect(fromGram.directions[at]).toBeCloseTo(part, 8);
    }
    expect([...fromGram.explained]).toEqual(
      [...fromCovariance.explained].map((share) => expect.closeTo(share, 10)),
    );
  });

  it("gives uncorrelated coordinates whose variances are those that it states", () => {
    const matrix = normalMatrix(200, [4, 2, 1, 1, 1]);
    const found = components(matrix, 3);
    const coordinates = projectOnto(found, matrix);
    for (let first = 0; first < 3; first++) {
      for (let second = 0; second < 3; second++) {
        let sum = 0;
        for (let sample = 0; sample < 200; sample++) {
          sum += (coordinates[3 * sample + first] ?? 0) * (coordinates[3 * sample + second] ?? 0);
        }
        expect(sum / 199).toBeCloseTo(first === second ? (found.variances[first] ?? 0) : 0, 8);
      }
    }
  });

  it("explains nothing where all samples are the same", () => {
    const found = components({ sampleCount: 5, featureCount: 3, values: new Float64Array(15).fill(2) }, 2);
    expect([...found.explained]).toEqual([0, 0]);
    expect([...found.variances]).toEqual([0, 0]);
  });
});
