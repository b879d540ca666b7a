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

export interface WrittenChunk<T> {
  readonly chunkIndex: number;
  /** All rows of the chunk, old ones included. */
  readonly rows: T;
}

/** Inside a transaction. Returns the chunks that were written. */
export function appendRows<T>(place: ChunkedRows<T>, added: T): WrittenChunk<T>[] {
  const { chunks, format, key, rowCount } = place;
  const tailRows = rowCount % CHUNK_ROWS;
  const addedColumns = format.columnsOf(added);
  const addedRows = addedColumns[0]?.length ?? 0;
  const all = format.allocate(tailRows + addedRows);
  const columns = format.columnsOf(all);
  const firstChunk = Math.floor(rowCount / CHUNK_ROWS);
  if (tailRows > 0) decodeRowsInto(columns, 0, { bytes: chunkBytes(place, firstChunk), rows: tailRows });
  decodeRowsInto(columns, tailRows, { bytes: encodeRows(addedColumns, 0, addedRows), rows: addedRows });
  const written: WrittenChunk<T>[] = [];
  for (let from = 0; from < tailRows + addedRows; from += CHUNK_ROWS) {
    const chunkIndex = firstChunk + from / CHUNK_ROWS;
    const rows = Math.min(CHUNK_ROWS, tailRows + addedRows - from);
    const bytes = encodeRows(columns, from, from + rows);
    chunks.putSync(chunkKey(key, chunkIndex), bytes);
    const chunk = format.allocate(rows);
    decodeRowsInto(format.columnsOf(chunk), 0, { bytes, rows });
    written.push({ chunkIndex, rows: chunk });
  }
  return written;
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
