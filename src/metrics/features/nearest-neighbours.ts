/** The nearest samples of one set to each of another: what manifolds, copies and duplicates are judged by. */
import { type Progress, unobserved } from "../progress.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { centredTogether, visitSquaredDistances } from "./pairwise.ts";
import { requireSameFeatures } from "./sample-pair.ts";

/** Row-major [query × count], nearest first. */
export interface Neighbours {
  readonly count: number;
  readonly squaredDistances: Float64Array;
  /** Places in the reference set. */
  readonly places: Int32Array;
}

export interface NeighbourOptions {
  /** How many neighbours a query gets. */
  readonly count: number;
  readonly onProgress?: Progress;
}

/** No neighbour yet, or too few samples for as many. */
const NOBODY = -1;

/**
 * The nearest references of each query.
 *
 * - Shapes: `queries` [n × d], `references` [m × d], row-major; answers are [n × count], nearest first, of equally near
 *   ones the earlier in the references first.
 * - Squared Euclidean distances, in [0, ∞); duplicates are at 0 exactly. Where there are fewer than `count` references,
 *   the rest is Infinity at place −1; numbers that are not finite are nobody's neighbours.
 * - Throws `METRICS_FEATURE_COUNTS` when the feature counts differ.
 * - Cost: n·m·d products. Source: exhaustive search.
 *
 * @example
 * const references = sampleMatrix(Float64Array.of(0, 10, 11), 3, 1);
 * const queries = sampleMatrix(Float64Array.of(9), 1, 1);
 * nearestNeighbours(queries, references, { count: 2 }).squaredDistances; // => [1, 4]
 */
export function nearestNeighbours(
  queries: SampleMatrix,
  references: SampleMatrix,
  options: NeighbourOptions,
): Neighbours {
  requireSameFeatures(queries, references);
  const { first: columns, second: rows } = centredTogether(references, queries);
  return neighboursAcross(rows, columns, options);
}

/**
 * The nearest other samples of each sample of one set.
 *
 * - Shape: `samples` [n × d], row-major; answers are [n × count], nearest first; a sample is not its own neighbour, its
 *   duplicates are.
 * - Squared Euclidean distances, as in `nearestNeighbours`.
 * - Cost: n²·d / 2 products. Source: exhaustive search.
 *
 * @example
 * const samples = sampleMatrix(Float64Array.of(0, 10, 11), 3, 1);
 * nearestWithin(samples, { count: 1 }).squaredDistances; // => [100, 1, 1]
 */
export function nearestWithin(samples: SampleMatrix, options: NeighbourOptions): Neighbours {
  return neighboursWithin(centredTogether(samples, samples).first, options);
}

/** `nearestNeighbours` of sets that are centred already. */
export function neighboursAcross(
  rows: SampleMatrix,
  columns: SampleMatrix,
  { count, onProgress = unobserved }: NeighbourOptions,
): Neighbours {
  const found = noNeighbours(rows.sampleCount, count);
  visitSquaredDistances({ rows, columns, onProgress }, (block) => {
    for (let row = block.rows.first; row < block.rows.end; row++) {
      const from = (row - block.rows.first) * block.stride - block.columns.first;
      for (let column = block.columns.first; column < block.columns.end; column++) {
        offer(found, { query: row, reference: column }, block.values[from + column] ?? Number.NaN);
      }
    }
  });
  return found;
}

/** `nearestWithin` of a set that is centred already. */
export function neighboursWithin(
  samples: SampleMatrix,
  { count, onProgress = unobserved }: NeighbourOptions,
): Neighbours {
  const found = noNeighbours(samples.sampleCount, count);
  visitSquaredDistances({ rows: samples, columns: samples, lowerOnly: true, onProgress }, (block) => {
    for (let row = block.rows.first; row < block.rows.end; row++) {
      const from = (row - block.rows.first) * block.stride - block.columns.first;
      const end = Math.min(row, block.columns.end);
      for (let column = block.columns.first; column < end; column++) {
        const squaredDistance = block.values[from + column] ?? Number.NaN;
        offer(found, { query: row, reference: column }, squaredDistance);
        offer(found, { query: column, reference: row }, squaredDistance);
      }
    }
  });
  return found;
}

/** The squared distance of each query to the last of its neighbours: the radius of its ball. */
export function squaredRadii({ count, squaredDistances }: Neighbours): Float64Array {
  return Float64Array.from(
    { length: squaredDistances.length / count },
    (_, query) => squaredDistances[(query + 1) * count - 1] ?? Number.NaN,
  );
}

function noNeighbours(queryCount: number, count: number): Neighbours {
  return {
    count,
    squaredDistances: new Float64Array(queryCount * count).fill(Number.POSITIVE_INFINITY),
    places: new Int32Array(queryCount * count).fill(NOBODY),
  };
}

/** References come in order of their place, so that of equally near ones the earlier keeps its rank. */
function offer(
  { count, squaredDistances, places }: Neighbours,
  { query, reference }: { query: number; reference: number },
  squaredDistance: number,
): void {
  const first = query * count;
  let at = first + count - 1;
  if (!(squaredDistance < (squaredDistances[at] ?? Number.NEGATIVE_INFINITY))) return;
  for (; at > first && squaredDistance < (squaredDistances[at - 1] ?? 0); at--) {
    squaredDistances[at] = squaredDistances[at - 1] ?? Number.NaN;
    places[at] = places[at - 1] ?? NOBODY;
  }
  squaredDistances[at] = squaredDistance;
  places[at] = reference;
}
