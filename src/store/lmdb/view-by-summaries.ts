/** Reduces a series as `viewOf` does, but from the summaries of its chunks wherever no bucket ends inside one. */
import {
  BucketBuilder,
  type BucketColumns,
  bucketCount,
  bucketWidthFor,
  rawBuckets,
  type SegmentView,
  type SeriesQuery,
  type SeriesView,
} from "../../model/index.ts";
import { orderWithoutMerging } from "../merge-files.ts";
import { type ChunkedSegment, chunkedSegments, firstRowAbove, firstRowAtLeast } from "./chunked-segments.ts";
import { ChunkedSeries } from "./chunked-series.ts";
import type { CacheDatabase, TagRow } from "./database.ts";
import { asBucket } from "./summaries.ts";

/** `null` where several writers logged the series at once, so that its order is not that of its files. */
export function viewBySummaries(
  database: CacheDatabase,
  files: readonly TagRow[],
  query: SeriesQuery,
): SeriesView | null {
  const order = orderWithoutMerging(files);
  if (order === null) return null;
  const inOrder = order.map((number) => files[number]).filter((file) => file !== undefined);
  const series = new ChunkedSeries(database, query.run, inOrder);
  const windows = chunkedSegments(series)
    .map((segment) => windowOf(series, segment, query))
    .filter(({ from, to }) => to > from);
  const pointCount = windows.reduce((sum, { from, to }) => sum + to - from, 0);
  const bucketWidth = widthFor(series, windows, pointCount, query.maxBuckets);
  const segments = windows.map((window): SegmentView => {
    const { from, to, supersededFromStep } = window;
    const buckets =
      bucketWidth === 0
        ? rawBuckets(series.pointsBetween(from, to), 0, to - from)
        : bucketsOf(series, window, bucketWidth);
    return { ...buckets, supersededFromStep };
  });
  const { run, tag } = query;
  return { run, tag, bucketWidth, pointCount, totalPointCount: series.rowCount, segments };
}

interface Window {
  readonly from: number;
  readonly to: number;
  readonly supersededFromStep: number | null;
}

function windowOf(series: ChunkedSeries, segment: ChunkedSegment, { fromStep, toStep }: SeriesQuery): Window {
  return {
    from: fromStep === undefined ? segment.from : firstRowAtLeast(series, segment, fromStep),
    to: toStep === undefined ? segment.to : firstRowAbove(series, segment, toStep),
    supersededFromStep: segment.supersededFromStep,
  };
}

function widthFor(
  series: ChunkedSeries,
  windows: readonly Window[],
  pointCount: number,
  maxBuckets: number,
): number {
  if (pointCount <= maxBuckets) return 0;
  const widths = windows.map(({ from, to }) =>
    bucketWidthFor(series.stepAt(from), series.stepAt(to - 1), maxBuckets),
  );
  return widths.reduce((largest, width) => Math.max(largest, width), 1);
}

function bucketsOf(series: ChunkedSeries, { from, to }: Window, width: number): BucketColumns {
  const reach = bucketCount(series.stepAt(from), series.stepAt(to - 1), width);
  const builder = new BucketBuilder(width, Math.min(to - from, reach));
  for (let number = series.chunkOf(from); number < series.chunks.length; number++) {
    const chunk = series.chunks[number];
    if (chunk === undefined || chunk.from >= to) break;
    const { firstStep, lastStep } = chunk.summary;
    const isInside = chunk.from >= from && chunk.to <= to;
    if (isInside && Math.floor(firstStep / width) === Math.floor(lastStep / width)) {
      builder.addBucket(asBucket(chunk.summary));
    } else {
      const first = Math.max(from, chunk.from) - chunk.from;
      const end = Math.min(to, chunk.to) - chunk.from;
      builder.addPoints(series.pointsOf(number), first, end);
    }
  }
  return builder.columns();
}
