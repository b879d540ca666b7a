import { describe, expect, it } from "vitest";
import { fuzzyUnion, memberships } from "./fuzzy-set.ts";
import { nearestNeighbours } from "./nearest-neighbours.ts";
import { calibrate, jointProbabilities, neighboursFor } from "./perplexity.ts";
import { clusters } from "./testing/clusters.ts";
import { finish } from "./work.ts";

const { matrix } = clusters(120);

describe("nearestNeighbours", () => {
  it("agrees with sorting all distances", () => {
    const found = finish(nearestNeighbours(matrix, 7));
    const { sampleCount, featureCount, values } = matrix;
    for (let row = 0; row < sampleCount; row++) {
      const all = Array.from({ length: sampleCount }, (_, other) => ({
        other,
        squared: Array.from({ length: featureCount }, (_, feature) => feature).reduce((sum, feature) => {
          const off =
            (values[row * featureCount + feature] ?? 0) - (values[other * featureCount + feature] ?? 0);
          return sum + off * off;
        }, 0),
      }));
      const nearest = all
        .filter(({ other }) => other !== row)
        .sort((left, right) => left.squared - right.squared);
      expect([...found.indices.subarray(7 * row, 7 * row + 7)]).toEqual(
        nearest.slice(0, 7).map(({ other }) => other),
      );
      expect(found.squaredDistances[7 * row]).toBeCloseTo(nearest[0]?.squared ?? 0, 10);
    }
  });

  it("puts a duplicate at distance 0", () => {
    const values = Float64Array.from([1e6, 0.1, 5, 5, 1e6, 0.1]);
    const found = finish(nearestNeighbours({ sampleCount: 3, featureCount: 2, values }, 1));
    expect([...found.indices]).toEqual([2, 0, 0]);
    expect([found.squaredDistances[0], found.squaredDistances[2]]).toEqual([0, 0]);
  });
});

describe("calibrate", () => {
  it("reaches the perplexity in every row", () => {
    const neighbours = finish(nearestNeighbours(matrix, neighboursFor(20, matrix.sampleCount)));
    const { conditional } = finish(calibrate(neighbours, 20));
    const { neighbourCount } = neighbours;
    for (let row = 0; row < matrix.sampleCount; row++) {
      const shares = [...conditional.subarray(row * neighbourCount, (row + 1) * neighbourCount)];
      const entropy = shares.reduce((sum, share) => sum - (share > 0 ? share * Math.log(share) : 0), 0);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      expect(Math.exp(entropy)).toBeCloseTo(20, 2);
    }
  });

  it("shares equally among neighbours that are equally far", () => {
    const values = Float64Array.from([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    const neighbours = finish(nearestNeighbours({ sampleCount: 3, featureCount: 3, values }, 2));
    expect([...finish(calibrate(neighbours, 1.5)).conditional]).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
  });

  it("makes joint probabilities that sum to 1 over ordered pairs", () => {
    const neighbours = finish(nearestNeighbours(matrix, 30));
    const { weights } = finish(jointProbabilities(neighbours, finish(calibrate(neighbours, 10)).conditional));
    expect(2 * weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });
});

describe("the fuzzy graph", () => {
  it("gives memberships that sum to log₂ of the number of neighbours, 1 for the nearest", () => {
    const member = finish(memberships(finish(nearestNeighbours(matrix, 15))));
    for (let row = 0; row < matrix.sampleCount; row++) {
      const ofRow = member.subarray(15 * row, 15 * row + 15);
      expect(ofRow[0]).toBe(1);
      expect(ofRow.reduce((sum, share) => sum + share, 0)).toBeCloseTo(Math.log2(15), 4);
    }
  });

  it("unites a and b as a + b − ab", () => {
    expect([fuzzyUnion(0.5, 0.25), fuzzyUnion(1, 0.3), fuzzyUnion(0, 0.3)]).toEqual([0.625, 1, 0.3]);
  });
});
