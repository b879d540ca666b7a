/** Remembers points, blob references and reading progress; says what changed. */

export { cacheDirectoryFor, type Environment } from "./cache-directory.ts";
export { HandedOverReader } from "./handed-over-reader.ts";
export { knownLossesOf } from "./known-losses.ts";
export type { Notice } from "./lmdb/database.ts";
export { type LmdbReader, openLmdbReader } from "./lmdb/lmdb-reader.ts";
export { type LmdbStore, openLmdbStore } from "./lmdb/lmdb-store.ts";
export { writerOf } from "./lmdb/writer-lock.ts";
export { makeDirectories } from "./make-directories.ts";
export { openMemoryStore } from "./memory-store.ts";
export type {
  BlobIndex,
  FileProgress,
  Ingest,
  RunRecord,
  Store,
  StoreChange,
  StoreReader,
  TagRecord,
} from "./store.ts";
export type {
  EncodedAudio,
  EncodedImages,
  Hyperparameter,
  NumericTensor,
  ValueReader,
} from "./value-reader.ts";
