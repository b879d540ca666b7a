/** Clusters of the real data that generated samples leave out: modes are counted where the data fall into any. */
import type { Estimate } from "../estimate.ts";
import type { SampleMatrix } from "../sample-matrix.ts";
import { neighboursAcross, neighboursWithin } from "./nearest-neighbours.ts";
import { centredTogether, visitSquaredDistances } from "./pairwise.ts";
import { areMeasurable, requireSameFeatures } from "./sample-pair.ts";

/** Samples are linked to so many neighbours: enough that 22 samples of one round cluster hold together. */
const LINKED_NEIGHBOURS = 6;
/** A generated sample belongs to a cluster within this share of the way to the next one; between them it is nobody's. */
const REACH = 0.3;
/** Below a quarter of its share a cluster counts as left out. */
const FAIR_SHARE = 0.25;
/** Fewer expected samples than this may all be missing, or all but one, by chance (1 in 300). */
const FEWEST_EXPECTED = 8;

/**
 * How many clusters of the real samples have less than a quarter of the generated samples that they should.
 *
 * - Shapes: `real` [n × d], `fake` [m × d], row-major; duplicates of a real sample count once.
 * - Clusters are what hangs together when each real sample is linked to its 6 nearest. Only clusters that expect 8 samples are
 *   judged; a whole number ≥ 0, 0 for one law.
 * - NaN when the data are one cluster, none can be judged, a number is not finite or a side has too few samples: nothing is
 *   known of modes then. Throws `METRICS_FEATURE_COUNTS` when the feature counts differ.
 * - Cost: (n² + nm)·d products. Source: the bins of Richardson & Weiss 2018, arXiv:1805.12462, § 4, found by linkage in
 *   place of k-means, so that no bin's border runs through a mode.
 *
 * @example
 * const around = (place) => Array.from({ length: 8 }, (_, at) => place + at / 100);
 * const real = sampleMatrix(Float64Array.from([0, 10, 20].flatMap(around)), 24, 1);
 * const fake = sampleMatrix(Float64Array.from([0, 0, 10].flatMap(around)), 24, 1);
 * missingClusters(real, fake).value; // => 1
 */
export function missingClusters(real: SampleMatrix, fake: SampleMatrix): Estimate {
  requireSameFeatures(real, fake);
  const counts = { realCount: real.sampleCount, fakeCount: fake.sampleCount };
  const of = (value: number): Estimate => ({ value, chance: 0, interval: null, ...counts });
  if (!areMeasurable(real, fake, LINKED_NEIGHBOURS + 1)) return of(Number.NaN);
  const centred = centredTogether(real, fake);
  const distinct = withoutDuplicates(centred.first);
  if (distinct.sampleCount <= LINKED_NEIGHBOURS) return of(Number.NaN);
  const clusterOf = linkedClusters(distinct);
  const sizes = sizesOf(clusterOf);
  if (sizes.length < 2) return of(Number.NaN);
  const found = assigned(centred.second, distinct, clusterOf);
  const near = found.reduce((sum, count) => sum + count, 0);
  const expected = sizes.map((size) => (near * size) / distinct.sampleCount);
  const isJudged = (cluster: number) => (expected[cluster] ?? 0) >= FEWEST_EXPECTED;
  const judged = [...sizes.keys()].filter(isJudged);
  if (judged.length === 0) return of(Number.NaN);
  const isLeftOut = (cluster: number) => (found[cluster] ?? 0) < FAIR_SHARE * (expected[cluster] ?? 0);
  return of(judged.filter(isLeftOut).length);
}

function withoutDuplicates(samples: SampleMatrix): SampleMatrix {
  const { values, sampleCount, featureCount } = samples;
  const { squaredDistances } = neighboursWithin(samples, { count: 1 });
  if (squaredDistances.every((distance) => distance > 0)) return samples;
  const rows = new Map<string, Float64Array>();
  for (let row = 0; row < sampleCount; row++) {
    const own = Float64Array.from(values.subarray(row * featureCount, (row + 1) * featureCount));
    rows.set(own.join(), own);
  }
  const kept = new Float64Array(rows.size * featureCount);
  [...rows.values()].forEach((row, place) => {
    kept.set(row, place * featureCount);
  });
  return { values: kept, sampleCount: rows.size, featureCount };
}

/** [sampleCount]: the number of the cluster that each sample is linked into, counted from 0. */
function linkedClusters(samples: SampleMatrix): Int32Array {
  const { places, count } = neighboursWithin(samples, { count: LINKED_NEIGHBOURS });
  const parents = Int32Array.from({ length: samples.sampleCount }, (_, sample) => sample);
  const rootOf = (sample: number): number => {
    let at = sample;
    while (parents[at] !== at) at = parents[at] ?? at;
    parents[sample] = at;
    return at;
  };
  places.forEach((neighbour, at) => {
    if (neighbour >= 0) parents[rootOf(Math.floor(at / count))] = rootOf(neighbour);
  });
  const numbers = new Map<number, number>();
  return parents.map((_, sample) => {
    const root = rootOf(sample);
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    return number;
  });
}

function sizesOf(clusterOf: Int32Array): number[] {
  const sizes: number[] = [];
  for (const cluster of clusterOf) sizes[cluster] = (sizes[cluster] ?? 0) + 1;
  return sizes;
}

/** Per cluster how many generated samples lie within its reach. */
function assigned(fake: SampleMatrix, real: SampleMatrix, clusterOf: Int32Array): Int32Array {
  const gaps = squaredGaps(real, clusterOf);
  const found = new Int32Array(gaps.length);
  const { places, squaredDistances } = neighboursAcross(fake, real, { count: 1 });
  places.forEach((place, sample) => {
    const cluster = clusterOf[place] ?? Number.NaN;
    const isWithin = (squaredDistances[sample] ?? Number.NaN) <= REACH ** 2 * (gaps[cluster] ?? Number.NaN);
    if (isWithin) found[cluster] = (found[cluster] ?? 0) + 1;
  });
  return found;
}

/** Per cluster the squared distance to the nearest real sample of another. */
function squaredGaps(real: SampleMatrix, clusterOf: Int32Array): Float64Array {
  const gaps = new Float64Array(sizesOf(clusterOf).length).fill(Number.POSITIVE_INFINITY);
  visitSquaredDistances({ rows: real, columns: real }, (block) => {
    for (let row = block.rows.first; row < block.rows.end; row++) {
      const own = clusterOf[row] ?? Number.NaN;
      const from = (row - block.rows.first) * block.stride - block.columns.first;
      for (let column = block.columns.first; column < block.columns.end; column++) {
        const distance = block.values[from + column] ?? Number.NaN;
        if (clusterOf[column] !== own && distance < (gaps[own] ?? Number.NaN)) gaps[own] = distance;
      }
    }
  });
  return gaps;
}
