/** All distances within the first samples of a set, for several measures that look at as many or fewer of them. */
import type { SampleMatrix } from "../sample-matrix.ts";
import { distancesOfPairs, firstRows } from "./pairwise-distances.ts";

export interface DistancesWithin {
  /** How many of the first samples. */
  readonly sampleCount: number;
  /** Of the pairs (0, 1), (0, 2), … (1, 2), …. */
  readonly ofPairs: Float64Array;
}

/**
 * The Euclidean distances within the first `most` samples.
 *
 * `samples` is [samples × features]; in the features' unit, NaN where a feature is not finite. Cost: O(most² · features).
 * Source: the definition.
 * @example
 * const samples = sampleMatrix(Float64Array.of(0, 3, 7), 3, 1);
 * distancesWithin(samples, 3).ofPairs; // => [3, 7, 4]
 */
export function distancesWithin(samples: SampleMatrix, most: number): DistancesWithin {
  const used = firstRows(samples, most);
  return { sampleCount: used.sampleCount, ofPairs: distancesOfPairs(used) };
}

/** Those of the first `count` samples: from `known`, where it has them, or computed. */
export function distancesOfFirst(
  samples: SampleMatrix,
  count: number,
  known?: DistancesWithin | undefined,
): Float64Array {
  const wanted = Math.min(count, samples.sampleCount);
  if (known === undefined || known.sampleCount < wanted) return distancesWithin(samples, wanted).ofPairs;
  if (known.sampleCount === wanted) return known.ofPairs;
  const distances = new Float64Array((wanted * (wanted - 1)) / 2);
  let at = 0;
  let from = 0;
  for (let first = 0; first < wanted; first++) {
    const ofFirst = wanted - first - 1;
    distances.set(known.ofPairs.subarray(from, from + ofFirst), at);
    at += ofFirst;
    from += known.sampleCount - first - 1;
  }
  return distances;
}
