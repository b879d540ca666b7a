/** Remembers points, blob references and reading progress; says what changed. */
export type { BlobIndex, FileProgress, Ingest, RunRecord, Store, StoreChange, TagRecord } from "./store.ts";
