/** Rows of one tag of one file as a row of chunks: only the last one is ever written again. */
import type { Database } from "lmdb";
import {
  CHUNK_ROWS,
  type ChunkFormat,
  decodeRowsInto,
  encodeStretches,
  MOST_ROW_BYTES,
  type Stretch,
} from "./chunks.ts";
import { chunkKey } from "./keys.ts";

export interface ChunkedRows<T> {
  readonly chunks: Database<Buffer, Buffer>;
  readonly format: ChunkFormat<T>;
  /** What the chunk keys begin with. */
  readonly key: Buffer;
  /** How many rows the chunks hold. */
  readonly rowCount: number;
}

export interface FullChunk<T> {
  readonly index: number;
  /** Its rows, old ones included; valid until the next chunk is written. */
  readonly rows: T;
}

/** The chunk being written: in an open transaction the database copies it at once. */
const scratch = new ArrayBuffer(CHUNK_ROWS * MOST_ROW_BYTES);

/**
 * Writes the rows that follow those that are there, in the open transaction, and returns what `note` makes of each
 * chunk that it filled.
 */
export function appendRows<T, Note>(
  place: ChunkedRows<T>,
  added: readonly T[],
  note: (full: FullChunk<T>) => Note,
): Note[] {
  const { chunks, format, key, rowCount } = place;
  const firstChunk = Math.floor(rowCount / CHUNK_ROWS);
  const stretches = stretchesOf(place, firstChunk, added);
  const total = stretches.reduce((sum, { to }) => sum + to, 0);
  const notes: Note[] = [];
  for (let from = 0; from < total; from += CHUNK_ROWS) {
    const index = firstChunk + from / CHUNK_ROWS;
    const parts = between(stretches, from, Math.min(from + CHUNK_ROWS, total));
    const bytes = encodeStretches(format, parts, scratch);
    chunks.putSync(chunkKey(key, index), bytes);
    if (total - from >= CHUNK_ROWS) notes.push(note({ index, rows: format.viewOf(bytes, CHUNK_ROWS) }));
  }
  return notes;
}

/** The rows of the last chunk, if it is not full, and those that follow. */
function stretchesOf<T>(place: ChunkedRows<T>, lastChunk: number, added: readonly T[]): Stretch[] {
  const { format, rowCount } = place;
  const tailRows = rowCount % CHUNK_ROWS;
  const stretches = added.map((rows): Stretch => {
    const columns = format.columnsOf(rows);
    return { columns, from: 0, to: columns[0]?.length ?? 0 };
  });
  if (tailRows === 0) return stretches;
  const bytes = new Uint8Array(tailRows * format.rowBytes);
  bytes.set(chunkBytes(place, lastChunk).subarray(0, bytes.length));
  const tail = format.viewOf(bytes, tailRows);
  return [{ columns: format.columnsOf(tail), from: 0, to: tailRows }, ...stretches];
}

/** The parts of the stretches that make up rows `from` to `to` of them all. */
function between(stretches: readonly Stretch[], from: number, to: number): Stretch[] {
  const parts: Stretch[] = [];
  let start = 0;
  for (const { columns, to: length } of stretches) {
    const first = Math.max(from - start, 0);
    const end = Math.min(to - start, length);
    if (first < end) parts.push({ columns, from: first, to: end });
    start += length;
  }
  return parts;
}

export interface WantedRows<T> {
  /** Inclusive; the first where not given. */
  readonly from?: number;
  /** Exclusive; all that there are where not given. */
  readonly to?: number;
  /** Columns to fill from their beginning; new ones where not given. */
  readonly into?: T;
}

/** The rows in columns of their length, which are views of `into` where that is given. */
export function readRows<T>(place: ChunkedRows<T>, wanted: WantedRows<T> = {}): T {
  const { format, rowCount } = place;
  const { from = 0, to = rowCount, into } = wanted;
  const all = into === undefined ? format.allocate(to - from) : format.firstRows(into, to - from);
  const columns = format.columnsOf(all);
  for (let index = Math.floor(from / CHUNK_ROWS); index * CHUNK_ROWS < to; index++) {
    const start = index * CHUNK_ROWS;
    const first = Math.max(from, start);
    decodeRowsInto(columns, first - from, {
      bytes: chunkBytes(place, index),
      rows: Math.min(CHUNK_ROWS, rowCount - start),
      from: first - start,
      to: Math.min(to, start + CHUNK_ROWS) - start,
    });
  }
  return all;
}

/** Valid until the next reading of the database. */
function chunkBytes<T>({ chunks, key }: ChunkedRows<T>, chunkIndex: number): Uint8Array {
  const bytes = chunks.getBinaryFast(chunkKey(key, chunkIndex));
  if (bytes === undefined)
    throw new Error(`The cache misses chunk ${chunkIndex} of a series that counts it.`);
  return bytes;
}
