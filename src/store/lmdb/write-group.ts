/** Appends that are written together: each file and each tag once, however many batches there were. */
import type { BlobColumns, ScalarColumns, TagBatch } from "../../model/index.ts";
import { fileAfter } from "../file-in-run.ts";
import { factsOf, type RowFacts } from "../row-facts.ts";
import type { FileProgress, Ingest, StoreChange } from "../store.ts";
import { appearanceOf, newTagInFile, withBatch } from "../tag-in-file.ts";
import { BLOB_FORMAT, SCALAR_FORMAT } from "./chunks.ts";
import type { CacheDatabase, FileRow, TagRow } from "./database.ts";
import { chunkKey, keyOf, rangeUnder } from "./keys.ts";
import { appendRows } from "./rows.ts";
import { appendSummaries, summaryOf } from "./summaries.ts";

interface PendingTag {
  readonly key: Buffer;
  readonly before: TagRow;
  after: TagRow;
  readonly scalars: ScalarColumns[];
  readonly blobs: BlobColumns[];
}

interface PendingFile {
  readonly run: string;
  readonly key: Buffer;
  readonly before: FileRow | null;
  after: FileRow;
  progress: FileProgress;
  readonly tags: Map<string, PendingTag>;
}

interface AddedRows {
  readonly batch: TagBatch;
  readonly facts: RowFacts;
}

/** Where a tag stands. */
interface TagPlace {
  readonly path: string;
  readonly appearance: number;
}

export class WriteGroup {
  readonly #database: CacheDatabase;
  readonly #files = new Map<string, PendingFile>();
  readonly changes: Omit<StoreChange, "seq">[] = [];
  #rowCount = 0;

  constructor(database: CacheDatabase) {
    this.#database = database;
  }

  get rowCount(): number {
    return this.#rowCount;
  }

  /** Keeps the columns until they are written. */
  add(ingest: Ingest): void {
    const { run, file, batch } = ingest;
    const name = JSON.stringify([run, file.path]);
    const known = this.#files.get(name);
    const key = known?.key ?? keyOf(run, file.path);
    const before = known === undefined ? (this.#database.files.get(key) ?? null) : known.before;
    const facts = batch.tags.map(factsOf);
    const after = {
      ...fileAfter(known?.after ?? before, { ...file, dataLosses: [] }, facts),
      lossCount: file.dataLosses.length,
    };
    const pending = known ?? { run, key, before, after, progress: file, tags: new Map() };
    pending.after = after;
    pending.progress = file;
    this.#files.set(name, pending);
    for (const [index, tagBatch] of batch.tags.entries()) {
      const place = { path: file.path, appearance: appearanceOf(ingest, index) };
      this.#addTag(pending, { batch: tagBatch, facts: facts[index] ?? factsOf(tagBatch) }, place);
    }
    this.changes.push({ run, tags: batch.tags.map(({ info }) => info.tag) });
  }

  #addTag({ run, tags }: PendingFile, { batch, facts }: AddedRows, place: TagPlace): void {
    const { tag } = batch.info;
    const { path } = place;
    const pending = tags.get(tag) ?? this.#pendingTag(keyOf(run, tag, path), batch, place);
    tags.set(tag, pending);
    pending.after = { ...withBatch(pending.after, batch, facts), path };
    if (batch.scalars === undefined) pending.blobs.push(batch.blobs);
    else pending.scalars.push(batch.scalars);
    this.#rowCount += (batch.scalars ?? batch.blobs).steps.length;
  }

  #pendingTag(key: Buffer, { info }: TagBatch, { path, appearance }: TagPlace): PendingTag {
    const before = this.#database.tags.get(key) ?? { ...newTagInFile(info, appearance), path };
    return { key, before, after: before, scalars: [], blobs: [] };
  }

  /** In the open transaction. */
  write(): void {
    const { runs, files } = this.#database;
    for (const file of this.#files.values()) {
      if (file.before === null) runs.putSync(keyOf(file.run), file.run);
      files.putSync(file.key, file.after);
      this.#writeLosses(file);
      for (const tag of file.tags.values()) this.#writeTag(tag);
    }
  }

  #writeLosses({ key, before, progress: { dataLosses } }: PendingFile): void {
    const { losses } = this.#database;
    const kept = before?.lossCount ?? 0;
    const hasFewer = dataLosses.length < kept;
    if (hasFewer) for (const old of [...losses.getKeys(rangeUnder(key))]) losses.removeSync(old);
    const from = hasFewer ? 0 : kept;
    if (dataLosses.length > from) losses.putSync(chunkKey(key, from), dataLosses.slice(from));
  }

  #writeTag({ key, before, after, scalars, blobs }: PendingTag): void {
    const { tags, scalarChunks, blobChunks } = this.#database;
    tags.putSync(key, after);
    if (blobs.length > 0) {
      appendRows(
        { chunks: blobChunks, format: BLOB_FORMAT, key, rowCount: before.blobCount },
        blobs,
        () => null,
      );
    }
    if (scalars.length === 0) return;
    const place = { chunks: scalarChunks, format: SCALAR_FORMAT, key, rowCount: before.scalarCount };
    const full = appendRows(place, scalars, ({ index, rows }) => ({ index, summary: summaryOf(rows) }));
    const [first] = full;
    if (first === undefined) return;
    const summaries = full.map(({ summary }) => summary);
    appendSummaries(this.#database, key, { from: first.index, summaries });
  }
}
