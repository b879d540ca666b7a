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
  while (Math.floor(toStep / width) - Math.floor(fromStep / width) + 1 > maxBuckets) width *= 2;
  return width;
}

/**
 * Reduces rows `from`…`to` to aligned buckets of `width` steps. Every raw extreme is some bucket's
 * `mins`/`maxs` and every non-finite value sets its bucket's mask. Linear in the rows.
 */
export function bucketise(points: Points, from: number, to: number, width: number): BucketColumns {
  const { steps, wallTimes, values } = points;
  const starts = bucketStarts(steps, from, to, width);
  const out = emptyBuckets(starts.length - 1);
  for (let bucket = 0; bucket + 1 < starts.length; bucket++) {
    const start = starts[bucket] ?? from;
    const end = starts[bucket + 1] ?? to;
    out.firstSteps[bucket] = steps[start] ?? 0;
    out.lastSteps[bucket] = steps[end - 1] ?? 0;
    out.firstWallTimes[bucket] = wallTimes[start] ?? 0;
    out.lastWallTimes[bucket] = wallTimes[end - 1] ?? 0;
    out.counts[bucket] = end - start;
    summariseValuesInto(out, bucket, { steps, values, start, end });
  }
  return out;
}

function bucketStarts(steps: Float64Array, from: number, to: number, width: number): number[] {
  const starts: number[] = [];
  let current = Number.NaN;
  for (let i = from; i < to; i++) {
    const bucket = Math.floor((steps[i] ?? 0) / width);
    if (bucket !== current) starts.push(i);
    current = bucket;
  }
  starts.push(to);
  return starts;
}

interface Stretch {
  readonly steps: Float64Array;
  readonly values: Float64Array;
  readonly start: number;
  readonly end: number;
}

function summariseValuesInto(out: BucketColumns, bucket: number, stretch: Stretch): void {
  const { steps, values, start, end } = stretch;
  let minAt = -1;
  let maxAt = -1;
  let firstAt = -1;
  let lastAt = -1;
  let mask = 0;
  for (let i = start; i < end; i++) {
    const value = values[i] ?? Number.NaN;
    mask |= nonFiniteMask(value);
    if (!Number.isFinite(value)) continue;
    if (firstAt < 0) firstAt = i;
    lastAt = i;
    if (minAt < 0 || value < (values[minAt] ?? 0)) minAt = i;
    if (maxAt < 0 || value > (values[maxAt] ?? 0)) maxAt = i;
  }
  out.masks[bucket] = mask;
  out.firsts[bucket] = values[firstAt] ?? Number.NaN;
  out.lasts[bucket] = values[lastAt] ?? Number.NaN;
  out.mins[bucket] = values[minAt] ?? Number.NaN;
  out.maxs[bucket] = values[maxAt] ?? Number.NaN;
  out.minSteps[bucket] = steps[minAt] ?? Number.NaN;
  out.maxSteps[bucket] = steps[maxAt] ?? Number.NaN;
}

/** The mask bit of one value; 0 for a finite one. */
export function nonFiniteMask(value: number): number {
  if (Number.isFinite(value)) return 0;
  if (Number.isNaN(value)) return NON_FINITE_MASK.nan;
  return value > 0 ? NON_FINITE_MASK.plusInfinity : NON_FINITE_MASK.minusInfinity;
}

function emptyBuckets(length: number): BucketColumns {
  const column = () => new Float64Array(length);
  return {
    firstSteps: column(),
    lastSteps: column(),
    firstWallTimes: column(),
    lastWallTimes: column(),
    firsts: column(),
    lasts: column(),
    mins: column(),
    maxs: column(),
    minSteps: column(),
    maxSteps: column(),
    counts: new Uint32Array(length),
    masks: new Uint8Array(length),
  };
}
