/** The store that lasts: LMDB in the user's cache directory, one writer at a time, crash-safe, rebuildable. */
import {
  type BlobColumns,
  type ScalarColumns,
  type SeriesQuery,
  stepsAsNumbers,
  type TagBatch,
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
import { keyOf, rangeUnder } from "./keys.ts";
import { chunksAfter, readRows } from "./rows.ts";
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

type Write = () => Promise<boolean>;

interface Planned {
  readonly writes: readonly Write[];
  readonly change: Omit<StoreChange, "seq">;
}

class LmdbStore implements Store {
  readonly #database: CacheDatabase;
  readonly #lock: WriterLock;
  readonly #changes: ChangeFeed;
  /** Never rejects: whoever asked for a change hears of its failure. */
  #lastCommit: Promise<void> = Promise.resolve();
  #closed: Promise<void> | undefined;

  constructor(database: CacheDatabase, lock: WriterLock) {
    this.#database = database;
    this.#lock = lock;
    this.#changes = new ChangeFeed(storedSeq(database));
  }

  append({ run, file, batch }: Ingest): Promise<void> {
    return this.#commit(() => {
      const { runs, files } = this.#database;
      const fileKey = keyOf(run, file.path);
      const after = fileAfter(files.get(fileKey) ?? null, file, batch);
      const writes: Write[] = [() => runs.put(keyOf(run), run), () => files.put(fileKey, after)];
      for (const tagBatch of batch.tags) writes.push(...this.#writesOf(run, file.path, tagBatch));
      return { writes, change: { run, tags: batch.tags.map(({ info }) => info.tag) } };
    });
  }

  #writesOf(run: string, path: string, batch: TagBatch): Write[] {
    const { tags, scalarChunks, scalarSummaries, blobChunks } = this.#database;
    const key = keyOf(run, batch.info.tag, path);
    const before = tags.get(key) ?? newTagInFile(batch.info);
    const row: TagRow = { ...withBatch(before, batch), path };
    const writes: Write[] = [() => tags.put(key, row)];
    if (batch.scalars === undefined) {
      const place = { chunks: blobChunks, format: BLOB_FORMAT, key, rowCount: before.blobCount };
      for (const chunk of chunksAfter(place, batch.blobs)) {
        writes.push(() => blobChunks.put(chunk.key, chunk.bytes));
      }
      return writes;
    }
    const place = { chunks: scalarChunks, format: SCALAR_FORMAT, key, rowCount: before.scalarCount };
    for (const chunk of chunksAfter(place, batch.scalars)) {
      const summary = summaryOf(chunk.rows);
      writes.push(() => scalarChunks.put(chunk.key, chunk.bytes));
      writes.push(() => scalarSummaries.put(chunk.key, summary));
    }
    return writes;
  }

  forgetFile(run: string, path: string): Promise<void> {
    return this.#commit(() => {
      const { files } = this.#database;
      const fileKey = keyOf(run, path);
      if (!files.doesExist(fileKey)) return null;
      const rows = this.#tagRows(keyOf(run)).filter((row) => row.path === path);
      const writes: Write[] = [() => files.remove(fileKey)];
      for (const { info } of rows) writes.push(...this.#removalsUnder(keyOf(run, info.tag, path)));
      return { writes, change: { run, tags: rows.map(({ info }) => info.tag) } };
    });
  }

  removeRun(run: string): Promise<void> {
    return this.#commit(() => {
      const { runs, files } = this.#database;
      if (!runs.doesExist(keyOf(run))) return null;
      const fileKeys = [...files.getKeys(rangeUnder(keyOf(run)))];
      const writes: Write[] = [
        () => runs.remove(keyOf(run)),
        ...fileKeys.map((key) => () => files.remove(key)),
        ...this.#removalsUnder(keyOf(run)),
      ];
      return { writes, change: { run, tags: [] } };
    });
  }

  #removalsUnder(prefix: Buffer): Write[] {
    const { tags, scalarChunks, scalarSummaries, blobChunks } = this.#database;
    return [tags, scalarChunks, scalarSummaries, blobChunks].flatMap((kept) =>
      [...kept.getKeys(rangeUnder(prefix))].map((key) => () => kept.remove(key)),
    );
  }

  /**
   * One change after the other, each all or nothing: it is planned on what the one before has left, then
   * written as one batch by LMDB's own thread. Readers learn of it afterwards.
   */
  #commit(plan: () => Planned | null): Promise<void> {
    const done = this.#lastCommit.then(async () => {
      const planned = plan();
      if (planned === null) return;
      const { root } = this.#database;
      const seq = this.#changes.seq + 1;
      await root.batch(() => {
        for (const write of planned.writes) void write();
        void storeSeq(this.#database, seq);
      });
      this.#changes.publish(planned.change);
    });
    this.#lastCommit = done.catch(() => undefined);
    return done;
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
    this.#closed ??= this.#lastCommit
      .then(() => this.#database.root.flushed)
      .then(() => this.#database.root.close())
      .then(() => this.#lock.release());
    return this.#closed;
  }
}
