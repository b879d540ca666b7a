/** The bucket contract: how a series is reduced for drawing without hiding an extreme or a NaN. */

/** Bits of `BucketColumns.masks`: which kinds of non-finite value fall in the bucket. */
export const NON_FINITE_MASK = { nan: 1, plusInfinity: 2, minusInfinity: 4 } as const;

/**
 * Parallel columns, a row a bucket, in step order. `first` … `max` are over the bucket's finite values
 * and NaN when it has none; a bucket of one point has `counts` 1 and all four equal.
 */
export interface BucketColumns {
  readonly firstSteps: Float64Array;
  readonly lastSteps: Float64Array;
  readonly firstWallTimes: Float64Array;
  readonly lastWallTimes: Float64Array;
  readonly firsts: Float64Array;
  readonly lasts: Float64Array;
  readonly mins: Float64Array;
  readonly maxs: Float64Array;
  readonly minSteps: Float64Array;
  readonly maxSteps: Float64Array;
  readonly counts: Uint32Array;
  readonly masks: Uint8Array;
}

/** The names of the float64 columns, so that they can be moved and resized alike. */
export const BUCKET_FLOAT_COLUMNS = [
  "firstSteps",
  "lastSteps",
  "firstWallTimes",
  "lastWallTimes",
  "firsts",
  "lasts",
  "mins",
  "maxs",
  "minSteps",
  "maxSteps",
] as const satisfies readonly (keyof BucketColumns)[];

/** A run of points with non-decreasing steps (see `segmentsOf`), as the reducer reads it. */
export interface Points {
  readonly steps: Float64Array;
  readonly wallTimes: Float64Array;
  readonly values: Float64Array;
}

/**
 * Smallest power of two for which steps `fromStep`…`toStep` fall in at most `maxBuckets` aligned buckets.
 * Aligned to multiples of itself, so a live append changes only the last bucket and all runs share edges.
 */
export function bucketWidthFor(fromStep: number, toStep: number, maxBuckets: number): number {
  let width = 1;
  while (bucketCount(fromStep, toStep, width) > maxBuckets) width *= 2;
  return width;
}

/** How many aligned buckets of `width` steps a stretch from `fromStep` to `toStep` reaches into, holes counted. */
export function bucketCount(fromStep: number, toStep: number, width: number): number {
  return Math.floor(toStep / width) - Math.floor(fromStep / width) + 1;
}

/** The mask bit of one value; 0 for a finite one. */
export function nonFiniteMask(value: number): number {
  if (Number.isFinite(value)) return 0;
  if (Number.isNaN(value)) return NON_FINITE_MASK.nan;
  return value > 0 ? NON_FINITE_MASK.plusInfinity : NON_FINITE_MASK.minusInfinity;
}

/** Rows `from`…`to` as they are: a bucket each. */
export function rawBuckets(points: Points, from: number, to: number): BucketColumns {
  const steps = points.steps.slice(from, to);
  const wallTimes = points.wallTimes.slice(from, to);
  const finite = points.values.slice(from, to).map((value) => (Number.isFinite(value) ? value : Number.NaN));
  const reduced = bucketMasks(points.values, from, to);
  return {
    firstSteps: steps,
    lastSteps: steps,
    minSteps: steps,
    maxSteps: steps,
    firstWallTimes: wallTimes,
    lastWallTimes: wallTimes,
    firsts: finite,
    lasts: finite,
    mins: finite,
    maxs: finite,
    counts: new Uint32Array(to - from).fill(1),
    masks: reduced,
  };
}

function bucketMasks(values: Float64Array, from: number, to: number): Uint8Array {
  const masks = new Uint8Array(to - from);
  for (let i = from; i < to; i++) masks[i - from] = nonFiniteMask(values[i] ?? Number.NaN);
  return masks;
}
