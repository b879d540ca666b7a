/** The one question charts and rules ask of a series, and its answer. */
import { type Axis, onAxis } from "./axis.ts";
import { bucketise } from "./bucket-builder.ts";
import { type BucketColumns, bucketWidthFor, nonFiniteMask, type Points } from "./buckets.ts";
import { type Segment, segmentsOf } from "./segments.ts";
import { smoothed } from "./smoothing.ts";

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

/** How a chart asks: on another axis than steps, or with a smoothed line beside the raw band. */
export interface ChartQuery extends SeriesQuery {
  /** What `fromStep`, `toStep` and the answer's places are places on; not given: steps. */
  readonly axis?: Axis | undefined;
  /** Wall time in seconds at which the relative axis begins; not given: 0. */
  readonly originSeconds?: number | undefined;
  /** Weight of the past, 0…0.999; 0 or not given: no smoothed line. */
  readonly smoothing?: number | undefined;
}

export interface SegmentView extends BucketColumns {
  /** See `Segment.supersededFromStep`. */
  readonly supersededFromStep: number | null;
  /** The smoothed series at each bucket's last finite point, NaN where it has none; only where asked for. */
  readonly smoothed?: Float64Array;
  /** The step of each bucket's last point; only on other axes than steps, where the places are none. */
  readonly atSteps?: Float64Array;
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

/** As `viewOf`, on any axis and smoothed. The smoothing reads every raw point of the series, in sight or not. */
export function chartViewOf(points: Points, query: ChartQuery): SeriesView {
  const { axis = "step", originSeconds = 0, smoothing = 0 } = query;
  const columns: PointColumns = {
    ...(smoothing > 0 && { smoothed: smoothed(points.values, smoothing, segmentsOf(points.steps)) }),
    ...(axis !== "step" && { atSteps: points.steps }),
  };
  return viewWith(onAxis(points, axis, originSeconds), query, columns);
}

/** Reduces a whole series to the asked range and resolution. */
export function viewOf(points: Points, query: SeriesQuery): SeriesView {
  return viewWith(points, query, {});
}

/** One entry a point; a bucket shows the last. */
interface PointColumns {
  readonly smoothed?: Float64Array;
  readonly atSteps?: Float64Array;
}

function viewWith(points: Points, query: SeriesQuery, columns: PointColumns): SeriesView {
  const windows = segmentsOf(points.steps).map((segment) => windowOf(points.steps, segment, query));
  const pointCount = windows.reduce((sum, { from, to }) => sum + to - from, 0);
  const bucketWidth = widthFor(points.steps, windows, pointCount, query.maxBuckets);
  const segments = windows
    .filter(({ from, to }) => to > from)
    .map(({ from, to, supersededFromStep }) => {
      const buckets =
        bucketWidth === 0 ? rawBuckets(points, from, to) : bucketise(points, from, to, bucketWidth);
      return { ...buckets, ...lastOfBuckets(columns, from, buckets.counts), supersededFromStep };
    });
  const { run, tag } = query;
  return { run, tag, bucketWidth, pointCount, totalPointCount: points.steps.length, segments };
}

/** Each column's last finite entry in each bucket, where buckets of `counts` points follow one another from row `from`. */
function lastOfBuckets(columns: PointColumns, from: number, counts: Uint32Array): PointColumns {
  const lasts = Object.entries(columns).map(([name, column]: [string, Float64Array]) => {
    const out = new Float64Array(counts.length).fill(Number.NaN);
    let start = from;
    counts.forEach((count, bucket) => {
      for (let i = start + count - 1; i >= start && Number.isNaN(out[bucket]); i--) {
        const entry = column[i] ?? Number.NaN;
        if (Number.isFinite(entry)) out[bucket] = entry;
      }
      start += count;
    });
    return [name, out];
  });
  return Object.fromEntries(lasts);
}

function windowOf(steps: Float64Array, segment: Segment, { fromStep, toStep }: SeriesQuery): Segment {
  const from = fromStep === undefined ? segment.from : firstAtLeast(steps, segment, fromStep);
  const to = toStep === undefined ? segment.to : firstAbove(steps, segment, toStep);
  return { from, to: Math.max(from, to), supersededFromStep: segment.supersededFromStep };
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

/** Rows `from`…`to` as they are: a bucket each. */
export function rawBuckets(points: Points, from: number, to: number): BucketColumns {
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
