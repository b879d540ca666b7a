/** Reduces a series on any axis, smoothed or not, a part at a time, because a long one keeps everybody else waiting. */
import { type Axis, onAxis } from "./axis.ts";
import { BucketBuilder } from "./bucket-builder.ts";
import { type BucketColumns, bucketCount, bucketWidthFor, type Points, rawBuckets } from "./buckets.ts";
import { supersededFromSteps } from "./segments.ts";
import type { SegmentView, SeriesQuery, SeriesView } from "./series-view.ts";
import { smoothing as smoothingBy } from "./smoothing.ts";

/** How a chart asks: on another axis than steps, or with a smoothed line beside the raw band. */
export interface ChartQuery extends SeriesQuery {
  /** What `fromStep`, `toStep` and the answer's places are places on; not given: steps. */
  readonly axis?: Axis | undefined;
  /** Wall time in seconds at which the relative axis begins; not given: 0. */
  readonly originSeconds?: number | undefined;
  /** Weight of the past, 0…0.999; 0 or not given: no smoothed line. */
  readonly smoothing?: number | undefined;
}

/**
 * As `viewOf`, on any axis and smoothed; the parts follow one another. Pauses after each part, of which it goes
 * through twice. The smoothing reads every raw point of the series, in sight or not.
 */
export function* chartViewOf(parts: Iterable<Points>, query: ChartQuery): Generator<undefined, SeriesView> {
  const laidOut = layout(query);
  const segments: GrowingSegment[] = [];
  let rows = 0;
  for (const points of parts) {
    addStretches(segments, laidOut(points, rows), query);
    rows += points.steps.length;
    yield;
  }
  const pointCount = segments.reduce((sum, { count }) => sum + count, 0);
  const bucketWidth = pointCount <= query.maxBuckets ? 0 : widthFor(segments, query.maxBuckets);
  const superseded = supersededFromSteps(segments);
  const views: SegmentView[] = [];
  for (const [i, segment] of segments.entries()) {
    if (segment.count === 0) continue;
    const buckets = yield* bucketsOf(segment, bucketWidth);
    const columns = lastsOf(segment, buckets.counts);
    views.push({ ...buckets, ...columns, supersededFromStep: superseded[i] ?? null });
  }
  const { run, tag } = query;
  return { run, tag, bucketWidth, pointCount, totalPointCount: rows, segments: views };
}

/** One entry a point; a bucket shows the last finite one. */
interface PointColumns {
  readonly smoothed?: Float64Array;
  readonly atSteps?: Float64Array;
}

/** Points at their places on the axis where the steps were. */
interface LaidOut {
  readonly points: Points;
  readonly columns: PointColumns;
}

/** Rows `from` (inclusive) to `to` (exclusive). */
interface Stretch extends LaidOut {
  readonly from: number;
  readonly to: number;
}

interface GrowingSegment {
  /** Of all its points. */
  readonly firstStep: number;
  lastStep: number;
  /** What of it is in the asked range. */
  readonly inside: Stretch[];
  count: number;
}

/** Lays out one part after the other, of which the first row is row `rowsBefore` of the series. */
function layout({ axis = "step", originSeconds = 0, smoothing = 0 }: ChartQuery) {
  const smooth = smoothingBy(smoothing);
  return (points: Points, rowsBefore: number): LaidOut => ({
    points: onAxis(points, { axis, originSeconds, rowsBefore }),
    columns: {
      ...(smoothing > 0 && { smoothed: smooth(points) }),
      ...(axis !== "step" && { atSteps: points.steps }),
    },
  });
}

function addStretches(segments: GrowingSegment[], laidOut: LaidOut, query: SeriesQuery): void {
  const { steps } = laidOut.points;
  for (let from = 0, to = 0; from < steps.length; from = to) {
    to = endOfRise(steps, from);
    const firstStep = steps[from] ?? 0;
    const before = segments.at(-1);
    const continues = before !== undefined && !(firstStep < before.lastStep);
    const segment = continues ? before : { firstStep, lastStep: firstStep, inside: [], count: 0 };
    if (!continues) segments.push(segment);
    segment.lastStep = steps[to - 1] ?? 0;
    const inside = insideOf(steps, { from, to }, query);
    if (inside.to <= inside.from) continue;
    segment.inside.push({ ...laidOut, ...inside });
    segment.count += inside.to - inside.from;
  }
}

function endOfRise(steps: Float64Array, from: number): number {
  let to = from + 1;
  while (to < steps.length && !((steps[to] ?? 0) < (steps[to - 1] ?? 0))) to++;
  return to;
}

interface Rows {
  readonly from: number;
  readonly to: number;
}

function insideOf(steps: Float64Array, { from, to }: Rows, { fromStep, toStep }: SeriesQuery): Rows {
  return {
    from: fromStep === undefined ? from : firstRow(from, to, (row) => (steps[row] ?? 0) >= fromStep),
    to: toStep === undefined ? to : firstRow(from, to, (row) => (steps[row] ?? 0) > toStep),
  };
}

/** First row in [from, to) for which `isPast` holds, or `to`; `isPast` must be monotone. */
function firstRow(from: number, to: number, isPast: (row: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isPast(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** First and last place in the asked range. */
function reachOf({ inside }: GrowingSegment): readonly [first: number, last: number] {
  const [first, last] = [inside[0], inside.at(-1)];
  return [first?.points.steps[first.from] ?? 0, last?.points.steps[last.to - 1] ?? 0];
}

function widthFor(segments: readonly GrowingSegment[], maxBuckets: number): number {
  const widths = segments
    .filter(({ count }) => count > 0)
    .map((segment) => bucketWidthFor(...reachOf(segment), maxBuckets));
  return widths.reduce((widest, width) => Math.max(widest, width), 1);
}

function* bucketsOf(segment: GrowingSegment, width: number): Generator<undefined, BucketColumns> {
  const { inside, count } = segment;
  if (width === 0) return rawBuckets(joined(inside, count), 0, count);
  const builder = new BucketBuilder(width, Math.min(count, bucketCount(...reachOf(segment), width)));
  for (const { points, from, to } of inside) {
    builder.addPoints(points, from, to);
    yield;
  }
  return builder.columns();
}

/** No more points than buckets may be sent. */
function joined(inside: readonly Stretch[], count: number): Points {
  const out = {
    steps: new Float64Array(count),
    wallTimes: new Float64Array(count),
    values: new Float64Array(count),
  };
  let at = 0;
  for (const { points, from, to } of inside) {
    for (const name of ["steps", "wallTimes", "values"] as const) {
      out[name].set(points[name].subarray(from, to), at);
    }
    at += to - from;
  }
  return out;
}

function lastsOf({ inside }: GrowingSegment, counts: Uint32Array): PointColumns {
  const columns: { smoothed?: Float64Array; atSteps?: Float64Array } = {};
  for (const name of ["smoothed", "atSteps"] as const) {
    const parts = inside.flatMap(({ columns, from, to }) => columns[name]?.subarray(from, to) ?? []);
    if (parts.length > 0) columns[name] = lastFinites(parts, counts);
  }
  return columns;
}

/** Of the entries of all parts the last finite one of each bucket; `counts` says how many follow one another in it. */
function lastFinites(parts: readonly Float64Array[], counts: Uint32Array): Float64Array {
  const out = new Float64Array(counts.length).fill(Number.NaN);
  let bucket = 0;
  let left = counts[0] ?? 0;
  for (const part of parts) {
    for (let from = 0; from < part.length; ) {
      if (left === 0) left = counts[++bucket] ?? 0;
      const to = Math.min(part.length, from + left);
      for (let row = to - 1; row >= from; row--) {
        const entry = part[row] ?? Number.NaN;
        if (!Number.isFinite(entry)) continue;
        out[bucket] = entry;
        break;
      }
      left -= to - from;
      from = to;
    }
  }
  return out;
}
