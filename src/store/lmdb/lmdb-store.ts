/** The store that lasts: LMDB in the user's cache directory, one writer at a time, crash-safe, rebuildable. */
import {
  type BlobColumns,
  type ScalarColumns,
  type SeriesQuery,
  stepsAsNumbers,
  viewOf,
} from "../../model/index.ts";
import { ChangeFeed } from "../change-feed.ts";
import { byRun, fileAfter, runRecordOf } from "../file-in-run.ts";
import { mergeBlobs, mergeScalars } from "../merge-columns.ts";
import type { BlobIndex, Ingest, RunRecord, Store, StoreChange, TagRecord } from "../store.ts";
import { byTag, newTagInFile, tagRecordOf, withBatch } from "../tag-in-file.ts";
import { BLOB_FORMAT, SCALAR_FORMAT, summaryOf } from "./chunks.ts";
import {
  type CacheDatabase,
  type Notice,
  openDatabase,
  storedSeq,
  storeSeq,
  type TagRow,
} from "./database.ts";
import { chunkKey, keyOf, rangeUnder } from "./keys.ts";
import { appendRows, readRows } from "./rows.ts";
import { acquireWriterLock, type WriterLock } from "./writer-lock.ts";

export interface LmdbStoreOptions {
  /** Made if absent. Never the log directory. */
  readonly directory: string;
  /** Told when an older or broken cache is begun anew. */
  readonly notice: Notice;
}

/** Rejects with an `ExplainedError` `STORE_LOCKED` while another process writes to the directory. */
export async function openLmdbStore({ directory, notice }: LmdbStoreOptions): Promise<Store> {
  const lock = await acquireWriterLock(directory);
  try {
    return new LmdbStore(await openDatabase(directory, notice), lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

class LmdbStore implements Store {
  readonly #database: CacheDatabase;
  readonly #lock: WriterLock;
  readonly #changes: ChangeFeed;
  #closed: Promise<void> | undefined;

  constructor(database: CacheDatabase, lock: WriterLock) {
    this.#database = database;
    this.#lock = lock;
    this.#changes = new ChangeFeed(storedSeq(database));
  }

  async append({ run, file, batch }: Ingest): Promise<void> {
    const { runs, files } = this.#database;
    this.#commit({ run, tags: batch.tags.map(({ info }) => info.tag) }, () => {
      const fileKey = keyOf(run, file.path);
      if (!runs.doesExist(keyOf(run))) runs.putSync(keyOf(run), run);
      files.putSync(fileKey, fileAfter(files.get(fileKey) ?? null, file, batch));
      for (const tagBatch of batch.tags) this.#appendTag(run, file.path, tagBatch);
    });
  }

  #appendTag(run: string, path: string, batch: Ingest["batch"]["tags"][number]): void {
    const { tags, scalarChunks, scalarSummaries, blobChunks } = this.#database;
    const key = keyOf(run, batch.info.tag, path);
    const before = tags.get(key) ?? newTagInFile(batch.info);
    tags.putSync(key, { ...withBatch(before, batch), path });
    if (batch.scalars === undefined) {
      appendRows({ chunks: blobChunks, format: BLOB_FORMAT, key, rowCount: before.blobCount }, batch.blobs);
      return;
    }
    const place = { chunks: scalarChunks, format: SCALAR_FORMAT, key, rowCount: before.scalarCount };
    for (const { chunkIndex, rows } of appendRows(place, batch.scalars)) {
      scalarSummaries.putSync(chunkKey(key, chunkIndex), summaryOf(rows));
    }
  }

  async forgetFile(run: string, path: string): Promise<void> {
    const fileKey = keyOf(run, path);
    if (!this.#database.files.doesExist(fileKey)) return;
    const rows = this.#tagRows(keyOf(run)).filter((row) => row.path === path);
    this.#commit({ run, tags: rows.map(({ info }) => info.tag) }, () => {
      this.#database.files.removeSync(fileKey);
      for (const { info } of rows) this.#removeUnder(keyOf(run, info.tag, path));
    });
  }

  async removeRun(run: string): Promise<void> {
    if (!this.#database.runs.doesExist(keyOf(run))) return;
    this.#commit({ run, tags: [] }, () => {
      this.#database.runs.removeSync(keyOf(run));
      for (const key of [...this.#database.files.getKeys(rangeUnder(keyOf(run)))]) {
        this.#database.files.removeSync(key);
      }
      this.#removeUnder(keyOf(run));
    });
  }

  /** All or nothing; readers learn of it afterwards. */
  #commit(change: Omit<StoreChange, "seq">, write: () => void): void {
    this.#database.root.transactionSync(() => {
      write();
      storeSeq(this.#database, this.#changes.seq + 1);
    });
    this.#changes.publish(change);
  }

  #removeUnder(prefix: Buffer): void {
    const { tags, scalarChunks, scalarSummaries, blobChunks } = this.#database;
    for (const kept of [tags, scalarChunks, scalarSummaries, blobChunks]) {
      for (const key of [...kept.getKeys(rangeUnder(prefix))]) kept.removeSync(key);
    }
  }

  async runs(): Promise<readonly RunRecord[]> {
    const names = [...this.#database.runs.getRange().map(({ value }) => value)];
    return names.map((run) => this.#recordOf(run)).sort(byRun);
  }

  async run(run: string): Promise<RunRecord | null> {
    return this.#database.runs.doesExist(keyOf(run)) ? this.#recordOf(run) : null;
  }

  #recordOf(run: string): RunRecord {
    const files = [...this.#database.files.getRange(rangeUnder(keyOf(run))).map(({ value }) => value)];
    return runRecordOf(
      run,
      files.sort((one, other) => (one.progress.path < other.progress.path ? -1 : 1)),
    );
  }

  async tags(run: string): Promise<readonly TagRecord[]> {
    const rows = new Map<string, TagRow[]>();
    for (const row of this.#tagRows(keyOf(run))) {
      const { tag } = row.info;
      rows.set(tag, [...(rows.get(tag) ?? []), row]);
    }
    return [...rows.values()]
      .map(tagRecordOf)
      .filter((record) => record !== null)
      .sort(byTag);
  }

  async scalars(run: string, tag: string): Promise<ScalarColumns> {
    const rows = this.#tagRows(keyOf(run, tag)).filter(({ scalarCount }) => scalarCount > 0);
    const files = rows.map(({ path, scalarCount }) => {
      const chunks = this.#database.scalarChunks;
      return readRows({ chunks, format: SCALAR_FORMAT, key: keyOf(run, tag, path), rowCount: scalarCount });
    });
    const [only] = files;
    return files.length === 1 && only !== undefined ? only : mergeScalars(files);
  }

  async view(query: SeriesQuery) {
    const { steps, wallTimes, values } = await this.scalars(query.run, query.tag);
    return viewOf({ steps: stepsAsNumbers(steps), wallTimes, values }, query);
  }

  async blobs(run: string, tag: string): Promise<BlobIndex> {
    const rows = this.#tagRows(keyOf(run, tag)).filter(({ blobCount }) => blobCount > 0);
    const files = rows.map(({ path, blobCount }): BlobColumns => {
      const chunks = this.#database.blobChunks;
      return readRows({ chunks, format: BLOB_FORMAT, key: keyOf(run, tag, path), rowCount: blobCount });
    });
    return mergeBlobs(
      files,
      rows.map(({ path }) => path),
    );
  }

  /** By path. */
  #tagRows(prefix: Buffer): TagRow[] {
    const rows = [...this.#database.tags.getRange(rangeUnder(prefix)).map(({ value }) => value)];
    return rows.sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  subscribe(listener: (change: StoreChange) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  currentSeq(): number {
    return this.#changes.seq;
  }

  close(): Promise<void> {
    this.#closed ??= this.#database.root.close().then(() => this.#lock.release());
    return this.#closed;
  }
}
