/** Rows of one tag of one file as a row of chunks: only the last one is ever written again. */
import type { Database } from "lmdb";
import { CHUNK_ROWS, type ChunkFormat, decodeRowsInto, encodeRows } from "./chunks.ts";
import { chunkKey } from "./keys.ts";

export interface ChunkedRows<T> {
  readonly chunks: Database<Buffer, Buffer>;
  readonly format: ChunkFormat<T>;
  /** What the chunk keys begin with. */
  readonly key: Buffer;
  /** How many rows the chunks hold. */
  readonly rowCount: number;
}

export interface Chunk<T> {
  readonly key: Buffer;
  readonly bytes: Buffer;
  /** What the bytes say: all rows of the chunk, old ones included. */
  readonly rows: T;
}

/** The chunks that are to be written when `added` follows the rows that are there; writes nothing itself. */
export function chunksAfter<T>(place: ChunkedRows<T>, added: T): Chunk<T>[] {
  const { format, key, rowCount } = place;
  const tailRows = rowCount % CHUNK_ROWS;
  const addedColumns = format.columnsOf(added);
  const addedRows = addedColumns[0]?.length ?? 0;
  const all = format.allocate(tailRows + addedRows);
  const columns = format.columnsOf(all);
  const firstChunk = Math.floor(rowCount / CHUNK_ROWS);
  if (tailRows > 0) decodeRowsInto(columns, 0, { bytes: chunkBytes(place, firstChunk), rows: tailRows });
  decodeRowsInto(columns, tailRows, { bytes: encodeRows(addedColumns, 0, addedRows), rows: addedRows });
  const chunks: Chunk<T>[] = [];
  for (let from = 0; from < tailRows + addedRows; from += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, tailRows + addedRows - from);
    const bytes = encodeRows(columns, from, from + count);
    const rows = format.allocate(count);
    decodeRowsInto(format.columnsOf(rows), 0, { bytes, rows: count });
    chunks.push({ key: chunkKey(key, firstChunk + from / CHUNK_ROWS), bytes, rows });
  }
  return chunks;
}

/** Every row, in columns of their own. */
export function readRows<T>(place: ChunkedRows<T>): T {
  const { format, rowCount } = place;
  const all = format.allocate(rowCount);
  const columns = format.columnsOf(all);
  for (let at = 0; at < rowCount; at += CHUNK_ROWS) {
    const rows = Math.min(CHUNK_ROWS, rowCount - at);
    decodeRowsInto(columns, at, { bytes: chunkBytes(place, at / CHUNK_ROWS), rows });
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
