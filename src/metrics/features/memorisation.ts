/** Has the generator copied its training data? Distances to training samples, against those of held-out real ones. */
import type { TestedEstimate } from "../estimate.ts";
import { type Progress, partOf, unobserved } from "../progress.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { normalCdf } from "../statistics/normal.ts";
import { cellCentres, cellsOf, countsOf } from "./k-means.ts";
import { nearestNeighbours, nearestWithin } from "./nearest-neighbours.ts";
import { isAllFinite, requireSameFeatures } from "./sample-pair.ts";

export interface MemorisationSets {
  /** What the generator was trained on. */
  readonly train: SampleMatrix;
  /** Real samples that it has not seen. */
  readonly heldOut: SampleMatrix;
  readonly fake: SampleMatrix;
}

export interface CopyingOptions {
  readonly seed: number;
  readonly cells?: number;
  /** The least number of held-out and of generated samples for a cell to count. */
  readonly leastInCell?: number;
  readonly onProgress?: Progress;
}

const DEFAULT_CELLS = 3;
const DEFAULT_LEAST_IN_CELL = 20;
const CLUSTERING_ROUNDS = 30;

/**
 * C_T: are generated samples nearer to the training set than held-out real samples are? A z of the Mann–Whitney test, in
 * the mean over cells of the training set.
 *
 * - Shapes: `train` [l × d], `heldOut` [n × d], `fake` [m × d], row-major.
 * - In standard deviations, chance 0: far below 0 (−3) copying, far above 0 underfitting. `pValue` two-sided, by the
 *   normal law of that mean. `realCount` counts the held-out samples.
 * - NaN when a number is not finite, there are fewer training samples than cells, or no cell has `leastInCell` (20) of both.
 *   Throws `METRICS_FEATURE_COUNTS` when the feature counts differ.
 * - Cost: (n + m)·l·d products and k-means.
 * - Source: Meehan, Chaudhuri & Dasgupta 2020, arXiv:2004.05675, §3.
 * - Differs in the share of ties, which count half, and in giving a p-value.
 *
 * @example
 * const train = sampleMatrix(Float64Array.of(0, 10, 20), 3, 1);
 * const heldOut = sampleMatrix(Float64Array.of(5, 15, 4), 3, 1);
 * const fake = sampleMatrix(Float64Array.of(0.1, 10.2, 20.3), 3, 1);
 * dataCopying({ train, heldOut, fake }, { seed: 1, cells: 1, leastInCell: 2 }).value; // => -1.964
 */
export function dataCopying(sets: MemorisationSets, options: CopyingOptions): TestedEstimate {
  const { train, heldOut, fake } = sets;
  requireSameFeatures(train, heldOut, fake);
  const {
    seed,
    cells = DEFAULT_CELLS,
    leastInCell = DEFAULT_LEAST_IN_CELL,
    onProgress = unobserved,
  } = options;
  const counts = { realCount: heldOut.sampleCount, fakeCount: fake.sampleCount };
  const nothing = { value: Number.NaN, chance: 0, interval: null, ...counts, pValue: Number.NaN };
  if (train.sampleCount < cells || !areAllFinite(sets)) return nothing;
  const third = 1 / 3;
  const centres = cellCentres(train, {
    cells,
    seed,
    rounds: CLUSTERING_ROUNDS,
    onProgress: partOf(onProgress, 0, third),
  });
  const distancesOf = (samples: SampleMatrix, from: number) =>
    byCell(
      samples,
      centres,
      nearestNeighbours(samples, train, { count: 1, onProgress: partOf(onProgress, from, from + third) })
        .squaredDistances,
    );
  const ofHeldOut = distancesOf(heldOut, third);
  const ofFake = distancesOf(fake, 2 * third);
  let [weights, sum, squaredWeights] = [0, 0, 0];
  for (const [cell, real] of ofHeldOut.entries()) {
    const generated = ofFake[cell] ?? [];
    if (Math.min(real.length, generated.length) < leastInCell) continue;
    weights += real.length;
    squaredWeights += real.length ** 2;
    sum += real.length * rankSumZ(generated, real);
  }
  if (weights === 0) return nothing;
  const value = sum / weights;
  const deviation = Math.sqrt(squaredWeights) / weights;
  return { ...nothing, value, pValue: 2 * normalCdf(-Math.abs(value) / deviation) };
}

function byCell(samples: SampleMatrix, centres: SampleMatrix, distances: Float64Array): number[][] {
  const cellOf = cellsOf(samples, centres);
  const found = Array.from(countsOf(cellOf, centres.sampleCount), (): number[] => []);
  for (const [sample, cell] of cellOf.entries()) found[cell]?.push(distances[sample] ?? Number.NaN);
  return found;
}

/** z of Mann and Whitney's U: above 0 where `first` tends to be larger. */
function rankSumZ(first: readonly number[], second: readonly number[]): number {
  const [n, m] = [first.length, second.length];
  const sorted = second.toSorted((a, b) => a - b);
  const below = (value: number, isCounted: (other: number) => boolean) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const other = sorted[middle] ?? Number.NaN;
      if (other < value || (other === value && isCounted(other))) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const wins = first.reduce(
    (sum, value) => sum + (below(value, () => false) + below(value, () => true)) / 2,
    0,
  );
  return (wins - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / TWELVE);
}

/** Of the variance of U, nm(n + m + 1) / 12. */
const TWELVE = 12;

export interface Authenticity extends TestedEstimate {
  /** The share of held-out real samples that pass the same test: it depends on the dimension, and is the chance level. */
  readonly ofHeldOut: number;
}

/**
 * AuthPct: the share of generated samples that lie farther from their nearest training sample than this lies from its own
 * nearest training sample, beside the same share of held-out real samples.
 *
 * - Shapes: `train` [l × d], `heldOut` [n × d], `fake` [m × d], row-major.
 * - Shares in [0, 1]; `chance` is `ofHeldOut`: 39 % in 2 dimensions, 82 % in 128. `pValue` two-sided, of the
 *   two-proportion test. `realCount` counts the held-out samples.
 * - NaN when a number is not finite or a set is too small. Throws `METRICS_FEATURE_COUNTS` when the feature counts differ.
 * - Cost: (l / 2 + n + m)·l·d products.
 * - Source: Alaa et al. 2022, arXiv:2102.08921, §3.3. Differs in the contrast with held-out samples, without which the
 *   share can't be read.
 *
 * @example
 * const train = sampleMatrix(Float64Array.of(0, 1, 2), 3, 1);
 * const heldOut = sampleMatrix(Float64Array.of(0.5, 4), 2, 1);
 * const fake = sampleMatrix(Float64Array.of(0, 1), 2, 1);
 * authenticity({ train, heldOut, fake }).value; // => 0
 * authenticity({ train, heldOut, fake }).ofHeldOut; // => 0.5
 */
export function authenticity(
  sets: MemorisationSets,
  { onProgress = unobserved }: { readonly onProgress?: Progress } = {},
): Authenticity {
  const { train, heldOut, fake } = sets;
  requireSameFeatures(train, heldOut, fake);
  const [n, m] = [heldOut.sampleCount, fake.sampleCount];
  const counts = { realCount: n, fakeCount: m };
  if (train.sampleCount < 2 || Math.min(n, m) === 0 || !areAllFinite(sets)) {
    const value = Number.NaN;
    return { value, chance: value, interval: null, ...counts, pValue: value, ofHeldOut: value };
  }
  const third = 1 / 3;
  const own = nearestWithin(train, { count: 1, onProgress: partOf(onProgress, 0, third) }).squaredDistances;
  const authentic = (samples: SampleMatrix, from: number) => {
    const part = partOf(onProgress, from, from + third);
    const { squaredDistances, places } = nearestNeighbours(samples, train, { count: 1, onProgress: part });
    return squaredDistances.filter((squared, at) => squared > (own[places[at] ?? 0] ?? Number.NaN)).length;
  };
  const [ofReal, ofFake] = [authentic(heldOut, third), authentic(fake, 2 * third)];
  const [value, ofHeldOut, pooled] = [ofFake / m, ofReal / n, (ofReal + ofFake) / (n + m)];
  const z =
    value === ofHeldOut ? 0 : (value - ofHeldOut) / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
  return {
    value,
    chance: ofHeldOut,
    interval: null,
    ...counts,
    pValue: 2 * normalCdf(-Math.abs(z)),
    ofHeldOut,
  };
}

function areAllFinite({ train, heldOut, fake }: MemorisationSets): boolean {
  return isAllFinite(train) && isAllFinite(heldOut) && isAllFinite(fake);
}
