/** Reads a cache that another thread or another process writes, and learns of its changes by asking now and then. */
import type { ScalarColumns, SeriesQuery, SeriesView } from "../../model/index.ts";
import { ExplainedError } from "../../model/index.ts";
import type { BlobIndex, RunRecord, StoreChange, StoreReader, TagRecord } from "../store.ts";
import { changesAfter } from "./change-log.ts";
import { type CacheDatabase, openForReading, storedIsLoading, storedSeq } from "./database.ts";
import { KnownTags } from "./known-tags.ts";
import { readLongScalars } from "./long-reads.ts";
import { readBlobs, readRun, readScalars, readView } from "./reads.ts";
import { RunRecords } from "./run-records.ts";

/** Below what an eye can tell; asking costs some ten microseconds. */
const POLL_MILLISECONDS = 80;

export interface LmdbReader extends StoreReader {
  /** Whether the writer is still at what lay in the log directories when it began. */
  isLoading(): boolean;
  /** Learns of changes at once: to be called when it is known that there are some. */
  refresh(): void;
}

export interface LmdbReaderOptions {
  readonly directory: string;
  readonly pollMilliseconds?: number;
}

/** Rejects with an `ExplainedError` `STORE_UNREADABLE` where there is no cache, or none that this version reads. */
export async function openLmdbReader(options: LmdbReaderOptions): Promise<LmdbReader> {
  const { directory, pollMilliseconds = POLL_MILLISECONDS } = options;
  const database = await openForReading(directory);
  if (typeof database !== "string") return new Reader(database, pollMilliseconds);
  throw new ExplainedError({
    code: "STORE_UNREADABLE",
    what: `The cache cannot be read: ${database}.`,
    why: "What another Nashboard has read of these log directories is kept there.",
    fix: "Use the same version of Nashboard for both, or go on with the memory store.",
    where: directory,
  });
}

class Reader implements LmdbReader {
  readonly #database: CacheDatabase;
  readonly #listeners = new Set<(change: StoreChange) => void>();
  readonly #polling: NodeJS.Timeout;
  readonly #tags = new KnownTags();
  readonly #runs = new RunRecords(() => this.#latest());
  #seq: number;
  #closed: Promise<void> | undefined;

  constructor(database: CacheDatabase, pollMilliseconds: number) {
    this.#database = database;
    this.#seq = storedSeq(database);
    this.#polling = setInterval(() => this.refresh(), pollMilliseconds).unref();
  }

  refresh(): void {
    if (this.#closed !== undefined) return;
    const database = this.#latest();
    if (storedSeq(database) === this.#seq) return;
    for (const change of changesAfter(database, this.#seq)) {
      this.#seq = change.seq;
      for (const listener of [...this.#listeners]) listener(change);
    }
  }

  /** The database as it is, not as it was when this turn of the loop first looked at it. */
  #latest(): CacheDatabase {
    this.#database.root.resetReadTxn();
    return this.#database;
  }

  isLoading(): boolean {
    return storedIsLoading(this.#latest());
  }

  runs(): Promise<readonly RunRecord[]> {
    return this.#runs.all();
  }

  async run(run: string): Promise<RunRecord | null> {
    return readRun(this.#latest(), run);
  }

  async tags(run: string): Promise<readonly TagRecord[]> {
    return this.#tags.of(this.#latest(), run);
  }

  async scalars(run: string, tag: string, most?: number): Promise<ScalarColumns> {
    if (most === undefined) return readLongScalars(() => this.#latest(), run, tag);
    return readScalars(this.#latest(), { run, tag, most });
  }

  async view(query: SeriesQuery): Promise<SeriesView> {
    return readView(this.#latest(), query);
  }

  async blobs(run: string, tag: string): Promise<BlobIndex> {
    return readBlobs(this.#latest(), run, tag);
  }

  subscribe(listener: (change: StoreChange) => void): () => void {
    // Wrapped, so that one function subscribed twice is two subscriptions.
    const own = (change: StoreChange) => listener(change);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  currentSeq(): number {
    return this.#seq;
  }

  close(): Promise<void> {
    clearInterval(this.#polling);
    this.#closed ??= this.#database.root.close();
    return this.#closed;
  }
}
