/** Buckets put together from parts: those of points, and chunks that lie in one bucket as a whole. */
import { BUCKET_FLOAT_COLUMNS, type BucketColumns } from "../../model/index.ts";
import type { ChunkSummary } from "./summaries.ts";

type Row = { -readonly [Name in keyof BucketColumns]: number };

export class JoinedBuckets {
  readonly #width: number;
  readonly #rows: Row[] = [];

  constructor(width: number) {
    this.#width = width;
  }

  /** A chunk whose steps all fall in one bucket. Parts come in step order. */
  addChunk(chunk: ChunkSummary): void {
    this.#add({
      firstSteps: chunk.firstStep,
      lastSteps: chunk.lastStep,
      firstWallTimes: chunk.firstWallTime,
      lastWallTimes: chunk.lastWallTime,
      firsts: chunk.first,
      lasts: chunk.last,
      mins: chunk.min,
      maxs: chunk.max,
      minSteps: chunk.minStep,
      maxSteps: chunk.maxStep,
      counts: chunk.count,
      masks: chunk.mask,
    });
  }

  addBuckets(buckets: BucketColumns): void {
    for (let row = 0; row < buckets.counts.length; row++) {
      this.#add({
        firstSteps: buckets.firstSteps[row] ?? Number.NaN,
        lastSteps: buckets.lastSteps[row] ?? Number.NaN,
        firstWallTimes: buckets.firstWallTimes[row] ?? Number.NaN,
        lastWallTimes: buckets.lastWallTimes[row] ?? Number.NaN,
        firsts: buckets.firsts[row] ?? Number.NaN,
        lasts: buckets.lasts[row] ?? Number.NaN,
        mins: buckets.mins[row] ?? Number.NaN,
        maxs: buckets.maxs[row] ?? Number.NaN,
        minSteps: buckets.minSteps[row] ?? Number.NaN,
        maxSteps: buckets.maxSteps[row] ?? Number.NaN,
        counts: buckets.counts[row] ?? 0,
        masks: buckets.masks[row] ?? 0,
      });
    }
  }

  #add(row: Row): void {
    const before = this.#rows.at(-1);
    const isSameBucket =
      before !== undefined &&
      Math.floor(before.lastSteps / this.#width) === Math.floor(row.firstSteps / this.#width);
    if (isSameBucket) extend(before, row);
    else this.#rows.push(row);
  }

  columns(): BucketColumns {
    const rows = this.#rows;
    const floats = Object.fromEntries(
      BUCKET_FLOAT_COLUMNS.map((name) => [name, Float64Array.from(rows, (row) => row[name])]),
      // `fromEntries` forgets the names that it was given.
    ) as Record<(typeof BUCKET_FLOAT_COLUMNS)[number], Float64Array>;
    return {
      ...floats,
      counts: Uint32Array.from(rows, ({ counts }) => counts),
      masks: Uint8Array.from(rows, ({ masks }) => masks),
    };
  }
}

/** As if the later part's points had come one by one: of equal extremes the earlier one stays. */
function extend(bucket: Row, later: Row): void {
  bucket.lastSteps = later.lastSteps;
  bucket.lastWallTimes = later.lastWallTimes;
  bucket.counts += later.counts;
  bucket.masks |= later.masks;
  if (Number.isNaN(later.firsts)) return;
  const hasNoFinite = Number.isNaN(bucket.firsts);
  if (hasNoFinite) bucket.firsts = later.firsts;
  bucket.lasts = later.lasts;
  if (hasNoFinite || later.mins < bucket.mins) {
    bucket.mins = later.mins;
    bucket.minSteps = later.minSteps;
  }
  if (hasNoFinite || later.maxs > bucket.maxs) {
    bucket.maxs = later.maxs;
    bucket.maxSteps = later.maxSteps;
  }
}
