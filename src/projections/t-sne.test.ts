import { describe, expect, it } from "vitest";
import { seededNormal } from "../metrics/index.ts";
import { nearestNeighbours } from "./nearest-neighbours.ts";
import { calibrate, jointProbabilities } from "./perplexity.ts";
import { RepulsionField } from "./repulsion.ts";
import { TSneDescent } from "./t-sne.ts";
import { Divergence } from "./t-sne-gradient.ts";
import { clusters } from "./testing/clusters.ts";
import { finish } from "./work.ts";

function randomPositions(pointCount: number, scale: number): Float64Array {
  const normal = seededNormal(3);
  return Float64Array.from({ length: 2 * pointCount }, () => scale * normal());
}

/** By the definition, over all pairs. */
function allPairs(positions: Float64Array) {
  const forces = new Float64Array(positions.length);
  let normaliser = 0;
  for (let first = 0; first < positions.length; first += 2) {
    for (let second = 0; second < positions.length; second += 2) {
      if (first === second) continue;
      const offX = (positions[first] ?? 0) - (positions[second] ?? 0);
      const offY = (positions[first + 1] ?? 0) - (positions[second + 1] ?? 0);
      const weight = 1 / (1 + offX * offX + offY * offY);
      normaliser += weight;
      forces[first] = (forces[first] ?? 0) + weight * weight * offX;
      forces[first + 1] = (forces[first + 1] ?? 0) + weight * weight * offY;
    }
  }
  return { forces, normaliser };
}

function relativeError(found: Float64Array, exact: Float64Array): number {
  const squared = exact.reduce((sum, value, at) => sum + ((found[at] ?? 0) - value) ** 2, 0);
  return Math.sqrt(squared / exact.reduce((sum, value) => sum + value * value, 0));
}

describe("repulsion", () => {
  const positions = randomPositions(600, 8);

  it("equals the sum over all pairs at θ = 0", () => {
    const [found, exact] = [new RepulsionField(600).at(positions, 0), allPairs(positions)];
    expect(found.normaliser / exact.normaliser).toBeCloseTo(1, 12);
    expect(relativeError(found.forces, exact.forces)).toBeLessThan(1e-12);
  });

  it("stays within 2 % of the forces and 0.2 % of the normaliser at θ = 0.5", () => {
    const [found, exact] = [new RepulsionField(600).at(positions, 0.5), allPairs(positions)];
    expect(relativeError(found.forces, exact.forces)).toBeLessThan(0.02);
    expect(Math.abs(found.normaliser / exact.normaliser - 1)).toBeLessThan(0.002);
  });

  it("sums to zero: every push has its counterpart", () => {
    const { forces } = new RepulsionField(600).at(positions, 0);
    expect(forces.reduce((sum, force) => sum + force, 0)).toBeCloseTo(0, 9);
  });

  it("counts points at one place without pushing them", () => {
    const found = new RepulsionField(40).at(new Float64Array(80).fill(1), 0.5);
    expect(found.normaliser).toBe(40 * 39);
    expect(found.forces.every((force) => force === 0)).toBe(true);
  });
});

describe("t-SNE", () => {
  const { matrix } = clusters(60);
  const neighbours = finish(nearestNeighbours(matrix, 30));
  const edges = finish(jointProbabilities(neighbours, finish(calibrate(neighbours, 10)).conditional));

  it("goes down the gradient of its divergence, as finite differences find it", () => {
    const positions = randomPositions(60, 2);
    const divergence = new Divergence(edges, 0);
    const gradient = divergence.gradientAt(positions, 1).slice();
    const step = 1e-5;
    for (const at of [0, 1, 17, 64, 119]) {
      const moved = (by: number) => positions.map((value, place) => (place === at ? value + by : value));
      const slope = (divergence.at(moved(step)) - divergence.at(moved(-step))) / (2 * step);
      expect(slope).toBeCloseTo(gradient[at] ?? Number.NaN, 7);
    }
  });

  it("lowers its divergence", () => {
    const start = randomPositions(60, 1e-2);
    const options = { iterations: 200, exaggeratedIterations: 50, exaggeration: 4, theta: 0.5 };
    const descent = new TSneDescent(edges, start, options);
    const before = descent.divergence();
    while (!descent.isDone) descent.iterate();
    expect(descent.divergence()).toBeLessThan(before / 2);
  });
});
