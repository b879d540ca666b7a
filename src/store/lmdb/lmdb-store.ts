/** The store that lasts: LMDB in the user's cache directory, one writer at a time, crash-safe, rebuildable. */
import type { ScalarColumns, SeriesQuery, SeriesView } from "../../model/index.ts";
import { ChangeFeed } from "../change-feed.ts";
import type { BlobIndex, Ingest, RunRecord, Store, StoreChange, TagRecord } from "../store.ts";
import { logChanges } from "./change-log.ts";
import {
  type CacheDatabase,
  DATA_FILE,
  type Notice,
  openDatabase,
  storedSeq,
  storeIsLoading,
} from "./database.ts";
import { keyOf, rangeUnder } from "./keys.ts";
import { readBlobs, readRun, readRuns, readScalars, readTags, readView, tagRows } from "./reads.ts";
import { markRead, markSaved, markUnsaved } from "./unsaved-mark.ts";
import { WriteGroup } from "./write-group.ts";
import { acquireWriterLock, type WriterLock } from "./writer-lock.ts";

/** A group is written when it has so many rows. LMDB keeps the pages of the largest group for later ones: 40 MB for 2¹⁸ rows, which are not written any faster. */
const MOST_GROUPED_ROWS = 1 << 15;

export interface GroupedCommits {
  /** The longest that an append waits for others to be written together with it. */
  readonly withinMilliseconds: number;
  /** What was appended since the last commit is lost, as in a crash; the store takes nothing from then on. */
  readonly failed: (error: unknown) => void;
}

export interface LmdbStoreOptions {
  /** Made if absent. Never the log directory. */
  readonly directory: string;
  /** Told when an older or broken cache is begun anew. */
  readonly notice: Notice;
  /**
   * Where given, `append` resolves when its points are in the next commit, which keeps their columns until
   * then; the first append is one, and any question to the store commits before. Else each append is a commit.
   */
  readonly grouped?: GroupedCommits;
}

export interface LmdbStore extends Store {
  /** Tells readers whether the writer is still at what lay in the log directories when it began. */
  setLoading(isLoading: boolean): void;
}

/** Rejects with an `ExplainedError` `STORE_LOCKED` while another process writes to the directory. */
export async function openLmdbStore(options: LmdbStoreOptions): Promise<LmdbStore> {
  const { directory, notice } = options;
  const lock = await acquireWriterLock(directory);
  try {
    const database = await openDatabase(directory, notice);
    markUnsaved(directory);
    return new WritingStore(database, lock, options);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

class WritingStore implements LmdbStore {
  readonly #database: CacheDatabase;
  readonly #lock: WriterLock;
  readonly #options: LmdbStoreOptions;
  readonly #changes: ChangeFeed;
  #group: WriteGroup;
  /** What is appended first is not held back: on a first open a page waits for something to draw. */
  #isFirst = true;
  #commitTimer: NodeJS.Timeout | null = null;
  #failure: { readonly error: unknown } | null = null;
  #closed: Promise<void> | undefined;

  constructor(database: CacheDatabase, lock: WriterLock, options: LmdbStoreOptions) {
    this.#database = database;
    this.#lock = lock;
    this.#options = options;
    this.#changes = new ChangeFeed(storedSeq(database));
    this.#group = new WriteGroup(database);
  }

  async append(ingest: Ingest): Promise<void> {
    if (this.#failure !== null) throw this.#failure.error;
    this.#group.add(ingest);
    const { grouped } = this.#options;
    if (grouped === undefined || this.#isFirst || this.#group.rowCount >= MOST_GROUPED_ROWS) {
      return this.#commitGroup();
    }
    this.#commitTimer ??= setTimeout(() => this.#commitInTime(), grouped.withinMilliseconds);
  }

  #commitInTime(): void {
    try {
      this.#commitGroup();
    } catch {
      // Reported by `failed`, and to whoever asks next.
    }
  }

  #commitGroup(): void {
    const group = this.#group;
    if (this.#commitTimer !== null) clearTimeout(this.#commitTimer);
    this.#commitTimer = null;
    if (group.changes.length === 0) return;
    this.#isFirst = false;
    this.#group = new WriteGroup(this.#database);
    try {
      this.#commit(group.changes, () => group.write());
    } catch (error) {
      if (this.#options.grouped === undefined) throw error;
      this.#failure = { error };
      this.#options.grouped.failed(error);
      throw error;
    }
  }

  /** All or nothing, together with the numbers of the changes. Listeners learn of them afterwards. */
  #commit(changes: readonly Omit<StoreChange, "seq">[], write: () => void): void {
    this.#database.root.transactionSync(() => {
      write();
      logChanges(this.#database, this.#changes.seq, changes);
    });
    for (const change of changes) this.#changes.publish(change);
  }

  async forgetFile(run: string, path: string): Promise<void> {
    const { files, losses } = this.#committed();
    const fileKey = keyOf(run, path);
    if (!files.doesExist(fileKey)) return;
    const rows = tagRows(this.#database, keyOf(run)).filter((row) => row.path === path);
    this.#commit([{ run, tags: rows.map(({ info }) => info.tag) }], () => {
      files.removeSync(fileKey);
      for (const key of [...losses.getKeys(rangeUnder(fileKey))]) losses.removeSync(key);
      for (const { info } of rows) this.#removeUnder(keyOf(run, info.tag, path));
    });
  }

  async removeRun(run: string): Promise<void> {
    const { runs, files, losses } = this.#committed();
    const runKey = keyOf(run);
    if (!runs.doesExist(runKey)) return;
    this.#commit([{ run, tags: [] }], () => {
      runs.removeSync(runKey);
      for (const key of [...files.getKeys(rangeUnder(runKey))]) files.removeSync(key);
      for (const key of [...losses.getKeys(rangeUnder(runKey))]) losses.removeSync(key);
      this.#removeUnder(runKey);
    });
  }

  #removeUnder(prefix: Buffer): void {
    const { tags, scalarChunks, scalarSummaries, blobChunks } = this.#database;
    for (const kept of [tags, scalarChunks, scalarSummaries, blobChunks]) {
      for (const key of [...kept.getKeys(rangeUnder(prefix))]) kept.removeSync(key);
    }
  }

  setLoading(isLoading: boolean): void {
    storeIsLoading(this.#committed(), isLoading);
    if (!isLoading) markRead(this.#options.directory);
  }

  /** The database with everything that was appended. */
  #committed(): CacheDatabase {
    if (this.#failure !== null) throw this.#failure.error;
    this.#commitGroup();
    return this.#database;
  }

  async runs(): Promise<readonly RunRecord[]> {
    return readRuns(this.#committed());
  }

  async run(run: string): Promise<RunRecord | null> {
    return readRun(this.#committed(), run);
  }

  async tags(run: string): Promise<readonly TagRecord[]> {
    return readTags(this.#committed(), run);
  }

  async scalars(run: string, tag: string, most?: number): Promise<ScalarColumns> {
    return readScalars(this.#committed(), { run, tag, most });
  }

  async view(query: SeriesQuery): Promise<SeriesView> {
    return readView(this.#committed(), query);
  }

  async blobs(run: string, tag: string): Promise<BlobIndex> {
    return readBlobs(this.#committed(), run, tag);
  }

  subscribe(listener: (change: StoreChange) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  currentSeq(): number {
    return this.#changes.seq;
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    try {
      if (this.#failure === null) this.#commitGroup();
      await this.#database.root.close();
      markSaved(this.#options.directory, DATA_FILE);
    } finally {
      await this.#lock.release();
    }
  }
}
