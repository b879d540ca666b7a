/** Every question to the database, answered from one state of it: for the writer and for readers alike. */
import {
  type BlobColumns,
  type DataLoss,
  type ScalarColumns,
  type SeriesQuery,
  type SeriesView,
  stepsAsNumbers,
  viewOf,
} from "../../model/index.ts";
import { byRun, runRecordOf } from "../file-in-run.ts";
import { mergeBlobs, mergeFirstScalars } from "../merge-columns.ts";
import type { BlobIndex, RunRecord, TagRecord } from "../store.ts";
import { byTag, tagRecordOf } from "../tag-in-file.ts";
import { BLOB_FORMAT, SCALAR_FORMAT } from "./chunks.ts";
import type { CacheDatabase, FileRow, TagRow } from "./database.ts";
import { keyOf, rangeUnder } from "./keys.ts";
import { readRows } from "./rows.ts";
import { viewBySummaries } from "./view-by-summaries.ts";

export function readRuns(database: CacheDatabase): RunRecord[] {
  const names = [...database.runs.getRange().map(({ value }) => value)];
  return names.map((run) => recordOf(database, run)).sort(byRun);
}

export function readRun(database: CacheDatabase, run: string): RunRecord | null {
  return database.runs.doesExist(keyOf(run)) ? recordOf(database, run) : null;
}

function recordOf(database: CacheDatabase, run: string): RunRecord {
  const rows = [...database.files.getRange(rangeUnder(keyOf(run)))];
  const files = rows.map(({ key, value }) => withLosses(database, key, value));
  return runRecordOf(
    run,
    files.sort((one, other) => (one.progress.path < other.progress.path ? -1 : 1)),
  );
}

function withLosses({ losses }: CacheDatabase, key: Buffer, row: FileRow): FileRow {
  if (row.lossCount === 0) return row;
  const dataLosses: DataLoss[] = [];
  for (const { value } of losses.getRange(rangeUnder(key))) dataLosses.push(...value);
  return { ...row, progress: { ...row.progress, dataLosses } };
}

export function readTags(database: CacheDatabase, run: string): TagRecord[] {
  const rows = new Map<string, TagRow[]>();
  for (const row of tagRows(database, keyOf(run))) {
    const known = rows.get(row.info.tag);
    if (known === undefined) rows.set(row.info.tag, [row]);
    else known.push(row);
  }
  return [...rows.values()]
    .map(tagRecordOf)
    .filter((record) => record !== null)
    .sort(byTag);
}

export interface WantedScalars {
  readonly run: string;
  readonly tag: string;
  /** Only so many of the first; all where not given. */
  readonly most?: number | undefined;
}

export function readScalars(database: CacheDatabase, wanted: WantedScalars): ScalarColumns {
  const { run, tag, most = Number.POSITIVE_INFINITY } = wanted;
  const rows = tagRows(database, keyOf(run, tag)).filter(({ scalarCount }) => scalarCount > 0);
  // Which of several files overlap shows only from all of their rows.
  const mostOfOne = rows.length === 1 ? most : Number.POSITIVE_INFINITY;
  const files = rows.map(({ path, scalarCount }) => {
    const chunks = database.scalarChunks;
    const place = { chunks, format: SCALAR_FORMAT, key: keyOf(run, tag, path), rowCount: scalarCount };
    return readRows(place, { to: Math.min(mostOfOne, scalarCount) });
  });
  const [only] = files;
  return files.length === 1 && only !== undefined ? only : mergeFirstScalars(files, most);
}

export function readView(database: CacheDatabase, query: SeriesQuery): SeriesView {
  const rows = tagRows(database, keyOf(query.run, query.tag)).filter(({ scalarCount }) => scalarCount > 0);
  const view = viewBySummaries(database, rows, query);
  if (view !== null) return view;
  const { steps, wallTimes, values } = readScalars(database, { run: query.run, tag: query.tag });
  return viewOf({ steps: stepsAsNumbers(steps), wallTimes, values }, query);
}

export function readBlobs(database: CacheDatabase, run: string, tag: string): BlobIndex {
  const rows = tagRows(database, keyOf(run, tag)).filter(({ blobCount }) => blobCount > 0);
  const files = rows.map(({ path, blobCount }): BlobColumns => {
    const chunks = database.blobChunks;
    return readRows({ chunks, format: BLOB_FORMAT, key: keyOf(run, tag, path), rowCount: blobCount });
  });
  return mergeBlobs(
    files,
    rows.map(({ path }) => path),
  );
}

/** By path. */
export function tagRows({ tags }: CacheDatabase, prefix: Buffer): TagRow[] {
  const rows = [...tags.getRange(rangeUnder(prefix)).map(({ value }) => value)];
  return rows.sort((one, other) => (one.path < other.path ? -1 : 1));
}
