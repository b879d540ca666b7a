/** All distances within one set of samples, in order, so that medians of redrawn sets cost one walk. */
import { rowsOf, type SampleMatrix } from "../sample-matrix.ts";
import { distanceTo, writeDistances } from "./row-distances.ts";

/** Pairs in order of distance: pair `p` is samples `first[p]` and `second[p]`, `distances[p]` apart. */
export interface OrderedPairs {
  readonly sampleCount: number;
  readonly distances: Float64Array;
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  readonly nearest: PairsByFirst;
}

/** The nearest pairs, in order of their first sample: of sample `i`, `seconds` from `starts[i]` up to `starts[i + 1]`. */
interface PairsByFirst {
  readonly starts: Uint32Array;
  readonly seconds: Uint32Array;
}

/** The medians of redrawn sets lie beyond so many of the pairs, hardly ever before; these are weighed all at once. */
const SHARE_OF_NEAREST = 0.4;

/** Euclidean distances of the pairs (0, 1), (0, 2), … (1, 2), …. Cost: O(n² · features), and 8 bytes a pair. */
export function distancesOfPairs(samples: SampleMatrix): Float64Array {
  const { sampleCount } = samples;
  const distances = new Float64Array((sampleCount * (sampleCount - 1)) / 2);
  let at = 0;
  for (let row = 0; row < sampleCount; row++) {
    writeDistances({ samples, row }, { samples, first: row + 1, end: sampleCount }, { distances, at });
    at += sampleCount - row - 1;
  }
  return distances;
}

/**
 * `distances`: finite, as `distancesOfPairs` gives them; `sorted`: the same in order. Cost: O(n² log n), and 22 bytes a pair. Numbers sort several
 * times as fast by themselves as places do by a comparison of what stands there: each is then looked up.
 */
export function orderedPairs(
  sampleCount: number,
  distances: Float64Array,
  sorted: Float64Array,
): OrderedPairs {
  const equalsBefore = new Uint32Array(distances.length);
  const first = new Uint32Array(distances.length);
  const second = new Uint32Array(distances.length);
  let pair = 0;
  for (let i = 0; i < sampleCount; i++) {
    for (let j = i + 1; j < sampleCount; j++, pair++) {
      const firstOfEquals = firstPlaceOf(distances[pair] ?? Number.NaN, sorted);
      const place = firstOfEquals + (equalsBefore[firstOfEquals] ?? 0);
      equalsBefore[firstOfEquals] = place - firstOfEquals + 1;
      first[place] = i;
      second[place] = j;
    }
  }
  return {
    sampleCount,
    distances: sorted,
    first,
    second,
    nearest: nearestByFirst(first, second, sampleCount),
  };
}

function nearestByFirst(first: Uint32Array, second: Uint32Array, sampleCount: number): PairsByFirst {
  const pairCount = Math.floor(SHARE_OF_NEAREST * first.length);
  const ends = new Uint32Array(sampleCount + 1);
  for (const one of first.subarray(0, pairCount)) ends[one + 1] = (ends[one + 1] ?? 0) + 1;
  for (let sample = 0; sample < sampleCount; sample++) {
    ends[sample + 1] = (ends[sample + 1] ?? 0) + (ends[sample] ?? 0);
  }
  const starts = ends.slice();
  const seconds = new Uint32Array(pairCount);
  for (let pair = 0; pair < pairCount; pair++) {
    const place = ends[first[pair] ?? 0] ?? 0;
    seconds[place] = second[pair] ?? 0;
    ends[first[pair] ?? 0] = place + 1;
  }
  return { starts, seconds };
}

function firstPlaceOf(value: number, sorted: Float64Array): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    // `as number`: between the ends.
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first rows, at most `most`: samples come in no order, so the first are as good as any. */
export function firstRows(samples: SampleMatrix, most: number): SampleMatrix {
  if (samples.sampleCount <= most) return samples;
  return rowsOf(
    samples,
    Array.from({ length: most }, (_, row) => row),
  );
}

/** ‖x_i − x_j‖ of the rows `i` and `j`. */
export function distanceBetween(samples: SampleMatrix, i: number, j: number): number {
  return distanceTo({ samples, row: i }, { samples, row: j });
}

/** The lower median distance of a set in which sample `i` stands `copies[i]` times; copies of one are no pair. */
export function medianOfCopies(pairs: OrderedPairs, copies: ArrayLike<number>): number {
  const { distances, first, second, nearest } = pairs;
  const half = weightOfPairs(copies) / 2;
  const weightOfNearest = weightOf(nearest, copies);
  const isBeyond = weightOfNearest < half;
  let seen = isBeyond ? weightOfNearest : 0;
  for (let pair = isBeyond ? nearest.seconds.length : 0; pair < distances.length; pair++) {
    // `as number`: places of pairs are samples.
    seen += (copies[first[pair] as number] as number) * (copies[second[pair] as number] as number);
    if (seen > 0 && seen >= half) return distances[pair] ?? Number.NaN;
  }
  return Number.NaN;
}

function weightOf({ starts, seconds }: PairsByFirst, copies: ArrayLike<number>): number {
  let weight = 0;
  for (let sample = 0; sample < copies.length; sample++) {
    const own = copies[sample] ?? 0;
    if (own === 0) continue;
    const end = starts[sample + 1] ?? 0;
    let others = 0;
    // `as number`: places of pairs are samples.
    for (let place = starts[sample] ?? 0; place < end; place++)
      others += copies[seconds[place] as number] as number;
    weight += own * others;
  }
  return weight;
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
