/** How a stretch of a tag's rows lies in one value of the database: column after column, in the machine's byte order. */
import { type BlobColumns, bucketise, type ScalarColumns, stepsAsNumbers } from "../../model/index.ts";

/**
 * Rows a chunk. An append rewrites the last chunk, so a live tag costs up to 48 KiB a commit; a million
 * points make 489 chunks to summarise a far view from.
 */
export const CHUNK_ROWS = 2048;

type AnyColumn = BigInt64Array | Float64Array | Uint32Array;

export interface ChunkFormat<T> {
  /** Zeroed columns of so many rows. */
  allocate(rows: number): T;
  /** The columns in the order in which a chunk holds them. */
  columnsOf(rows: T): readonly AnyColumn[];
}

export const SCALAR_FORMAT: ChunkFormat<ScalarColumns> = {
  allocate: (rows) => ({
    steps: new BigInt64Array(rows),
    wallTimes: new Float64Array(rows),
    values: new Float64Array(rows),
  }),
  columnsOf: ({ steps, wallTimes, values }) => [steps, wallTimes, values],
};

export const BLOB_FORMAT: ChunkFormat<BlobColumns> = {
  allocate: (rows) => ({
    steps: new BigInt64Array(rows),
    wallTimes: new Float64Array(rows),
    offsets: new Float64Array(rows),
    lengths: new Float64Array(rows),
    itemCounts: new Uint32Array(rows),
  }),
  columnsOf: ({ steps, wallTimes, offsets, lengths, itemCounts }) => [
    steps,
    wallTimes,
    offsets,
    lengths,
    itemCounts,
  ],
};

/** The bytes of rows `from` (inclusive) to `to` (exclusive). */
export function encodeRows(columns: readonly AnyColumn[], from: number, to: number): Buffer {
  return Buffer.concat(columns.map((column) => bytesOf(column, from, to)));
}

/** Copies a chunk of `rows` rows into the columns, from row `at` on; changes `columns`. */
export function decodeRowsInto(
  columns: readonly AnyColumn[],
  at: number,
  chunk: { readonly bytes: Uint8Array; readonly rows: number },
): void {
  let offset = 0;
  for (const column of columns) {
    const length = chunk.rows * column.BYTES_PER_ELEMENT;
    bytesOf(column, at, at + chunk.rows).set(chunk.bytes.subarray(offset, offset + length));
    offset += length;
  }
}

function bytesOf(column: AnyColumn, from: number, to: number): Uint8Array {
  const size = column.BYTES_PER_ELEMENT;
  return new Uint8Array(column.buffer, column.byteOffset + from * size, (to - from) * size);
}

/** A chunk of points in one line, as one bucket of the bucket contract: enough for a view that never opens the chunk. */
export interface ChunkSummary {
  readonly count: number;
  readonly firstStep: number;
  readonly lastStep: number;
  readonly firstWallTime: number;
  readonly lastWallTime: number;
  /** Over the finite values; NaN without any. */
  readonly first: number;
  readonly last: number;
  readonly min: number;
  readonly max: number;
  readonly minStep: number;
  readonly maxStep: number;
  /** See `NON_FINITE_MASK`. */
  readonly nonFiniteMask: number;
  readonly nonFiniteCount: number;
  /** No step is smaller than the one before it, so `firstStep` and `lastStep` bound the chunk. */
  readonly isMonotone: boolean;
}

/** Of at least one point. */
export function summaryOf(points: ScalarColumns): ChunkSummary {
  const steps = stepsAsNumbers(points.steps);
  const one = bucketise({ ...points, steps }, 0, steps.length, Number.POSITIVE_INFINITY);
  const only = (column: ArrayLike<number>) => column[0] ?? Number.NaN;
  return {
    count: steps.length,
    firstStep: only(one.firstSteps),
    lastStep: only(one.lastSteps),
    firstWallTime: only(one.firstWallTimes),
    lastWallTime: only(one.lastWallTimes),
    first: only(one.firsts),
    last: only(one.lasts),
    min: only(one.mins),
    max: only(one.maxs),
    minStep: only(one.minSteps),
    maxStep: only(one.maxSteps),
    nonFiniteMask: only(one.masks),
    nonFiniteCount: points.values.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0),
    isMonotone: steps.every((step, row) => row === 0 || step >= (steps[row - 1] ?? step)),
  };
}
