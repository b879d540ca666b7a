/** What is known of one tag in one event file without its points, and how that adds up over files. */
import type { TagBatch, TagInfo } from "../model/index.ts";
import { fileOfLastRow, filesByFirstWallTime, type WallTimeRange } from "./merge-files.ts";
import type { RowFacts } from "./row-facts.ts";
import { largerOf, smallerOf } from "./step-range.ts";
import type { Ingest, TagRecord } from "./store.ts";

export interface TagInFile extends WallTimeRange {
  readonly info: TagInfo;
  /** See `TagRecord`. */
  readonly firstAppearance: number;
  readonly scalarCount: number;
  readonly blobCount: number;
  /** Smallest and largest; null while there are no rows. */
  readonly firstStep: bigint | null;
  readonly lastStep: bigint | null;
  /** Value of the last scalar; null without any. */
  readonly lastValue: number | null;
  readonly nonFiniteCount: number;
}

export function newTagInFile(info: TagInfo, firstAppearance: number): TagInFile {
  return {
    info: copyOfInfo(info),
    firstAppearance,
    scalarCount: 0,
    blobCount: 0,
    firstStep: null,
    lastStep: null,
    firstWallTime: Number.NEGATIVE_INFINITY,
    latestWallTime: Number.NEGATIVE_INFINITY,
    lastValue: null,
    nonFiniteCount: 0,
  };
}

/**
 * Where in its file the `index`th tag of a batch turns up: the records before the batch, and a share of one for
 * its place in it, so that a later batch's tags always come later.
 */
export function appearanceOf({ file, batch }: Ingest, index: number): number {
  return file.recordCount - batch.recordCount + index / (batch.tags.length + 1);
}

function copyOfInfo({ tag, kind, plugin, displayName, description }: TagInfo): TagInfo {
  return { tag, kind, plugin, displayName, description };
}

/** The summary after the batch's rows have been added. What a file's reader says last of a tag is what it knows best. */
export function withBatch(before: TagInFile, batch: TagBatch, added: RowFacts): TagInFile {
  const values = batch.scalars?.values;
  return {
    ...before,
    info: copyOfInfo(batch.info),
    firstWallTime: Number.isFinite(before.firstWallTime) ? before.firstWallTime : added.firstWallTime,
    latestWallTime: Math.max(before.latestWallTime, added.latestWallTime),
    scalarCount: before.scalarCount + (values?.length ?? 0),
    blobCount: before.blobCount + (batch.blobs?.steps.length ?? 0),
    firstStep: smallerOf(added.smallest, before.firstStep),
    lastStep: largerOf(added.largest, before.lastStep),
    lastValue: values?.at(-1) ?? before.lastValue,
    nonFiniteCount: before.nonFiniteCount + added.nonFiniteCount,
  };
}

/**
 * The tag over all files that name it, which are given by path; null when none of them has a row left.
 * What the earliest file says of the tag stands, as in TensorBoard.
 */
export function tagRecordOf(files: readonly TagInFile[]): TagRecord | null {
  const [only] = files;
  if (files.length === 1 && only !== undefined) return recordOfOne(only);
  const filled = files.filter(({ scalarCount, blobCount }) => scalarCount + blobCount > 0);
  const earliest = filled[filesByFirstWallTime(filled)[0] ?? -1];
  if (earliest === undefined) return null;
  const withScalars = filled.filter(({ scalarCount }) => scalarCount > 0);
  return {
    ...earliest.info,
    firstAppearance: earliest.firstAppearance,
    pointCount: filled.reduce((sum, { scalarCount, blobCount }) => sum + scalarCount + blobCount, 0),
    firstStep: filled.map(({ firstStep }) => firstStep).reduce(smallerOf) ?? 0n,
    lastStep: filled.map(({ lastStep }) => lastStep).reduce(largerOf) ?? 0n,
    lastValue: withScalars[fileOfLastRow(withScalars)]?.lastValue ?? null,
    nonFiniteCount: filled.reduce((sum, { nonFiniteCount }) => sum + nonFiniteCount, 0),
  };
}

function recordOfOne(file: TagInFile): TagRecord | null {
  const { info, firstAppearance, scalarCount, blobCount } = file;
  const { firstStep, lastStep, lastValue, nonFiniteCount } = file;
  if (firstStep === null || lastStep === null) return null;
  const pointCount = scalarCount + blobCount;
  return { ...info, firstAppearance, pointCount, firstStep, lastStep, lastValue, nonFiniteCount };
}

/** Sorted as code units, so that the order does not depend on the machine's language. */
export function byTag(one: TagRecord, other: TagRecord): number {
  return one.tag < other.tag ? -1 : one.tag > other.tag ? 1 : 0;
}
