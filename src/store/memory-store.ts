/** The store that forgets when the process ends: for one-shot commands, tests, and where no cache can be had. */
import { type ScalarColumns, type SeriesQuery, stepsAsNumbers, viewOf } from "../model/index.ts";
import { ChangeFeed } from "./change-feed.ts";
import { byRun, type FileInRun, fileAfter, runRecordOf } from "./file-in-run.ts";
import { GrowingBlobs, GrowingScalars } from "./growing-columns.ts";
import { mergeBlobs, mergeFirstScalars } from "./merge-columns.ts";
import { factsOf } from "./row-facts.ts";
import type { BlobIndex, Ingest, RunRecord, Store, StoreChange, TagRecord } from "./store.ts";
import { appearanceOf, byTag, newTagInFile, type TagInFile, tagRecordOf, withBatch } from "./tag-in-file.ts";

/** One tag's rows from one file. */
interface KeptTag {
  summary: TagInFile;
  readonly scalars: GrowingScalars;
  readonly blobs: GrowingBlobs;
}

interface KeptFile {
  known: FileInRun;
  readonly tags: Map<string, KeptTag>;
}

/** By path. */
type KeptRun = Map<string, KeptFile>;

export function openMemoryStore(): Store {
  return new MemoryStore();
}

class MemoryStore implements Store {
  readonly #runs = new Map<string, KeptRun>();
  readonly #changes = new ChangeFeed();

  async append(ingest: Ingest): Promise<void> {
    const { run, file, batch } = ingest;
    const files: KeptRun = this.#runs.get(run) ?? new Map();
    const before = files.get(file.path);
    const facts = batch.tags.map(factsOf);
    const known = fileAfter(before?.known ?? null, file, facts);
    const kept = before ?? { known, tags: new Map<string, KeptTag>() };
    kept.known = known;
    for (const [index, tagBatch] of batch.tags.entries()) {
      const { tag } = tagBatch.info;
      const rows = kept.tags.get(tag) ?? newKeptTag(newTagInFile(tagBatch.info, appearanceOf(ingest, index)));
      rows.summary = withBatch(rows.summary, tagBatch, facts[index] ?? factsOf(tagBatch));
      if (tagBatch.scalars !== undefined) rows.scalars.append(tagBatch.scalars);
      else rows.blobs.append(tagBatch.blobs);
      kept.tags.set(tag, rows);
    }
    files.set(file.path, kept);
    this.#runs.set(run, files);
    this.#changes.publish({ run, tags: batch.tags.map(({ info }) => info.tag) });
  }

  async forgetFile(run: string, path: string): Promise<void> {
    const forgotten = this.#runs.get(run)?.get(path);
    if (forgotten === undefined) return;
    this.#runs.get(run)?.delete(path);
    this.#changes.publish({ run, tags: [...forgotten.tags.keys()] });
  }

  async removeRun(run: string): Promise<void> {
    if (this.#runs.delete(run)) this.#changes.publish({ run, tags: [] });
  }

  async runs(): Promise<readonly RunRecord[]> {
    return [...this.#runs].map(([run, files]) => recordOf(run, files)).sort(byRun);
  }

  async run(run: string): Promise<RunRecord | null> {
    const files = this.#runs.get(run);
    return files === undefined ? null : recordOf(run, files);
  }

  async tags(run: string): Promise<readonly TagRecord[]> {
    const summaries = new Map<string, TagInFile[]>();
    for (const [, { tags }] of this.#filesByPath(run)) {
      for (const [tag, { summary }] of tags) summaries.set(tag, [...(summaries.get(tag) ?? []), summary]);
    }
    return [...summaries.values()]
      .map(tagRecordOf)
      .filter((record) => record !== null)
      .sort(byTag);
  }

  async scalars(run: string, tag: string, most = Number.POSITIVE_INFINITY): Promise<ScalarColumns> {
    const files = this.#keptTags(run, tag).map(([, { scalars }]) => scalars.rows);
    return mergeFirstScalars(files, most);
  }

  async view(query: SeriesQuery) {
    const { steps, wallTimes, values } = await this.scalars(query.run, query.tag);
    return viewOf({ steps: stepsAsNumbers(steps), wallTimes, values }, query);
  }

  async blobs(run: string, tag: string): Promise<BlobIndex> {
    const kept = this.#keptTags(run, tag).filter(([, { summary }]) => summary.blobCount > 0);
    return mergeBlobs(
      kept.map(([, { blobs }]) => blobs.rows),
      kept.map(([path]) => path),
    );
  }

  subscribe(listener: (change: StoreChange) => void): () => void {
    return this.#changes.subscribe(listener);
  }

  currentSeq(): number {
    return this.#changes.seq;
  }

  async close(): Promise<void> {
    this.#runs.clear();
  }

  #filesByPath(run: string): [string, KeptFile][] {
    return byPath(this.#runs.get(run) ?? new Map());
  }

  #keptTags(run: string, tag: string): [string, KeptTag][] {
    return this.#filesByPath(run).flatMap(([path, { tags }]) => {
      const kept = tags.get(tag);
      return kept === undefined ? [] : [[path, kept] satisfies [string, KeptTag]];
    });
  }
}

function newKeptTag(summary: TagInFile): KeptTag {
  return { summary, scalars: new GrowingScalars(), blobs: new GrowingBlobs() };
}

function recordOf(run: string, files: KeptRun): RunRecord {
  return runRecordOf(
    run,
    byPath(files).map(([, { known }]) => known),
  );
}

function byPath(files: KeptRun): [string, KeptFile][] {
  return [...files].sort(([one], [other]) => (one < other ? -1 : 1));
}
