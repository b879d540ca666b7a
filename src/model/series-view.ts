/** The one question charts and rules ask of a series, and its answer. */
import { type BucketColumns, bucketise, bucketWidthFor, nonFiniteMask, type Points } from "./buckets.ts";
import { type Segment, segmentsOf } from "./segments.ts";

export interface SeriesQuery {
  readonly run: string;
  readonly tag: string;
  /** Inclusive; undefined: from the first. */
  readonly fromStep?: number | undefined;
  /** Inclusive; undefined: to the last. */
  readonly toStep?: number | undefined;
  /** At most this many buckets a segment; where the points are no more than that they come raw. */
  readonly maxBuckets: number;
}

export interface SegmentView extends BucketColumns {
  /** See `Segment.supersededFromStep`. */
  readonly supersededFromStep: number | null;
}

export interface SeriesView {
  readonly run: string;
  readonly tag: string;
  /** Steps a bucket spans: a power of two; 0 when every row is one raw point. */
  readonly bucketWidth: number;
  /** Raw points inside the asked range, and in the whole series. */
  readonly pointCount: number;
  readonly totalPointCount: number;
  readonly segments: readonly SegmentView[];
}

/** Reduces a whole series to the asked range and resolution. */
export function viewOf(points: Points, query: SeriesQuery): SeriesView {
  const windows = segmentsOf(points.steps).map((segment) => windowOf(points.steps, segment, query));
  const pointCount = windows.reduce((sum, { from, to }) => sum + to - from, 0);
  const bucketWidth = widthFor(points.steps, windows, pointCount, query.maxBuckets);
  const segments = windows
    .filter(({ from, to }) => to > from)
    .map(({ from, to, supersededFromStep }) => ({
      ...(bucketWidth === 0 ? rawBuckets(points, from, to) : bucketise(points, from, to, bucketWidth)),
      supersededFromStep,
    }));
  const { run, tag } = query;
  return { run, tag, bucketWidth, pointCount, totalPointCount: points.steps.length, segments };
}

function windowOf(steps: Float64Array, segment: Segment, { fromStep, toStep }: SeriesQuery): Segment {
  return {
    from: fromStep === undefined ? segment.from : firstAtLeast(steps, segment, fromStep),
    to: toStep === undefined ? segment.to : firstAbove(steps, segment, toStep),
    supersededFromStep: segment.supersededFromStep,
  };
}

function widthFor(
  steps: Float64Array,
  windows: readonly Segment[],
  pointCount: number,
  maxBuckets: number,
): number {
  if (pointCount <= maxBuckets) return 0;
  let width = 1;
  for (const { from, to } of windows) {
    if (to > from) width = Math.max(width, bucketWidthFor(steps[from] ?? 0, steps[to - 1] ?? 0, maxBuckets));
  }
  return width;
}

function rawBuckets(points: Points, from: number, to: number): BucketColumns {
  const steps = points.steps.slice(from, to);
  const wallTimes = points.wallTimes.slice(from, to);
  const finite = points.values.slice(from, to).map((value) => (Number.isFinite(value) ? value : Number.NaN));
  const reduced = bucketMasks(points.values, from, to);
  return {
    firstSteps: steps,
    lastSteps: steps,
    minSteps: steps,
    maxSteps: steps,
    firstWallTimes: wallTimes,
    lastWallTimes: wallTimes,
    firsts: finite,
    lasts: finite,
    mins: finite,
    maxs: finite,
    counts: new Uint32Array(to - from).fill(1),
    masks: reduced,
  };
}

function bucketMasks(values: Float64Array, from: number, to: number): Uint8Array {
  const masks = new Uint8Array(to - from);
  for (let i = from; i < to; i++) masks[i - from] = nonFiniteMask(values[i] ?? Number.NaN);
  return masks;
}

function firstAtLeast(steps: Float64Array, { from, to }: Segment, step: number): number {
  return bisect(from, to, (i) => (steps[i] ?? 0) >= step);
}

function firstAbove(steps: Float64Array, { from, to }: Segment, step: number): number {
  return bisect(from, to, (i) => (steps[i] ?? 0) > step);
}

/** First index in [from, to) for which `isPast` holds, or `to`; `isPast` must be monotone. */
function bisect(from: number, to: number, isPast: (index: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isPast(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
