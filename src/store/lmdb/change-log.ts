/** The latest changes of a store, kept in its database: how other threads and processes learn of them. */
import type { StoreChange } from "../store.ts";
import { type CacheDatabase, storedSeq, storeSeq } from "./database.ts";

/** A reader that looks ten times a second misses one only if more than 40,000 happen in a second. */
const KEPT_CHANGES = 4096;

/** Numbers and writes the changes, in the open transaction. */
export function logChanges(
  database: CacheDatabase,
  lastSeq: number,
  changes: readonly Omit<StoreChange, "seq">[],
): void {
  const { changes: log } = database;
  let seq = lastSeq;
  for (const change of changes) {
    seq += 1;
    log.putSync(seq, change);
    log.removeSync(seq - KEPT_CHANGES);
  }
  storeSeq(database, seq);
}

/** Every change after `seq` that is still known, in order. Fewer than their numbers say where a reader slept long. */
export function changesAfter(database: CacheDatabase, seq: number): StoreChange[] {
  const range = { start: seq + 1, end: storedSeq(database) + 1 };
  return [...database.changes.getRange(range).map(({ key, value }) => ({ seq: key, ...value }))];
}
