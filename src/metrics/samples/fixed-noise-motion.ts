/** How far samples of the same noise move between snapshots: a generator that keeps hopping learns nothing. */
import { ExplainedError } from "../../model/index.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { median } from "../statistics/quantiles.ts";

export interface FixedNoiseDisplacement {
  /** ‖after_i − before_i‖ of each position, in the features' unit. */
  readonly byPosition: Float64Array;
  readonly median: number;
  /** The median over the median distance between real samples: 1 means that each sample moved to another one. */
  readonly relative: number;
}

export interface FixedNoiseDisplacementRequest {
  /** [positions × features] of one snapshot; position i is made from the same noise in both. */
  readonly before: SampleMatrix;
  readonly after: SampleMatrix;
  /** The median distance between two real samples in these features, as `pairwiseDistanceRatio` divides by. */
  readonly realMedianDistance: number;
}

/**
 * How far each sample of a fixed bank of noise moved between two snapshots.
 *
 * Distances ≥ 0; 0 for a generator that stands still, NaN where a feature is. Throws `METRICS_POSITIONS` when the
 * snapshots differ in size: positions could not be matched. Cost: O(positions · features).
 * Source: our own instrument. Below 0.02 (relative) with poor samples, the generator is starved of gradient.
 * @example
 * const before = sampleMatrix(Float64Array.of(0, 0, 3, 4), 2, 2);
 * const after = sampleMatrix(Float64Array.of(3, 4, 3, 4), 2, 2);
 * fixedNoiseDisplacement({ before, after, realMedianDistance: 5 }).relative; // => 0.5
 */
export function fixedNoiseDisplacement(request: FixedNoiseDisplacementRequest): FixedNoiseDisplacement {
  const { before, after, realMedianDistance } = request;
  requireSamePositions(before, after);
  const byPosition = Float64Array.from({ length: before.sampleCount }, (_, position) =>
    displacement(before, after, position),
  );
  const middle = median(byPosition);
  return { byPosition, median: middle, relative: middle / realMedianDistance };
}

function displacement(before: SampleMatrix, after: SampleMatrix, position: number): number {
  const { featureCount } = before;
  let sum = 0;
  for (let feature = 0; feature < featureCount; feature++) {
    const place = position * featureCount + feature;
    sum += ((after.values[place] ?? Number.NaN) - (before.values[place] ?? Number.NaN)) ** 2;
  }
  return Math.sqrt(sum);
}

function requireSamePositions(before: SampleMatrix, after: SampleMatrix): void {
  const shapes = [before, after].map(({ sampleCount, featureCount }) => `${sampleCount} × ${featureCount}`);
  if (shapes[0] === shapes[1]) return;
  throw new ExplainedError({
    code: "METRICS_POSITIONS",
    what: `The first snapshot is ${shapes[0]} (positions × features), the second ${shapes[1]}.`,
    why: "Only samples made from the same noise can be said to have moved.",
    fix: "Log the same bank of noise at every snapshot.",
  });
}

/**
 * The share of positions whose class differs between two snapshots.
 *
 * `before`, `after`: one class a position, such as the digit that a classifier reads. In [0, 1]; 0 for a generator
 * that stands still, 1 − Σp² for one that draws classes anew. NaN without positions or with different numbers of them.
 * Cost: O(positions). Source: our own instrument.
 * @example
 * classChangeShare([1, 7, 7, 3], [1, 7, 1, 3]); // => 0.25
 */
export function classChangeShare(before: ArrayLike<number>, after: ArrayLike<number>): number {
  if (before.length !== after.length) return Number.NaN;
  return Array.from(before).filter((label, position) => label !== after[position]).length / before.length;
}

/**
 * The mode-hopping index: how far the generator moves between snapshots, over how wrong it is.
 *
 * `distance` measures two clouds of samples, such as sliced Wasserstein-2; `snapshots` are in order of training.
 * mean over b of distance(Y_b, Y_b+1), over the mean of distance(Y_b, real). No unit, ≥ 0; from 0.5 on the generator
 * moves as far from snapshot to snapshot as it is wrong: it cycles. It has no value at equality (0/0). NaN with fewer
 * than two snapshots. Cost: two distances a snapshot. Source: our own instrument.
 * @example
 * const cloud = (place) => sampleMatrix(Float64Array.of(place), 1, 1);
 * const distance = (a, b) => Math.abs(a.values[0] - b.values[0]);
 * modeHoppingIndex({ snapshots: [cloud(1), cloud(-1), cloud(1)], real: cloud(0), distance }); // => 2
 */
export function modeHoppingIndex(request: {
  readonly snapshots: readonly SampleMatrix[];
  readonly real: SampleMatrix;
  readonly distance: (first: SampleMatrix, second: SampleMatrix) => number;
}): number {
  const { snapshots, real, distance } = request;
  const moves = snapshots.slice(1).map((after, place) => distance(snapshots[place] ?? after, after));
  const errors = snapshots.map((snapshot) => distance(snapshot, real));
  return meanOf(moves) / meanOf(errors);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
