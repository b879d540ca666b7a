/** All distances within one set of samples, in order, so that medians of redrawn sets cost one walk. */
import { rowsOf, type SampleMatrix } from "../sample-matrix.ts";

/** Pairs in order of distance: pair `p` is samples `first[p]` and `second[p]`, `distances[p]` apart. NaN goes last. */
export interface OrderedPairs {
  readonly sampleCount: number;
  readonly distances: Float64Array;
  readonly first: Uint32Array;
  readonly second: Uint32Array;
}

/** Euclidean distances of every pair. Cost: O(n² · features + n² log n), and 24 bytes a pair. */
export function orderedPairs(samples: SampleMatrix): OrderedPairs {
  const { sampleCount } = samples;
  const pairCount = (sampleCount * (sampleCount - 1)) / 2;
  const distances = new Float64Array(pairCount);
  const first = new Uint32Array(pairCount);
  const second = new Uint32Array(pairCount);
  let pair = 0;
  for (let i = 0; i < sampleCount; i++) {
    for (let j = i + 1; j < sampleCount; j++, pair++) {
      distances[pair] = distanceBetween(samples, i, j);
      first[pair] = i;
      second[pair] = j;
    }
  }
  const order = Uint32Array.from(distances, (_, place) => place).sort(
    (a, b) => placed(distances[a]) - placed(distances[b]) || a - b,
  );
  return {
    sampleCount,
    distances: Float64Array.from(order, (place) => distances[place] ?? Number.NaN),
    first: order.map((place) => first[place] ?? 0),
    second: order.map((place) => second[place] ?? 0),
  };
}

/** The first rows, at most `most`: samples come in no order, so the first are as good as any. */
export function firstRows(samples: SampleMatrix, most: number): SampleMatrix {
  if (samples.sampleCount <= most) return samples;
  return rowsOf(
    samples,
    Array.from({ length: most }, (_, row) => row),
  );
}

/** Finite, so that differences order it: distances that are NaN or overflow go last. */
function placed(distance: number | undefined): number {
  return distance !== undefined && distance < Number.MAX_VALUE ? distance : Number.MAX_VALUE;
}

/** ‖x_i − x_j‖ of the rows `i` and `j`, summed in float64. */
export function distanceBetween({ values, featureCount }: SampleMatrix, i: number, j: number): number {
  let sum = 0;
  for (let feature = 0; feature < featureCount; feature++) {
    // `as number`: both rows are within the matrix.
    const difference =
      (values[i * featureCount + feature] as number) - (values[j * featureCount + feature] as number);
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}

/** The lower median distance of a set in which sample `i` stands `copies[i]` times; copies of one are no pair. */
export function medianOfCopies(pairs: OrderedPairs, copies: ArrayLike<number>): number {
  const { distances, first, second } = pairs;
  const half = weightOfPairs(copies) / 2;
  let seen = 0;
  for (let pair = 0; pair < distances.length; pair++) {
    // `as number`: places of pairs are samples.
    seen += (copies[first[pair] as number] as number) * (copies[second[pair] as number] as number);
    if (seen > 0 && seen >= half) return distances[pair] ?? Number.NaN;
  }
  return Number.NaN;
}

function weightOfPairs(copies: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let place = 0; place < copies.length; place++) {
    const count = copies[place] ?? 0;
    sum += count;
    squares += count * count;
  }
  return (sum * sum - squares) / 2;
}
