/** One tag's columns over all files of a run, whichever engine kept them. */
import type { BlobColumns, ScalarColumns } from "../model/index.ts";
import { gatherInto, mergeFiles, type Stretch } from "./merge-files.ts";
import type { BlobIndex } from "./store.ts";

function mergeScalars(files: readonly ScalarColumns[]): ScalarColumns {
  const stretches = mergeFiles(files.map(({ wallTimes }) => wallTimes));
  const rows = countRows(stretches);
  const pick = <T>(name: (file: ScalarColumns) => T) => files.map(name);
  return {
    steps: gatherInto(
      new BigInt64Array(rows),
      pick(({ steps }) => steps),
      stretches,
    ),
    wallTimes: gatherInto(
      new Float64Array(rows),
      pick(({ wallTimes }) => wallTimes),
      stretches,
    ),
    values: gatherInto(
      new Float64Array(rows),
      pick(({ values }) => values),
      stretches,
    ),
  };
}

/** The files' columns are given by path; the result is the caller's to keep, and has the first `most` of all rows. */
export function mergeFirstScalars(files: readonly ScalarColumns[], most: number): ScalarColumns {
  const [only] = files;
  if (files.length === 1 && only !== undefined) return mergeScalars([firstRows(only, most)]);
  // Which files overlap shows only from all of their rows.
  return firstRows(mergeScalars(files), most);
}

function firstRows({ steps, wallTimes, values }: ScalarColumns, most: number): ScalarColumns {
  return {
    steps: steps.subarray(0, most),
    wallTimes: wallTimes.subarray(0, most),
    values: values.subarray(0, most),
  };
}

/** `files[i]` lie in the event file `paths[i]`. */
export function mergeBlobs(files: readonly BlobColumns[], paths: readonly string[]): BlobIndex {
  const stretches = mergeFiles(files.map(({ wallTimes }) => wallTimes));
  const rows = countRows(stretches);
  const floats = (name: "wallTimes" | "offsets" | "lengths") =>
    gatherInto(
      new Float64Array(rows),
      files.map((file) => file[name]),
      stretches,
    );
  return {
    steps: gatherInto(
      new BigInt64Array(rows),
      files.map(({ steps }) => steps),
      stretches,
    ),
    wallTimes: floats("wallTimes"),
    offsets: floats("offsets"),
    lengths: floats("lengths"),
    itemCounts: gatherInto(
      new Uint32Array(rows),
      files.map(({ itemCounts }) => itemCounts),
      stretches,
    ),
    paths: [...paths],
    fileIndexes: fileIndexesOf(stretches, rows),
  };
}

function fileIndexesOf(stretches: readonly Stretch[], rows: number): Uint32Array {
  const indexes = new Uint32Array(rows);
  let at = 0;
  for (const { file, from, to } of stretches) {
    indexes.fill(file, at, at + to - from);
    at += to - from;
  }
  return indexes;
}

function countRows(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from, 0);
}
