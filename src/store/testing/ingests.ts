/** Small ingests for tests, said in the numbers that matter to them. */
import type { BlobColumns, EventBatch, ScalarColumns, TagBatch, TagInfo } from "../../model/index.ts";
import type { FileProgress, Ingest } from "../store.ts";

/** [step, wallTime, value] */
export type Point = readonly [bigint | number, number, number];
/** [step, wallTime, offset, length, itemCount] */
export type BlobRow = readonly [bigint | number, number, number, number, number];

export function columnsOf(points: readonly Point[]): ScalarColumns {
  return {
    steps: BigInt64Array.from(points, ([step]) => BigInt(step)),
    wallTimes: Float64Array.from(points, ([, wallTime]) => wallTime),
    values: Float64Array.from(points, ([, , value]) => value),
  };
}

export function pointsOf({ steps, wallTimes, values }: ScalarColumns): Point[] {
  return Array.from(steps, (step, row) => [step, wallTimes[row] ?? 0, values[row] ?? 0]);
}

export function scalarTag(tag: string, points: readonly Point[]): TagBatch {
  return { info: infoOf(tag, "scalar"), scalars: columnsOf(points) };
}

export function imageTag(tag: string, rows: readonly BlobRow[]): TagBatch {
  const blobs: BlobColumns = {
    steps: BigInt64Array.from(rows, ([step]) => BigInt(step)),
    wallTimes: Float64Array.from(rows, ([, wallTime]) => wallTime),
    offsets: Float64Array.from(rows, ([, , offset]) => offset),
    lengths: Float64Array.from(rows, ([, , , length]) => length),
    itemCounts: Uint32Array.from(rows, ([, , , , itemCount]) => itemCount),
  };
  return { info: infoOf(tag, "image"), blobs };
}

export function infoOf(tag: string, kind: TagInfo["kind"]): TagInfo {
  return { tag, kind, plugin: `${kind}s`, displayName: `${tag} shown`, description: "" };
}

export function batchOf(...tags: readonly TagBatch[]): EventBatch {
  return {
    tags,
    losses: [],
    sessionStarts: [],
    recordCount: tags.length,
    resumeOffset: 0,
    ended: { state: "at-record-boundary" },
    fileVersion: "",
    writer: "",
  };
}

export function progressOf(path: string, rest: Partial<FileProgress> = {}): FileProgress {
  return {
    path,
    identity: "1:1",
    resumeOffset: 0,
    sizeBytes: 0,
    recordCount: 0,
    dataLosses: [],
    ended: { state: "at-record-boundary" },
    sessionStarts: [],
    fileVersion: "",
    writer: "",
    ...rest,
  };
}

export function ingestOf(run: string, path: string, ...tags: readonly TagBatch[]): Ingest {
  const file = progressOf(path, { recordCount: tags.length });
  return { run, file, batch: batchOf(...tags) };
}
