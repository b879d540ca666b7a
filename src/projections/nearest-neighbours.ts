/** Exact nearest neighbours: every layout starts from them. */
import type { SampleMatrix } from "../metrics/index.ts";
import { PIECE_MULTIPLICATIONS, type Work } from "./work.ts";

/** Row i's neighbours, nearest first, stand at `i * neighbourCount` onwards; a sample is no neighbour of itself. */
export interface NearestNeighbours {
  readonly sampleCount: number;
  readonly neighbourCount: number;
  readonly indices: Int32Array;
  readonly squaredDistances: Float64Array;
}

/** Two tiles of so many samples of 50 features of 8 bytes stay in the first-level cache. */
const TILE_SAMPLES = 32;
/** Some 5 ms. */
const SORTED_ROWS_A_PIECE = 64;

/**
 * The exact `neighbourCount` nearest neighbours of each sample by Euclidean distance.
 *
 * Distances are sums of squared differences, so a duplicate is at exactly 0; neighbours at equal distances
 * stand in the order of their indices. `neighbourCount` is below the number of samples.
 * Costs sampleCount² · featureCount / 2 multiplications.
 */
export function* nearestNeighbours(matrix: SampleMatrix, neighbourCount: number): Work<NearestNeighbours> {
  const { sampleCount, featureCount } = matrix;
  const candidates = new Candidates(sampleCount, neighbourCount);
  const values = matrix.values instanceof Float64Array ? matrix.values : Float64Array.from(matrix.values);
  const total = (sampleCount * sampleCount) / 2;
  let [done, since] = [0, 0];
  for (let from = 0; from < sampleCount; from += TILE_SAMPLES) {
    const to = Math.min(from + TILE_SAMPLES, sampleCount);
    for (let other = from; other < sampleCount; other += TILE_SAMPLES) {
      const otherTo = Math.min(other + TILE_SAMPLES, sampleCount);
      for (let row = from; row < to; row++) {
        compareRow({ values, featureCount, candidates }, row, {
          from: Math.max(other, row + 1),
          to: otherTo,
        });
      }
      since += (to - from) * (otherTo - other);
      if (since * featureCount < PIECE_MULTIPLICATIONS) continue;
      done += since;
      since = 0;
      yield { phase: "finding-neighbours", done: Math.min(done, total), total };
    }
  }
  return yield* candidates.sorted();
}

interface Comparison {
  readonly values: Float64Array;
  readonly featureCount: number;
  readonly candidates: Candidates;
}

/** Four distances at a time: the row's own feature is loaded once for them. */
function compareRow(comparison: Comparison, row: number, others: { from: number; to: number }): void {
  const { values, featureCount, candidates } = comparison;
  const { from, to } = others;
  const end = (row + 1) * featureCount;
  let other = from;
  for (; other + 3 < to; other += 4) {
    let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
    let at0 = other * featureCount;
    let at1 = at0 + featureCount;
    let at2 = at1 + featureCount;
    let at3 = at2 + featureCount;
    for (let at = row * featureCount; at < end; at++) {
      // `as number`, here and below: within the bounds of typed arrays by construction.
      const value = values[at] as number;
      const difference0 = value - (values[at0++] as number);
      const difference1 = value - (values[at1++] as number);
      const difference2 = value - (values[at2++] as number);
      const difference3 = value - (values[at3++] as number);
      sum0 += difference0 * difference0;
      sum1 += difference1 * difference1;
      sum2 += difference2 * difference2;
      sum3 += difference3 * difference3;
    }
    candidates.offer(row, other, sum0);
    candidates.offer(row, other + 1, sum1);
    candidates.offer(row, other + 2, sum2);
    candidates.offer(row, other + 3, sum3);
  }
  for (; other < to; other++) {
    candidates.offer(row, other, squaredDistance(values, featureCount, [row, other]));
  }
}

/** One heap a sample of the nearest seen so far, the farthest of them on top. */
class Candidates {
  readonly #sampleCount: number;
  readonly #count: number;
  readonly #distances: Float64Array;
  readonly #indices: Int32Array;

  constructor(sampleCount: number, neighbourCount: number) {
    this.#sampleCount = sampleCount;
    this.#count = neighbourCount;
    this.#distances = new Float64Array(sampleCount * neighbourCount).fill(Number.POSITIVE_INFINITY);
    this.#indices = new Int32Array(sampleCount * neighbourCount);
  }

  offer(first: number, second: number, distance: number): void {
    if (distance < (this.#distances[first * this.#count] as number)) this.#keep(first, second, distance);
    if (distance < (this.#distances[second * this.#count] as number)) this.#keep(second, first, distance);
  }

  /** Replaces the farthest of `row`'s candidates and lets the newcomer sink to its place. */
  #keep(row: number, neighbour: number, distance: number): void {
    const [distances, indices, count] = [this.#distances, this.#indices, this.#count];
    const base = row * count;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= count) break;
      let farthest = distances[base + child] as number;
      if (child + 1 < count && (distances[base + child + 1] as number) > farthest) {
        child += 1;
        farthest = distances[base + child] as number;
      }
      if (farthest <= distance) break;
      distances[base + place] = farthest;
      indices[base + place] = indices[base + child] as number;
      place = child;
    }
    distances[base + place] = distance;
    indices[base + place] = neighbour;
  }

  /** Ends the search: the heaps are put in order in place. */
  *sorted(): Work<NearestNeighbours> {
    const [distances, indices, count] = [this.#distances, this.#indices, this.#count];
    for (let row = 0; row < this.#sampleCount; row++) {
      if (row % SORTED_ROWS_A_PIECE === 0) {
        yield { phase: "finding-neighbours", done: row, total: this.#sampleCount };
      }
      const base = row * count;
      const distanceOf = distances.slice(base, base + count);
      const indexOf = indices.slice(base, base + count);
      const order = Int32Array.from({ length: count }, (_, place) => place).sort(
        (left, right) =>
          (distanceOf[left] as number) - (distanceOf[right] as number) ||
          (indexOf[left] as number) - (indexOf[right] as number),
      );
      for (let place = 0; place < count; place++) {
        distances[base + place] = distanceOf[order[place] as number] as number;
        indices[base + place] = indexOf[order[place] as number] as number;
      }
    }
    return { sampleCount: this.#sampleCount, neighbourCount: count, indices, squaredDistances: distances };
  }
}

/** Of two rows of `values`, each `width` numbers long. */
export function squaredDistance(
  values: ArrayLike<number>,
  width: number,
  [first, second]: readonly [number, number],
): number {
  let sum = 0;
  for (let feature = 0; feature < width; feature++) {
    const difference =
      (values[first * width + feature] as number) - (values[second * width + feature] as number);
    sum += difference * difference;
  }
  return sum;
}
