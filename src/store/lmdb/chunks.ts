/** How a stretch of a tag's rows lies in one value of the database: column after column, in the machine's byte order. */
import type { BlobColumns, ScalarColumns } from "../../model/index.ts";

/**
 * Rows a chunk: of points six pages of 4 KiB, less what LMDB writes before a value. An append rewrites the
 * last chunk, so it should be short; a far view reads one summary a chunk, so it should be long.
 */
export const CHUNK_ROWS = 1020;

type AnyColumn = BigInt64Array | Float64Array | Uint32Array;

export interface ChunkFormat<T> {
  readonly rowBytes: number;
  /** Zeroed columns of so many rows. */
  allocate(rows: number): T;
  /** The columns in the order in which a chunk holds them. */
  columnsOf(rows: T): readonly AnyColumn[];
  /** Views of the first so many rows. */
  firstRows(rows: T, count: number): T;
  /** The columns of a chunk of so many rows, on its own memory; its bytes must begin at a multiple of 8. */
  viewOf(bytes: Uint8Array, rows: number): T;
}

export const SCALAR_FORMAT: ChunkFormat<ScalarColumns> = {
  rowBytes: 24,
  allocate: (rows) => ({
    steps: new BigInt64Array(rows),
    wallTimes: new Float64Array(rows),
    values: new Float64Array(rows),
  }),
  columnsOf: ({ steps, wallTimes, values }) => [steps, wallTimes, values],
  firstRows: ({ steps, wallTimes, values }, count) => ({
    steps: steps.subarray(0, count),
    wallTimes: wallTimes.subarray(0, count),
    values: values.subarray(0, count),
  }),
  viewOf: ({ buffer, byteOffset }, rows) => ({
    steps: new BigInt64Array(buffer, byteOffset, rows),
    wallTimes: new Float64Array(buffer, byteOffset + rows * 8, rows),
    values: new Float64Array(buffer, byteOffset + rows * 16, rows),
  }),
};

/** Of the formats here. */
export const MOST_ROW_BYTES = 36;

export const BLOB_FORMAT: ChunkFormat<BlobColumns> = {
  rowBytes: MOST_ROW_BYTES,
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
  firstRows: ({ steps, wallTimes, offsets, lengths, itemCounts }, count) => ({
    steps: steps.subarray(0, count),
    wallTimes: wallTimes.subarray(0, count),
    offsets: offsets.subarray(0, count),
    lengths: lengths.subarray(0, count),
    itemCounts: itemCounts.subarray(0, count),
  }),
  viewOf: ({ buffer, byteOffset }, rows) => ({
    steps: new BigInt64Array(buffer, byteOffset, rows),
    wallTimes: new Float64Array(buffer, byteOffset + rows * 8, rows),
    offsets: new Float64Array(buffer, byteOffset + rows * 16, rows),
    lengths: new Float64Array(buffer, byteOffset + rows * 24, rows),
    itemCounts: new Uint32Array(buffer, byteOffset + rows * 32, rows),
  }),
};

/** Rows `from` (inclusive) to `to` (exclusive) of some columns. */
export interface Stretch {
  readonly columns: readonly AnyColumn[];
  readonly from: number;
  readonly to: number;
}

/** The bytes of the rows of all stretches, one after the other, at the beginning of `into`. */
export function encodeStretches<T>(
  format: ChunkFormat<T>,
  stretches: readonly Stretch[],
  into: ArrayBuffer,
): Buffer {
  const rows = stretches.reduce((sum, { from, to }) => sum + to - from, 0);
  const bytes = Buffer.from(into, 0, rows * format.rowBytes);
  let columnOffset = 0;
  for (const [index, { BYTES_PER_ELEMENT: size }] of (stretches[0]?.columns ?? []).entries()) {
    let at = columnOffset;
    for (const { columns, from, to } of stretches) {
      const column = columns[index];
      if (column !== undefined) bytes.set(bytesOf(column, from, to), at);
      at += (to - from) * size;
    }
    columnOffset = at;
  }
  return bytes;
}

/** Copies rows of a chunk into the columns, from row `at` on; changes `columns`. */
export function decodeRowsInto(
  columns: readonly AnyColumn[],
  at: number,
  chunk: {
    readonly bytes: Uint8Array;
    /** Rows that the chunk holds. */
    readonly rows: number;
    /** First row to copy, and the row after the last one; all where not given. */
    readonly from?: number;
    readonly to?: number;
  },
): void {
  const { bytes, rows, from = 0, to = rows } = chunk;
  let columnOffset = 0;
  for (const column of columns) {
    const size = column.BYTES_PER_ELEMENT;
    const wanted = bytes.subarray(columnOffset + from * size, columnOffset + to * size);
    bytesOf(column, at, at + to - from).set(wanted);
    columnOffset += rows * size;
  }
}

function bytesOf(column: AnyColumn, from: number, to: number): Uint8Array {
  const size = column.BYTES_PER_ELEMENT;
  return new Uint8Array(column.buffer, column.byteOffset + from * size, (to - from) * size);
}
