/** Builds buckets from points and from whole buckets, in step order, without an object a bucket. */
import {
  BUCKET_FLOAT_COLUMNS,
  type BucketColumns,
  bucketCount,
  nonFiniteMask,
  type Points,
} from "./buckets.ts";

/**
 * Reduces rows `from`…`to` to aligned buckets of `width` steps. Every raw extreme is some bucket's
 * `mins`/`maxs` and every non-finite value sets its bucket's mask. Linear in the rows.
 */
export function bucketise(points: Points, from: number, to: number, width: number): BucketColumns {
  const reach = bucketCount(points.steps[from] ?? 0, points.steps[to - 1] ?? 0, width);
  const builder = new BucketBuilder(width, Math.min(to - from, reach));
  builder.addPoints(points, from, to);
  return builder.columns();
}

/** One row of `BucketColumns`. */
export type BucketRow = { readonly [Name in keyof BucketColumns]: number };

const FLOAT_BYTES = Float64Array.BYTES_PER_ELEMENT;
const BYTES_A_ROW = BUCKET_FLOAT_COLUMNS.length * FLOAT_BYTES + Uint32Array.BYTES_PER_ELEMENT + 1;

/** What is added falls into aligned buckets of `width` steps; neighbours in one bucket become one row. */
export class BucketBuilder {
  readonly #width: number;
  readonly #columns: BucketColumns;
  #length = 0;
  /** Number of the last row's bucket. */
  #bucket = Number.NaN;

  /** `capacity` is the largest number of rows that may come. */
  constructor(width: number, capacity: number) {
    this.#width = width;
    this.#columns = zeroBuckets(capacity);
  }

  /** Rows `from` (inclusive) to `to` (exclusive). */
  addPoints(points: Points, from: number, to: number): void {
    const { steps } = points;
    const width = this.#width;
    for (let start = from; start < to; ) {
      const bucket = Math.floor((steps[start] ?? 0) / width);
      let end = start + 1;
      while (end < to && Math.floor((steps[end] ?? 0) / width) === bucket) end++;
      const row = this.#rowOf(bucket, { step: steps[start] ?? 0, wallTime: points.wallTimes[start] ?? 0 });
      this.#columns.lastSteps[row] = steps[end - 1] ?? 0;
      this.#columns.lastWallTimes[row] = points.wallTimes[end - 1] ?? 0;
      this.#columns.counts[row] = (this.#columns.counts[row] ?? 0) + end - start;
      extendWithValues(this.#columns, row, { points, start, end });
      start = end;
    }
  }

  /** A bucket whose steps all fall in one of these. */
  addBucket(added: BucketRow): void {
    const bucket = Math.floor(added.firstSteps / this.#width);
    const row = this.#rowOf(bucket, { step: added.firstSteps, wallTime: added.firstWallTimes });
    const out = this.#columns;
    out.lastSteps[row] = added.lastSteps;
    out.lastWallTimes[row] = added.lastWallTimes;
    out.counts[row] = (out.counts[row] ?? 0) + added.counts;
    out.masks[row] = (out.masks[row] ?? 0) | added.masks;
    if (Number.isNaN(added.firsts)) return;
    if (Number.isNaN(out.firsts[row])) out.firsts[row] = added.firsts;
    out.lasts[row] = added.lasts;
    // NaN, where there is nothing yet, is neither smaller nor larger.
    if (!(added.mins >= (out.mins[row] ?? Number.NaN))) {
      out.mins[row] = added.mins;
      out.minSteps[row] = added.minSteps;
    }
    if (!(added.maxs <= (out.maxs[row] ?? Number.NaN))) {
      out.maxs[row] = added.maxs;
      out.maxSteps[row] = added.maxSteps;
    }
  }

  /** What was added so far. */
  columns(): BucketColumns {
    const cut = <T extends { subarray(from: number, to: number): T }>(column: T) =>
      column.subarray(0, this.#length);
    return mapColumns(this.#columns, cut);
  }

  #rowOf(bucket: number, first: { readonly step: number; readonly wallTime: number }): number {
    if (bucket === this.#bucket) return this.#length - 1;
    const row = this.#length++;
    const { firstSteps, firstWallTimes, firsts, lasts, mins, maxs, minSteps, maxSteps } = this.#columns;
    this.#bucket = bucket;
    firstSteps[row] = first.step;
    firstWallTimes[row] = first.wallTime;
    for (const column of [firsts, lasts, mins, maxs, minSteps, maxSteps]) column[row] = Number.NaN;
    return row;
  }
}

interface Stretch {
  readonly points: Points;
  readonly start: number;
  readonly end: number;
}

/** Of equal extremes the earlier one stays. */
function extendWithValues(out: BucketColumns, row: number, { points, start, end }: Stretch): void {
  const { steps, values } = points;
  let first = out.firsts[row] ?? Number.NaN;
  let last = out.lasts[row] ?? Number.NaN;
  let min = out.mins[row] ?? Number.NaN;
  let max = out.maxs[row] ?? Number.NaN;
  let minAt = -1;
  let maxAt = -1;
  let mask = 0;
  for (let i = start; i < end; i++) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) {
      mask |= nonFiniteMask(value);
      continue;
    }
    if (Number.isNaN(first)) first = value;
    last = value;
    // NaN, where there is nothing yet, is neither smaller nor larger.
    if (!(value >= min)) {
      min = value;
      minAt = i;
    }
    if (!(value <= max)) {
      max = value;
      maxAt = i;
    }
  }
  out.firsts[row] = first;
  out.lasts[row] = last;
  out.mins[row] = min;
  out.maxs[row] = max;
  if (minAt >= 0) out.minSteps[row] = steps[minAt] ?? 0;
  if (maxAt >= 0) out.maxSteps[row] = steps[maxAt] ?? 0;
  out.masks[row] = (out.masks[row] ?? 0) | mask;
}

/** All columns in one piece of memory: hundreds of series are reduced for one answer. */
function zeroBuckets(rows: number): BucketColumns {
  const memory = new ArrayBuffer(rows * BYTES_A_ROW);
  let at = 0;
  const float = () => {
    const column = new Float64Array(memory, at, rows);
    at += rows * FLOAT_BYTES;
    return column;
  };
  return {
    firstSteps: float(),
    lastSteps: float(),
    firstWallTimes: float(),
    lastWallTimes: float(),
    firsts: float(),
    lasts: float(),
    mins: float(),
    maxs: float(),
    minSteps: float(),
    maxSteps: float(),
    counts: new Uint32Array(memory, at, rows),
    masks: new Uint8Array(memory, at + rows * Uint32Array.BYTES_PER_ELEMENT, rows),
  };
}

function mapColumns(
  columns: BucketColumns,
  change: <T extends { subarray(from: number, to: number): T }>(column: T) => T,
): BucketColumns {
  return {
    firstSteps: change(columns.firstSteps),
    lastSteps: change(columns.lastSteps),
    firstWallTimes: change(columns.firstWallTimes),
    lastWallTimes: change(columns.lastWallTimes),
    firsts: change(columns.firsts),
    lasts: change(columns.lasts),
    mins: change(columns.mins),
    maxs: change(columns.maxs),
    minSteps: change(columns.minSteps),
    maxSteps: change(columns.maxSteps),
    counts: change(columns.counts),
    masks: change(columns.masks),
  };
}
